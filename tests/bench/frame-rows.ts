/** @file Milliseconds from frame to frame while something is done, as rows: how they are taken, judged and printed. */

export interface Row {
  readonly nodes: number;
  readonly doing: string;
  readonly median_ms: number;
  readonly p95_ms: number;
}

export interface Target {
  readonly median_ms: number;
  /** Null: only the median counts. */
  readonly p95_ms: number | null;
}

/** Sixty frames a second, and of twenty frames nineteen that miss one at the most. */
export const SMOOTH: Target = { median_ms: 17, p95_ms: 34 };

export interface Effort {
  /** Milliseconds in which frames are counted. */
  readonly window: number;
  /** Of so many windows the best is told: what else the machine did meanwhile is not the page's. */
  readonly windows: number;
  readonly say: (what: string) => void;
}

export function meets(row: Row, { median_ms, p95_ms }: Target): boolean {
  return row.median_ms <= median_ms && (p95_ms === null || row.p95_ms <= p95_ms);
}

/** Measures a row as often as there are windows, and keeps the best. */
export function taker(nodes: number, { window, windows, say }: Effort, rows: Row[]) {
  return async (doing: string, measure: (window: number) => Promise<readonly number[]>) => {
    say(`${nodes} blocks: ${doing}`);
    let best: Row | null = null;
    for (let turn = 0; turn < windows; turn++) {
      const row = rowOf(nodes, doing, await measure(window));
      if (!best || row.p95_ms < best.p95_ms || (row.p95_ms === best.p95_ms && row.median_ms < best.median_ms)) best = row;
    }
    if (best) rows.push(best);
  };
}

function rowOf(nodes: number, doing: string, milliseconds: readonly number[]): Row {
  if (milliseconds.length === 0) throw new Error(`Nothing was measured of ${nodes} blocks, ${doing}.`);
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (part: number) => Number(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!.toFixed(1));
  return { nodes, doing, median_ms: at(0.5), p95_ms: at(0.95) };
}

export function tableOf(rows: readonly Row[], targetOf: (row: Row) => Target | null): string {
  const cells = rows.map((row) => {
    const target = targetOf(row);
    const wanted = target ? `${target.median_ms}${target.p95_ms === null ? '' : ` / ${target.p95_ms}`}` : '';
    const verdict = target ? (meets(row, target) ? 'met' : 'missed') : '';
    return [String(row.nodes), row.doing, row.median_ms.toFixed(1), row.p95_ms.toFixed(1), wanted, verdict];
  });
  const table = [['blocks', 'doing', 'median ms', '95 % within', 'target', ''], ...cells];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  return table.map((line) => line.map((cell, column) => cell[column === 1 ? 'padEnd' : 'padStart'](widths[column]!)).join('  ')).join('\n');
}
