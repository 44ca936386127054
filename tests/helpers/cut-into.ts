/** @file Cuts the steps of a fast machine as if each were worth it. */
import * as layout from '../../core/engine/kernels/layout.ts';
import type { Machine } from '../../core/engine/machine.ts';

/** Writes into the records of all lists into how many chunks they are cut, where they may be; the first lies at PROGRAMS. */
export function cutInto({ plan, arena }: Machine, chunks: number): void {
  const memory = new DataView(arena.buffer);
  for (let index = 0; index < plan.forward.length + plan.backward.length + plan.update.length; index++) {
    const record = layout.PROGRAMS + index * layout.RECORD;
    const isWhole = memory.getUint32(record + layout.PER_ROW, true) === 0 && memory.getUint32(record + layout.FIXED, true) === 1;
    if (isWhole) continue;
    memory.setUint32(record + layout.CHUNKS, chunks, true);
    memory.setUint32(record + layout.SEAMLESS, 0, true);
  }
}
