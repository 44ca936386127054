/**
 * @file How an epoch is cut into batches: full ones, then what is left. BatchNorm cannot normalise a batch of one row, so
 * such a network asks for batches of at least two (`smallest`): the batch before then gives up a row, or, where it has none to
 * give (batch size 2), the last row sits out this epoch; the next one is shuffled anew. Plain functions of where the epoch
 * stands, so the batch size may change between two steps and nothing is allocated.
 */

/** How many rows the batch that starts at row `first` of the epoch takes; 0 when the epoch is over. */
export function batchRows(first: number, rows: number, batchSize: number, smallest: 1 | 2 = 1): number {
  const left = rows - first;
  if (left < smallest) return 0;
  if (left <= batchSize) return left;
  const tail = left - batchSize;
  if (tail >= smallest || batchSize <= smallest) return batchSize;
  return left - smallest;
}

/** How many batches an epoch has. */
export function batchCount(rows: number, batchSize: number, smallest: 1 | 2 = 1): number {
  const full = Math.floor(rows / batchSize);
  const tail = rows % batchSize;
  const tailStands = tail >= smallest || (tail > 0 && full > 0 && batchSize > smallest);
  return full + (tailStands ? 1 : 0);
}
