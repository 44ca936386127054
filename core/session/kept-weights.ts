/** @file The weights that belong to a document: what is saved, and what a client keeps to start from if its worker dies. */
import type { Document } from '../document/document.ts';
import { InputError } from '../findings/input-error.ts';
import { writeModelFile, type Weights } from '../formats/model-file.ts';
import { buffersOfKept } from './buffers-of.ts';
import { createModel } from './create-run.ts';
import type { HeldRuns } from './held-runs.ts';
import { isDenied } from './memory.ts';
import type { Message } from './protocol.ts';
import { BEGINNING, type Run } from './run.ts';
import { isWhole, misfits, nonFinite, putWeights, trainedOn, weightsOf, withRest } from './weights.ts';
import type { Workshop } from './workshop.ts';

/**
 * Those of the run, or of the file that it began with while it has taken no step, so that what was only opened is saved as it was; else
 * those of a file, what it lacks drawn anew, else fresh ones, as training would start from; none for half a network. Where the run has lost
 * a number, `lostAt` is the step at which that happened: the weights are those from before it, or fresh ones if the number was one of them.
 */
export function weightsFor(
  document: Document,
  workshop: Workshop,
  runs: HeldRuns,
): { readonly weights: Weights; readonly lostAt: number | null } {
  const compiled = workshop.compile(document);
  const { plan, training } = compiled;
  if (!plan) return { weights: { state: [], optimizer: [], step: 0, data: null, summary: {} }, lostAt: null };
  const structure = workshop.structureOf(compiled);
  const run = runs.runOf(structure);
  const opened = run ? null : runs.openedFor(plan);
  if (opened && isWhole(plan, opened)) return { weights: opened, lostAt: null };
  const file = runs.fileOf(structure);
  if (run) {
    const untouched = file && run.step === file.step && !run.isFailed && misfits(plan, file.model).length === 0;
    if (untouched && isWhole(plan, file.model.weights)) return { weights: file.model.weights, lostAt: null };
    const { summary, ...weights } = weightsOf(run.model, plan, run.progress, trainedOn(run.data));
    const told = withRest({ ...weights, summary: { ...summary, ...run.measured } }, file?.model ?? null);
    if (nonFinite(told).length === 0) return { weights: told, lostAt: run.isFailed ? run.step : null };
  }
  const { data } = workshop.store;
  const model = createModel(plan, workshop.requireEngine(), training.seed);
  const from = opened ? putWeights(model, opened) : BEGINNING;
  const about = opened?.data ?? (data && trainedOn(data));
  const weights = withRest(weightsOf(model, plan, from, about), opened ? runs.opened : (file?.model ?? null));
  return { weights, lostAt: run?.step ?? null };
}

/** Of a run's time, what its snapshots may take. */
const SHARE = 0.05;
/** Earlier states that go with a snapshot, so that whoever takes over can go back in the run: as many as fit, and one at the least. */
const STATES_MOST = 8;
const STATES_BYTES = 16 * 2 ** 20;

function statesOf({ model }: Run): number {
  return Math.max(1, Math.min(STATES_MOST, Math.floor(STATES_BYTES / (4 * model.stateLength))));
}

/** Writes snapshots one at a time: what comes while one is being written is told with the next, once. */
export class Snapshots {
  readonly #workshop: Workshop;
  readonly #runs: HeldRuns;
  readonly #post: (message: Message, transfer?: ArrayBuffer[]) => void;
  #writing = false;
  #due = false;
  /** Milliseconds from one to the next, so that they cost a run no more than `SHARE`; those of a large network take seconds. */
  spacing = 0;

  constructor(workshop: Workshop, runs: HeldRuns, post: (message: Message, transfer?: ArrayBuffer[]) => void) {
    this.#workshop = workshop;
    this.#runs = runs;
    this.#post = post;
  }

  /** Of the run as it is now, or of what a file brought. Numbers that are lost are not worth a snapshot. */
  async tell(): Promise<void> {
    this.#due = true;
    if (this.#writing) return;
    this.#writing = true;
    try {
      while (this.#due && !this.#runs.goesBack && this.#workshop.compiled) {
        this.#due = false;
        const { loop, opened } = this.#runs;
        const { document, plan } = this.#workshop.compiled;
        if (loop ? loop.run.isFailed : !plan || !this.#runs.openedFor(plan)) continue;
        const begun = performance.now();
        const { weights, lostAt } = weightsFor(document, this.#workshop, this.#runs);
        if (lostAt !== null) continue;
        const kept = loop && loop.run.step === weights.step ? loop.run.keptBeside(statesOf(loop.run)) : null;
        const bytes = await writeModelFile({ document, weights });
        this.spacing = (performance.now() - begun) / SHARE;
        if (this.#runs.loop === loop && (loop || this.#runs.opened === opened))
          this.#post({ type: 'snapshot', bytes, step: weights.step, kept }, [bytes.buffer, ...(kept ? buffersOfKept(kept) : [])]);
      }
    } catch (error) {
      // a name that no file can take, just typed, or no memory for a copy: the next snapshot will do
      if (!(error instanceof InputError) && !isDenied(error)) throw error;
    } finally {
      this.#writing = false;
    }
  }
}
