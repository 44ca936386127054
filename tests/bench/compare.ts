/** @file One network against every peer: first whether they compute the same, then how fast. */
import { TOLERANCE, STEPS, largestDifference } from './agreement.ts';
import type { Case } from './cases.ts';
import type { Contender, Peer, PeerName, Weights } from './contender.ts';
import { examplesOf, type Examples } from './examples.ts';
import { startOurs, type Ours } from './ours.ts';
import type { Engine } from './engine.ts';
import { interleave, type Effort } from './rounds.ts';
import { median, spreadOf } from './spread.ts';

export interface Row {
  readonly case: string;
  readonly threads: number;
  readonly peer: PeerName | 'gradscape, 1 thread';
  /** peer_us / ours_us, the median over rounds and its 95 % interval; null where the losses do not agree. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly ours_us: number;
  readonly peer_us: number;
}

export interface Agreement {
  readonly case: string;
  readonly threads: number;
  readonly peer: Row['peer'];
  readonly steps: number;
  readonly largest_difference: number;
  readonly agrees: boolean;
  /** The dropout that the losses were compared without; 0 of a network that has none. */
  readonly without_p: number;
}

export interface Control {
  readonly case: string;
  readonly threads: number;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Off 1 by more than 3 %: something else ran on the machine, and the ratios of the case tell little. */
  readonly noisy: boolean;
}

export interface Pace {
  readonly case: string;
  readonly threads: number;
  /** Threads that took the steps: one where no step is worth sharing. */
  readonly threads_used: number;
  readonly step_us: number;
  readonly samples_per_second: number;
  readonly rounds: number;
}

export interface Comparison {
  readonly rows: readonly Row[];
  readonly agreements: readonly Agreement[];
  readonly control: Control;
  readonly pace: Pace;
}

interface Rival {
  readonly name: Row['peer'];
  readonly start: (each: Case, weights: Weights, examples: Examples) => Promise<Contender> | Contender;
}

export async function compare(each: Case, peers: readonly Peer[], engine: Engine, single: Engine, effort: Effort): Promise<Comparison> {
  const { threads } = engine;
  const examples = examplesOf(each);
  const rivals: Rival[] = peers
    .filter((peer) => threads === 1 || peer.threaded)
    .map((peer) => ({
      name: peer.name,
      start: (network, weights, data) => peer.start(network, weights, data, threads),
    }));
  if (threads > 1)
    rivals.push({ name: 'gradscape, 1 thread', start: (network, _, data) => startOurs(network, { ...single, clock: engine.clock }, data) });

  const ours = startOurs(each, engine, examples);
  const started: Contender[] = [];
  for (const { start } of rivals) started.push(await start(each, ours.weights, examples));
  const agreements = await agree(each, rivals, engine, examples, ours, started);
  const { peers: timed, control } = await interleave(ours, started, effort);

  const us = (seconds: readonly number[]) => 1e6 * median(seconds);
  const rows = timed.map((times, index): Row => {
    const { median: ratio, low, high } = spreadOf(times.ratios);
    const valid = agreements[index]!.agrees;
    return {
      case: each.id,
      threads,
      peer: rivals[index]!.name,
      ratio: valid ? ratio : null,
      low: valid ? low : null,
      high: valid ? high : null,
      ours_us: us(times.ours),
      peer_us: us(times.theirs),
    };
  });
  for (const contender of [ours, ...started]) contender.end();
  const { median: ratio, low, high } = spreadOf(control.ratios);
  const seconds = median(control.ours);
  return {
    rows,
    agreements,
    control: { case: each.id, threads, ratio, low, high, noisy: Math.abs(ratio - 1) > 0.03 },
    pace: {
      case: each.id,
      threads,
      threads_used: ours.threads,
      step_us: 1e6 * seconds,
      samples_per_second: each.batch / seconds,
      rounds: control.ratios.length,
    },
  };
}

/** Dropout draws other numbers in each of them, so a network with dropout is compared without it, in contenders of its own. */
async function agree(
  each: Case,
  rivals: readonly Rival[],
  engine: Engine,
  examples: Examples,
  ours: Ours,
  started: readonly Contender[],
): Promise<Agreement[]> {
  const still = { ...each, p: 0 };
  const first = each.p === 0 ? ours : startOurs(still, engine, examples);
  const expected = await first.losses(STEPS);
  const lossesOf = async (rival: Rival, index: number) => {
    if (each.p === 0) return started[index]!.losses(STEPS);
    const contender = await rival.start(still, first.weights, examples);
    const losses = await contender.losses(STEPS);
    contender.end();
    return losses;
  };
  // nothing is timed here, so they compute at the same time
  return Promise.all(
    rivals.map(async (rival, index): Promise<Agreement> => {
      const difference = largestDifference(expected, await lossesOf(rival, index));
      return {
        case: each.id,
        threads: engine.threads,
        peer: rival.name,
        steps: STEPS,
        largest_difference: difference,
        agrees: difference <= TOLERANCE,
        without_p: each.p,
      };
    }),
  );
}
