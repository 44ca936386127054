/**
 * @file Several threads on one step. It is cut into chunks that whoever is free claims, one after the other, by CLAIM; the thread
 * that runs the program claims with the rest, so that a helper that the system holds up costs no more than the chunk it holds.
 * Which thread computes a chunk has no say in its numbers. A job's words change only when all its chunks are done, so whoever
 * claims a chunk has read the words that belong to it: all are atomic, for a plain store may be seen before the one to CLAIM that
 * precedes it.
 */
import { ASLEEP, CLAIM, DONE, JOB_CHUNKS, JOB_FIRST, JOB_FLAGS, JOB_RECORD, JOB_ROWS, READY, RELEASED } from './layout.ts';
import { executeChunk } from './program.ts';
import { handIn } from './tally.ts';

const NEXT: i32 = 0xff;
const GENERATION: i32 = 0x100;
/** Looks at a word before a thread goes to sleep, some 50 µs: waking one costs about as much. */
const PATIENCE = 20000;
/** Nanoseconds of sleep of the thread that waits for the last chunk: its holder may need this very core. */
const NAP: i64 = 100000;

/** This thread's place among those that share the memory; the one that runs programs is 0. */
let place: i32 = 0;

export function thread(): i32 {
  return place;
}

export function helpers(): i32 {
  return atomic.load<i32>(READY);
}

/** Runs a record cut into chunks; returns when all are done. */
export function share(record: usize, flags: i32, rows: i32, first: i32, chunks: i32): void {
  const generation = atomic.load<i32>(CLAIM) & ~NEXT;
  // nothing to be had while the words change
  atomic.store<i32>(CLAIM, (generation + GENERATION) | NEXT);
  atomic.store<u32>(JOB_RECORD, <u32>record);
  atomic.store<i32>(JOB_FLAGS, flags);
  atomic.store<i32>(JOB_ROWS, rows);
  atomic.store<i32>(JOB_FIRST, first);
  atomic.store<i32>(JOB_CHUNKS, chunks);
  atomic.store<i32>(DONE, 0);
  atomic.store<i32>(CLAIM, generation + 2 * GENERATION);
  if (atomic.load<i32>(ASLEEP) != 0) atomic.notify(CLAIM, -1);
  claimAll();
  for (let looks = 0; atomic.load<i32>(DONE) != chunks; looks++) {
    if (looks > PATIENCE) {
      const done = atomic.load<i32>(DONE);
      if (done != chunks) atomic.wait<i32>(DONE, done, NAP);
    }
  }
}

/** Chunk after chunk of the job as it stands, until none is left. */
function claimAll(): void {
  for (;;) {
    const claim = atomic.load<i32>(CLAIM);
    const chunk = claim & NEXT;
    const record = <usize>atomic.load<u32>(JOB_RECORD);
    const flags = atomic.load<i32>(JOB_FLAGS);
    const rows = atomic.load<i32>(JOB_ROWS);
    const first = atomic.load<i32>(JOB_FIRST);
    const chunks = atomic.load<i32>(JOB_CHUNKS);
    if (chunk >= chunks) return;
    if (atomic.cmpxchg<i32>(CLAIM, claim, claim + 1) != claim) continue;
    executeChunk(record, flags, rows, first, chunk, chunks);
    handIn();
    atomic.add<i32>(DONE, 1);
  }
}

/** What a helper does with its life: claims chunks until it is released. It never returns while it is needed, so call it in a thread of its own. */
export function assist(helper: i32): void {
  place = helper;
  atomic.add<i32>(READY, 1);
  let looks = 0;
  while (atomic.load<i32>(RELEASED) == 0) {
    const claim = atomic.load<i32>(CLAIM);
    if ((claim & NEXT) < atomic.load<i32>(JOB_CHUNKS)) {
      claimAll();
      looks = 0;
    } else if (++looks > PATIENCE) {
      atomic.add<i32>(ASLEEP, 1);
      atomic.wait<i32>(CLAIM, claim, -1);
      atomic.sub<i32>(ASLEEP, 1);
      looks = 0;
    }
  }
  atomic.sub<i32>(READY, 1);
}
