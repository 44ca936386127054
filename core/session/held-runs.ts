/**
 * @file The runs that a session holds: the one of the document as it is, and the one that the last change of structure ended, for undoing
 * the change brings it back. They follow the document from edit to edit.
 */
import type { Document } from '../document/document.ts';
import { InputError } from '../findings/input-error.ts';
import { because } from '../findings/messages.ts';
import type { Model as ModelFile, Weights } from '../formats/model-file.ts';
import type { Plan } from '../plan/plan.ts';
import { changedSettings, firstError, runSettings, withRunSettings, type Compiled } from './compiled.ts';
import { createModel, createRun } from './create-run.ts';
import type { Known } from './known.ts';
import { memoryOf, withMemory } from './memory.ts';
import { withNamesOfNow } from './names-of-now.ts';
import { withOfferedFixes } from './offered-fixes.ts';
import type { Message, RunningChange } from './protocol.ts';
import type { KeptRun } from '../telemetry/kept-run.ts';
import type { RunSettings } from '../telemetry/run-settings.ts';
import type { Onlooker, Run } from './run.ts';
import { RunLoop, type Telemetry } from './run-loop.ts';
import type { Schedule } from './schedule.ts';
import { inSlices } from './slices.ts';
import { takenUp } from './taken-up.ts';
import { misfits } from './weights.ts';
import type { Trainable, Workshop } from './workshop.ts';

/** A run and the structure that its weights belong to. */
interface Held {
  readonly structure: string;
  readonly loop: RunLoop;
  /** The file that its weights came from, and the step at which it began with them; null if it was trained since. */
  readonly from: { readonly file: ModelFile; readonly step: number | null } | null;
  /** The running settings as the document had them when the run last heard of it. */
  asked: RunSettings;
}

interface Surroundings {
  readonly post: (message: Message, transfer?: ArrayBuffer[]) => void;
  readonly schedule: Schedule;
  readonly telemetry: Telemetry;
  /** Called when there is something new to keep safe. */
  readonly snapshot: () => void;
  readonly snapshotSpacing: () => number;
  readonly onlooker: Onlooker;
  /** Called when the run has come to rest and has told everything. */
  readonly rested: () => void;
  readonly crashed: (error: unknown) => void;
}

export class HeldRuns {
  /** What a file brought, until there are data to make a run of it. */
  opened: ModelFile | null = null;
  /** That of which a snapshot was asked for, though no run could be made of it. */
  #asideKept: ModelFile | null = null;
  readonly #workshop: Workshop;
  readonly #around: Surroundings;
  #held: Held | null = null;
  #setAside: Held | null = null;
  #runs = 0;
  #goesBack = false;
  /** That states of a run may take; null: as much as they take by themselves. */
  #megabytes: number | null = null;

  constructor(workshop: Workshop, around: Surroundings) {
    this.#workshop = workshop;
    this.#around = around;
  }

  /** The run of the document as it is; null before it is begun. */
  get loop(): RunLoop | null {
    return this.#held?.loop ?? null;
  }

  /** Whether the run that is held goes through its steps again: what is in its machine is of none that it is known to stand at. */
  get goesBack(): boolean {
    return this.#goesBack;
  }

  /** A run whose weights belong to this structure. */
  runOf(structure: string | null): Run | undefined {
    return [this.#held, this.#setAside].find((held) => held?.structure === structure)?.loop.run;
  }

  /** The file that the run of this structure began with, and the step at which it did; null if it was trained since. */
  fileOf(structure: string | null): { readonly model: ModelFile; readonly step: number | null } | null {
    const from = [this.#held, this.#setAside].find((held) => held?.structure === structure)?.from;
    return from ? { model: from.file, step: from.step } : null;
  }

  /** What a file brought, if it fits the plan. */
  openedFor(plan: Plan): Weights | null {
    return this.opened && misfits(plan, this.opened).length === 0 ? this.opened.weights : null;
  }

  /** Goes on with the run, sets it aside or takes it up again, as the edit has it. @throws InputError memory_denied */
  follow(compiled: Compiled): void {
    const structure = this.#workshop.structureOf(compiled);
    if (this.#held && this.#held.structure !== structure) this.#putAside(this.#held, compiled.plan);
    if (!this.#held && structure !== null && this.#setAside?.structure === structure) this.#takeUp(this.#setAside);
    if (this.#held) this.#hear(this.#held, compiled);
    else if (this.opened && this.#workshop.obstacleTo(compiled) === null) this.#begin(compiled as Trainable);
    else if (this.opened) this.#keepOpened(this.opened, compiled.plan);
  }

  /** Weights that cannot be trained, for want of data, are lost as easily as those of a run. */
  #keepOpened(opened: ModelFile, plan: Plan | null): void {
    if (opened === this.#asideKept || !plan || !this.openedFor(plan)) return;
    this.#asideKept = opened;
    this.#around.snapshot();
  }

  /** A file whose weights have not been trained since is as good as just opened, if they fit what the network has become. */
  #putAside(held: Held, plan: Plan | null): void {
    const { from, loop } = held;
    if (from && plan && loop.run.step === from.step && misfits(plan, from.file).length === 0) this.opened = from.file;
    this.#setAside = held;
    this.#held = null;
    held.loop.pause();
    this.#tellNoRun();
  }

  #takeUp(held: Held): void {
    this.#held = held;
    this.#setAside = null;
    held.loop.tellFindings();
    held.loop.tellStatus();
    this.#around.snapshot();
  }

  #hear(held: Held, { training }: Compiled): void {
    const asked = runSettings(training);
    this.#apply(held.loop, changedSettings(held.asked, asked));
    held.asked = asked;
    held.loop.tellFindingsIfChanged();
  }

  /** The run as it is, or a new one. @throws InputError run_failed, not_trainable, memory_denied */
  require(): RunLoop {
    if (!this.#held) return this.#begin(this.#workshop.requireTrainable());
    const { loop } = this.#held;
    if (loop.status === 'failed') throw new InputError('run_failed', { step: loop.run.step });
    return loop;
  }

  /** From the weights of a file if they fit, else from fresh ones. */
  #begin(compiled: Trainable): RunLoop {
    const { store } = this.#workshop;
    const weights = this.openedFor(compiled.plan);
    const run = createRun(++this.#runs, compiled, store.data!, this.#workshop.requireEngine(), weights);
    const from = weights && this.opened && { file: this.opened, step: run.step };
    this.opened = null;
    this.#setAside = null;
    const structure = this.#workshop.structureOf(compiled)!;
    const loop = this.#hold(run, { structure, from, asked: runSettings(compiled.training) });
    if (weights) this.#around.snapshot();
    return loop;
  }

  /** To the last good state; asked again, further back. @throws InputError nothing_to_rewind */
  async rewind(): Promise<void> {
    const back = this.#held?.loop.run.lastGood ?? null;
    if (back === null) throw new InputError('nothing_to_rewind', {});
    await this.goBack(back);
  }

  /**
   * The run's past goes on as another run, so that what it told of later steps is not taken for its future. The settings are those of now.
   * @throws InputError nothing_to_rewind, step_not_kept
   */
  async goBack(step: number): Promise<void> {
    const held = this.#held;
    if (!held) throw new InputError('nothing_to_rewind', {});
    held.loop.pause();
    const { run } = held.loop;
    run.requireStep(step);
    if (step === run.step) {
      run.completeEvaluation();
      held.loop.tellSteps();
    }
    this.#goesBack = true;
    try {
      const gone = await inSlices(run.goneBack(++this.#runs, step), this.#around.schedule);
      this.#change(this.#hold(gone, held), run.settings);
    } finally {
      this.#goesBack = false;
    }
    this.#around.snapshot();
  }

  keepStates(megabytes: number): void {
    this.#megabytes = megabytes;
    for (const held of [this.#held, this.#setAside]) held?.loop.run.states.keepWithin(megabytes);
    this.#held?.loop.tellStatus();
  }

  /** What is being measured is measured to its end; all that was done up to there is told before. */
  archive(states: number): KeptRun | null {
    const loop = (this.#held ?? this.#setAside)?.loop;
    if (!loop) return null;
    const { isEvaluating } = loop.run;
    const kept = loop.run.kept(states);
    loop.tellSteps();
    if (isEvaluating && loop === this.loop) {
      loop.tellFindingsIfChanged();
      loop.tellStatus();
      this.#around.snapshot(); // in the midst of it there could be none
    }
    return kept;
  }

  /**
   * What another session held when it told its last snapshot. Its run goes on if the document is still one that it could be of; else what the
   * file holds is as good as just opened.
   */
  restore(file: ModelFile, kept: KeptRun | null, compiled: Compiled | null): void {
    if (kept) this.#runs = Math.max(this.#runs, kept.header.run);
    if (kept && compiled && this.#sameStructure(file.document, compiled)) {
      try {
        return this.takeUp(kept, file);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }
    this.opened = file;
    if (compiled) this.follow(compiled);
  }

  #sameStructure(document: Document, compiled: Compiled): boolean {
    const structure = this.#workshop.structureOf(compiled);
    return structure !== null && structure === this.#workshop.structureOf(this.#workshop.compile(document));
  }

  /** With `file`, from the weights in it: it was written when the run stood at its last state. @throws InputError run_misfit, not_trainable, memory_denied */
  takeUp(kept: KeptRun, file: ModelFile | null = null): void {
    const compiled = this.#workshop.requireTrainable();
    const { store } = this.#workshop;
    const asked = runSettings(compiled.training);
    const batch_size = Math.max(kept.settings.batch_size, ...kept.changes.map(({ to }) => to.batch_size));
    const plan = batch_size > compiled.plan.batch ? this.#requirePlanFor(batch_size) : compiled.plan;
    const run = takenUp(this.#runs + 1, kept as KeptRun<Known>, {
      plan,
      seed: compiled.training.seed,
      data: store.data!,
      engine: this.#workshop.requireEngine(),
      weights: file?.weights,
    });
    this.#runs += 1;
    this.#held?.loop.pause();
    this.#setAside = null;
    this.opened = null;
    const from = file && { file, step: null };
    this.#hold(run, { structure: this.#workshop.structureOf(compiled)!, from, asked });
    this.#around.snapshot();
  }

  #hold(run: Run, { structure, from, asked }: Omit<Held, 'loop'>): RunLoop {
    const loop = new RunLoop(run, {
      ...this.#around,
      asOf: (findings) => {
        const { document } = this.#workshop.requireCompiled();
        return withOfferedFixes(document, withNamesOfNow(run.header.rows, document, findings));
      },
    });
    run.onlooker = this.#around.onlooker;
    if (this.#megabytes !== null) run.states.keepWithin(this.#megabytes);
    this.#held = { structure, loop, from, asked };
    this.#around.post({ type: 'run', header: run.header });
    loop.tellFindings();
    loop.tellStatus();
    return loop;
  }

  /** @throws InputError not_trainable */
  change(change: RunningChange): void {
    if (!this.#held) return;
    const { document } = this.#workshop.requireCompiled();
    const error = firstError(this.#workshop.compile(withRunSettings(document, change)).findings);
    if (error) throw new InputError('not_trainable', because(error));
    this.#apply(this.#held.loop, change);
  }

  /** From the next batch on. A batch that the plan has no room for takes another plan, to which the state moves. */
  #apply(loop: RunLoop, change: Partial<RunSettings>): void {
    if (Object.keys(change).length === 0) return;
    const { run } = loop;
    if (change.batch_size !== undefined && change.batch_size > run.model.plan.batch)
      this.#move(run, this.#requirePlanFor(change.batch_size));
    this.#change(loop, change);
  }

  /** That of the document with room for such a batch. @throws InputError not_trainable */
  #requirePlanFor(batch_size: number): Plan {
    const { document } = this.#workshop.requireCompiled();
    const compiled = this.#workshop.compile(withRunSettings(document, { batch_size }));
    const obstacle = this.#workshop.obstacleTo(compiled);
    if (obstacle) throw new InputError('not_trainable', obstacle);
    return compiled.plan!;
  }

  #change(loop: RunLoop, settings: Partial<RunSettings>): void {
    const { run } = loop;
    const change = run.change(settings);
    if (change && change.step > 0) this.#around.post({ type: 'changed', run: run.header.run, change });
    loop.tellStatus();
  }

  /** As many epochs again. @throws InputError not_trainable */
  prolong(loop: RunLoop): void {
    this.#change(loop, { epochs: loop.run.epoch + this.#workshop.requireCompiled().training.epochs });
  }

  /** The runs go on in the engine of now. */
  moveAll(): void {
    for (const held of [this.#held, this.#setAside]) if (held) this.#move(held.loop.run, held.loop.run.model.plan);
  }

  /** The run goes on in a machine made anew, for a plan of the same structure. */
  #move(run: Run, plan: Plan): void {
    const engine = this.#workshop.requireEngine();
    const model = createModel(plan, engine, this.#workshop.requireCompiled().training.seed);
    model.carryOver(run.model);
    withMemory(memoryOf(plan, engine, run.data), () => run.adopt(model));
  }

  forget(): void {
    const held = this.#held;
    this.#held = this.#setAside = this.opened = this.#asideKept = null;
    held?.loop.pause();
    this.#tellNoRun();
  }

  #tellNoRun(): void {
    this.#around.post({ type: 'findings', step: 0, findings: [] });
    this.#around.post({
      type: 'status',
      status: 'idle',
      step: 0,
      epoch: 0,
      epochs: 0,
      totalSteps: 0,
      secondsLeft: null,
      stepsPerSecond: null,
      recordedEvery: 1,
      lastGood: null,
    });
  }
}
