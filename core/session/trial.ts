/**
 * @file A trial: the network as it is and as it would be with a fix, trained side by side from the same seed. They take turns, so that
 * both have always done about the same share of their planned steps, and whoever watches compares like with like.
 */
import { resolveTraining } from '../compiler/training.ts';
import type { Data } from '../datasets/table.ts';
import type { Document } from '../document/document.ts';
import { InputError } from '../findings/input-error.ts';
import type { Plan } from '../plan/plan.ts';
import type { Evaluation } from '../telemetry/frame.ts';
import { compileDocument, type Compiled } from './compiled.ts';
import { createRun } from './create-run.ts';
import { factsOf, type DataStore } from './data-store.ts';
import type { Engine } from './engine.ts';
import { obstacleTo } from './obstacle.ts';
import { withOfferedFixes } from './offered-fixes.ts';
import type { Trial, TrialSide } from './protocol.ts';
import type { Run } from './run.ts';
import { verdictOn } from './verdict.ts';

/** Milliseconds between two tellings. */
const SPACING = 100;
/** Points that a curve is thinned to. */
const MOST_POINTS = 200;
type Point = TrialSide['curve'][number];

const UNMEASURED = { loss: NaN, accuracy: NaN };

/** Reads the data of both. @throws InputError not_trainable, memory_denied */
export async function createTrial(present: Document, repaired: Document, store: DataStore, engine: Engine): Promise<TrialRuns> {
  const sides = [await createSide(present, store, engine), await createSide(repaired, store, engine)] as const;
  return new TrialRuns(...sides);
}

async function createSide(document: Document, store: DataStore, engine: Engine): Promise<Side> {
  const { data, problem } = await store.read(document.dataset, resolveTraining(document, []).seed);
  const compiled = compileDocument(document, data && factsOf(data), engine, data);
  const obstacle = obstacleTo(compiled, data, problem);
  if (obstacle) throw new InputError('not_trainable', obstacle);
  return new Side(document, runOf(compiled as Compiled & { readonly plan: Plan }, data!, engine));
}

function runOf(compiled: Compiled & { readonly plan: Plan }, data: Data, engine: Engine): Run {
  const run = createRun(0, compiled, data, engine, null);
  // nobody goes back in it
  run.states.keepWithin(0);
  return run;
}

export class TrialRuns {
  readonly #present: Side;
  readonly #repaired: Side;

  constructor(present: Side, repaired: Side) {
    this.#present = present;
    this.#repaired = repaired;
  }

  get isOver(): boolean {
    return this.#present.isOver && this.#repaired.isOver;
  }

  /** A few steps, or a batch of an evaluation, of the one that lags behind. */
  advance(): void {
    const [present, repaired] = [this.#present, this.#repaired];
    const lagging = present.isOver || (!repaired.isOver && repaired.share < present.share) ? repaired : present;
    lagging.advance();
  }

  /** As things stand, with a verdict when both have ended. */
  tell(): Trial {
    const present = this.#present.tell();
    const repaired = this.#repaired.tell();
    return { present, repaired, verdict: this.isOver ? verdictOn(present, repaired) : null };
  }
}

/** Trains both to their ends; `tell` hears how it goes from the first steps on, at most every 100 ms. */
export function* watched(runs: TrialRuns, tell: (trial: Trial) => void): Generator<void, Trial> {
  let told = -Infinity;
  while (!runs.isOver) {
    runs.advance();
    if (performance.now() - told >= SPACING) {
      told = performance.now();
      tell(runs.tell());
    }
    yield;
  }
  return runs.tell();
}

class Side {
  readonly #document: Document;
  readonly #run: Run;
  readonly #curve: Point[] = [];
  #train = UNMEASURED;
  #validation = UNMEASURED;

  constructor(document: Document, run: Run) {
    this.#document = document;
    this.#run = run;
  }

  get isOver(): boolean {
    return this.#run.isFinished || this.#run.isFailed;
  }

  /** Of its planned steps, those that are done. */
  get share(): number {
    return this.#run.step / this.#run.totalSteps;
  }

  advance(): void {
    this.#run.advance();
    for (const evaluation of this.#run.outbox.takeEvaluations()) this.#hear(evaluation);
  }

  #hear({ on, step, loss, accuracy }: Evaluation): void {
    if (on === 'validation') {
      this.#validation = { loss, accuracy };
      return;
    }
    this.#train = { loss, accuracy };
    if (this.#curve.at(-1)?.step === step) this.#curve.pop();
    this.#curve.push({ step, loss });
  }

  tell(): TrialSide {
    const { step, totalSteps, header, diagnosis, isFailed } = this.#run;
    return {
      step,
      totalSteps,
      curve: thinned(this.#curve),
      skill: header.constantLoss > 0 ? 1 - this.#train.loss / header.constantLoss : NaN,
      train: this.#train,
      validation: this.#validation,
      findings: withOfferedFixes(this.#document, diagnosis.findings),
      failed: isFailed,
    };
  }
}

/** Evenly; the first and the last point stay. */
function thinned(curve: readonly Point[]): readonly Point[] {
  if (curve.length <= MOST_POINTS) return [...curve];
  const apart = (curve.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, index) => curve[Math.round(index * apart)]!);
}
