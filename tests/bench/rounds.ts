/**
 * @file Interleaved timing. A shared machine drifts, so a peer's window is never compared with a number from another minute: each
 * stands between two windows of ours, and their ratio is taken there and then.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender } from './contender.ts';

/** Milliseconds for the threads of the last contender to fall asleep. */
const SETTLE = 5;

type Runner = Pick<Contender, 'run' | 'prepare'>;

/** Whose single step outlasts so many windows takes part in the fewest rounds only. */
const PATIENCE = 3;

export interface Effort {
  /** Seconds of one window of steps; at least one step. */
  readonly window: number;
  /** Seconds of steps before the first window. */
  readonly warmUp: number;
  readonly rounds: number;
  /** Rounds that are made even when the time is over. */
  readonly fewest: number;
  /** Seconds after which no round is begun. */
  readonly budget: number;
}

export interface Timed {
  /** Seconds of a step in each round. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** theirs / ours, of each round. */
  readonly ratios: readonly number[];
}

/** Warms up and finds how many steps fill a window. */
export async function stepsFor(contender: Runner, { window, warmUp }: Pick<Effort, 'window' | 'warmUp'>): Promise<number> {
  await contender.prepare?.(warmUp);
  let steps = 1;
  for (let spent = 0; ;) {
    const seconds = await contender.run(steps);
    spent += seconds;
    const filling = Math.max(1, Math.round((steps * window) / seconds));
    if (spent >= warmUp) return filling;
    steps = Math.min(filling, 8 * steps);
  }
}

interface Taking {
  readonly ours: number[];
  readonly theirs: number[];
  readonly ratios: number[];
}

function add({ ours, theirs, ratios }: Taking, our: number, their: number): void {
  ours.push(our);
  theirs.push(their);
  ratios.push(their / our);
}

/** Rounds of ours and each of the others in turn, and of ours against itself: the control. */
export async function interleave(ours: Runner, others: readonly Runner[], effort: Effort): Promise<{ peers: Timed[]; control: Timed }> {
  const steps = new Map<Runner, number>();
  for (const each of [ours, ...others]) steps.set(each, await stepsFor(each, effort));
  const time = async (each: Runner) => (await each.run(steps.get(each)!)) / steps.get(each)!;

  const peers = others.map((): Taking => ({ ours: [], theirs: [], ratios: [] }));
  const control: Taking = { ours: [], theirs: [], ratios: [] };
  const begun = performance.now();
  for (let round = 0; round < effort.rounds; round++) {
    if (round >= effort.fewest && performance.now() - begun > 1000 * effort.budget) break;
    let before = await time(ours);
    for (const [index, other] of others.entries()) {
      const taken = peers[index]!;
      if (round >= effort.fewest && taken.theirs[0]! > PATIENCE * effort.window) continue;
      const theirs = await time(other);
      await sleep(SETTLE);
      const after = await time(ours);
      add(taken, (before + after) / 2, theirs);
      before = after;
    }
    // like a peer's, the window in the middle stands between two others
    const middle = await time(ours);
    await sleep(SETTLE);
    add(control, (before + (await time(ours))) / 2, middle);
  }
  return { peers, control };
}
