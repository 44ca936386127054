/**
 * @file The loss on one set of rows over a whole run, in bounded memory: when there are too many measurements, every second of them
 * is forgotten, and from then on only every second is kept.
 */
import type { Evaluation } from '../telemetry/frame.ts';

const MOST = 512;
/** Measurements whose middle one counts: a leap of one or two is no rise. */
const RECENT = 5;

/** Plain. `points` is the array itself, which only ever grows behind its first `count`. */
export interface CurveState {
  readonly points: readonly Evaluation[];
  readonly count: number;
  readonly latest: Evaluation | null;
  readonly lowest: Evaluation | null;
  readonly level: number;
  readonly lowestLevel: number;
  readonly measured: number;
  readonly recent: readonly number[];
  readonly spacing: number;
}

export class Curve {
  /** Evenly spaced from the first on, oldest first; the latest is among them only when its turn has come. */
  points: Evaluation[] = [];
  latest: Evaluation | null = null;
  /** That with the smallest loss of all, kept or not. */
  lowest: Evaluation | null = null;
  /** The middle of the last measurements, and the lowest that it has been. */
  level = NaN;
  lowestLevel = Infinity;
  /** How many measurements there have been, kept or not. */
  measured = 0;
  #recent: number[] = [];
  #spacing = 1;

  add(evaluation: Evaluation): void {
    const { loss } = evaluation;
    this.latest = evaluation;
    if (!this.lowest || loss < this.lowest.loss) this.lowest = evaluation;
    this.#recent.push(loss);
    if (this.#recent.length > RECENT) this.#recent.shift();
    this.level = this.#recent.toSorted((a, b) => a - b)[this.#recent.length >> 1]!;
    if (this.level < this.lowestLevel) this.lowestLevel = this.level;
    if (this.measured++ % this.#spacing === 0) this.points.push(evaluation);
    if (this.points.length <= MOST) return;
    this.points = this.points.filter((_, index) => index % 2 === 0);
    this.#spacing *= 2;
  }

  get state(): CurveState {
    const { points, latest, lowest, level, lowestLevel, measured } = this;
    return {
      ...{ points, count: points.length, latest, lowest, level, lowestLevel, measured },
      recent: this.#recent.slice(),
      spacing: this.#spacing,
    };
  }

  putTo({ points, count, latest, lowest, level, lowestLevel, measured, recent, spacing }: CurveState): void {
    Object.assign(this, { points: points.slice(0, count), latest, lowest, level, lowestLevel, measured });
    this.#recent = [...recent];
    this.#spacing = spacing;
  }

  /** What was kept since a step. */
  since(step: number): readonly Evaluation[] {
    const first = this.points.findIndex((point) => point.step >= step);
    return first < 0 ? [] : this.points.slice(first);
  }
}
