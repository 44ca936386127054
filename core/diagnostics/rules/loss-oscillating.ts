/**
 * @file Oscillation: in the second half of the run so far the loss goes up and down from look to look by a good part of all that can be
 * learnt, or about the constant predictor's though something had been learnt. Measured on the same rows each time, without
 * dropout, so that the noise of batches has no part in it; but running statistics of BatchNorm lag behind the weights, and of a network
 * that has them healthy runs swing more.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { Finding, Numbers } from '../../findings/finding.ts';
import { finding, type Clause } from '../../findings/messages.ts';
import { circumstances } from '../circumstances.ts';
import { remedies } from '../remedies.ts';
import { LEARNS, median, type Statistics } from '../statistics.ts';
import { inPercent, inShort, type Rule } from './rule.ts';

/**
 * Parts of the constant predictor's loss: the swing from look to look, and how far above its lowest the loss is three quarters of the time,
 * for a run that is learning comes back to that between its leaps. Healthy runs were measured up to 0.06 of both where both were large,
 * oscillating ones from 0.05 and 0.07; with BatchNorm healthy ones up to 0.21 and 0.09.
 */
const LIMITS = { plain: { swing: 0.04, relapse: 0.07 }, normalised: { swing: 0.15, relapse: 0.15 } };
/** Of two changes in a row so many turn back; of pure noise it is two thirds. */
const TURNS = 0.4;
/** What was learnt is lost again: the mean is at the constant predictor's loss, with half of that swing. */
const LOST_AGAIN = 0.98;
/** Measurements in the half that is looked at. */
const LEAST = 8;
/** The part of the run that must be over: healthy runs leap as well before they settle, but do not lose all again. */
const ELAPSED = { swings: 0.4, lostAgain: 0.3 };

export const lossOscillating: Rule = (run) => {
  const limits = run.isNormalised ? LIMITS.normalised : LIMITS.plain;
  if (!(run.elapsed >= ELAPSED.lostAgain) || !mayOscillate(run, limits.relapse)) return null;
  const losses = run.learning.since(run.step / 2).map(({ loss }) => loss);
  const { constantLoss } = run.header;
  const average = mean(losses) / constantLoss;
  const relapse = (quarter(losses) - run.learning.lowest!.loss) / constantLoss;
  const isAtConstant = average >= LOST_AGAIN;
  const changes = losses.slice(1).map((loss, index) => loss - losses[index]!);
  const turns = changes.slice(1).filter((change, index) => change * changes[index]! < 0).length / (changes.length - 1);
  const swing = median(changes.map(Math.abs)) / constantLoss;
  if (!(turns > TURNS)) return null;
  if (swing >= limits.swing && run.elapsed >= ELAPSED.swings) {
    const evidence: Evidence = { measure: 'swing', value: swing, threshold: limits.swing, onset: 'acquired' };
    const numbers = { swing: inPercent(swing), turns: inPercent(turns), relapse: inPercent(relapse) };
    return oscillating(run, 'clause:shows_in_swing', evidence, numbers);
  }
  if (!isAtConstant || !(run.bestSkill >= LEARNS) || !(swing >= limits.swing / 2)) return null;
  const evidence: Evidence = { measure: 'loss', value: average, threshold: LOST_AGAIN, onset: 'acquired' };
  return oscillating(run, 'clause:shows_lost_again', evidence, {
    mean: inShort(average * constantLoss),
    constantLoss: inShort(constantLoss),
    swing: inPercent(swing),
    best: inPercent(run.bestSkill),
  });
};

/** Of most runs one pass says that they do not, and nothing is allocated. */
function mayOscillate({ learning: { points, lowest }, step, header: { constantLoss } }: Statistics, relapse: number): boolean {
  const comesBack = lowest ? lowest.loss + relapse * constantLoss : NaN;
  let count = 0;
  let back = 0;
  let sum = 0;
  for (let index = points.length - 1; index >= 0 && points[index]!.step >= step / 2; index--) {
    const { loss } = points[index]!;
    count += 1;
    sum += loss;
    if (loss < comesBack) back += 1;
  }
  return count >= LEAST && (back <= count >> 2 || sum >= LOST_AGAIN * constantLoss * count);
}

function oscillating(run: Statistics, shows: Clause, evidence: Evidence, numbers: Numbers): Finding {
  return finding(
    'loss_oscillating',
    { step: run.step },
    { evidence: shows, rate: run.learningRate, batch: run.batchSize, ...numbers },
    { evidence, fixes: remedies('high_rate_swings', circumstances(run)) },
  );
}

/** A quarter of the losses are lower. */
function quarter(losses: readonly number[]): number {
  return losses.toSorted((a, b) => a - b)[losses.length >> 2]!;
}

function mean(losses: readonly number[]): number {
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
