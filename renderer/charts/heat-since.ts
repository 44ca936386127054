/** @file Since when something has been so, in columns of time. */

/** The first column from which on it holds up to `last`, where it does hold. That it does not in one column alone is no end of it. */
export function sinceColumn(last: number, holds: (column: number) => boolean): number {
  let since = last;
  for (let column = last - 1; column >= 0; column--) {
    if (holds(column)) since = column;
    else if (column === 0 || !holds(column - 1)) break;
  }
  return since;
}
