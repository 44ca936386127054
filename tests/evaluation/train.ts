/**
 * @file Trains a document to its end and writes down what the diagnosis says meanwhile. It is the session's own run, on the strict kernels
 * and one thread, but asked after each piece of it in place of every few milliseconds: nothing that was said for a moment is missed, and
 * what is written down does not depend on a clock.
 */
import type { Data } from '../../core/datasets/table.ts';
import { foresee } from '../../core/diagnostics/foresee.ts';
import type { Document } from '../../core/document/document.ts';
import type { Finding, Severity } from '../../core/findings/finding.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { compileDocument, firstError, type Compiled } from '../../core/session/compiled.ts';
import { createRun } from '../../core/session/create-run.ts';
import { DataStore } from '../../core/session/data-store.ts';
import { createEngine } from '../../core/session/engine.ts';
import { measureForecast } from '../../core/session/measure-forecast.ts';
import type { GivenFile } from '../../core/session/protocol.ts';
import type { Run } from '../../core/session/run.ts';
import { resolveTraining } from '../../core/compiler/training.ts';
import type { Evaluation } from '../../core/telemetry/frame.ts';
import { kernels, noHelper } from '../helpers/local-session.ts';

/** What was said of a run, and when; step 0 is before it. */
export interface Said {
  readonly code: Finding['code'];
  /** The gravest that it was while it stood. */
  readonly severity: Severity;
  /** The step at which it was first that grave. */
  readonly raised: number;
  /** What it is at the end; null if it has ended. */
  readonly standing: Severity | null;
  /** As it was when it stood last. */
  readonly finding: Finding;
}

export interface Outcome {
  readonly steps: number;
  readonly plannedSteps: number;
  /** It lost its numbers. */
  readonly failed: boolean;
  /** 1 - loss / loss of the best constant answer, on all training rows at the end; null if it lost its numbers. */
  readonly skill: number | null;
  readonly train: Measured | null;
  readonly validation: Measured | null;
  readonly said: readonly Said[];
}

export interface Measured {
  readonly loss: number;
  readonly accuracy: number;
}

const engine = createEngine(kernels(), 1, noHelper);

/** @throws Error with the first error of a document that cannot be trained */
export async function train(document: Document, files: readonly GivenFile[]): Promise<Outcome> {
  const store = new DataStore();
  store.give(files);
  await store.require(document.dataset, resolveTraining(document, []).seed);
  if (!store.data) throw new Error(store.problem?.message ?? `${document.name} has no data.`);
  const compiled = compileDocument(document, store.facts, engine, store.data);
  const error = firstError(compiled.findings);
  if (error) throw new Error(error.message);
  const trainable = compiled as Compiled & { readonly plan: Plan };
  const foreseen = forecastFindings(trainable, store.data);
  return toTheEnd(createRun(1, trainable, store.data, engine, null), foreseen);
}

/** What theory and one batch say before training, as a session says it. */
function forecastFindings({ plan, forecast, training }: Compiled & { readonly plan: Plan }, data: Data): Finding[] {
  const measuring = measureForecast(plan, data, engine, training.seed, forecast!.anchor);
  for (;;) {
    const { done, value } = measuring.next();
    if (done) return foresee(plan.rows, forecast!, value);
  }
}

function toTheEnd(run: Run, foreseen: readonly Finding[]): Outcome {
  const said = new Hearing();
  let train: Evaluation | null = null;
  let validation: Evaluation | null = null;
  while (!run.isFinished && !run.isFailed) {
    run.advance();
    said.hear(run.diagnosis.findings, run.step);
    if (run.outbox.isEmpty) continue;
    const { evaluations } = run.outbox.take();
    train = evaluations.findLast(({ on }) => on === 'train') ?? train;
    validation = evaluations.findLast(({ on }) => on === 'validation') ?? validation;
  }
  const skill = run.isFailed || !train ? NaN : 1 - train.loss / run.header.constantLoss;
  return {
    steps: run.step,
    plannedSteps: run.header.stepsPerEpoch * run.header.epochs,
    failed: run.isFailed,
    skill: Number.isFinite(skill) ? skill : null,
    train: train && { loss: train.loss, accuracy: train.accuracy },
    validation: validation && { loss: validation.loss, accuracy: validation.accuracy },
    said: [...foreseen.map(asForeseen), ...said.atTheEnd],
  };
}

/** It is of the document, so it stands as long as that is as it is. */
function asForeseen(finding: Finding): Said {
  return { code: finding.code, severity: finding.severity, raised: 0, standing: finding.severity, finding };
}

const GRAVITY: { readonly [S in Severity]: number } = { info: 0, warning: 1, error: 2 };

class Hearing {
  #heard: readonly Finding[] = [];
  readonly #said = new Map<string, Said>();

  hear(findings: readonly Finding[], step: number): void {
    if (findings === this.#heard) return;
    this.#heard = findings;
    const standing = findings.filter(({ ended }) => ended === undefined);
    for (const finding of standing) {
      const key = keyOf(finding);
      const before = this.#said.get(key);
      const graver = !before || GRAVITY[finding.severity] > GRAVITY[before.severity];
      const { severity, raised } = graver ? { severity: finding.severity, raised: step } : before;
      this.#said.set(key, { code: finding.code, severity, raised, standing: null, finding });
    }
  }

  /** In the order of the diagnosis: what stands, then what has ended. */
  get atTheEnd(): readonly Said[] {
    const standing = this.#heard.filter(({ ended }) => ended === undefined);
    const keys = new Set([...standing.map(keyOf), ...this.#said.keys()]);
    return [...keys].map((key) => ({
      ...this.#said.get(key)!,
      standing: standing.find((finding) => keyOf(finding) === key)?.severity ?? null,
    }));
  }
}

function keyOf({ code, where }: Finding): string {
  return `${code} ${where.node ?? ''}`;
}
