/**
 * @file One run of training, cut into pieces of a few milliseconds: `advance` trains up to the next step that is recorded, or does
 * one batch of evaluation, and returns. It knows nothing of messages and pauses; the same pieces in the same order give the same
 * weights, however long someone waits in between.
 */
import { batchCount, batchRows } from '../datasets/batches.ts';
import type { Data } from '../datasets/table.ts';
import { Diagnosis } from '../diagnostics/diagnose.ts';
import { lossBound } from '../diagnostics/rules/gradient-exploding.ts';
import { sampleInterval } from '../diagnostics/statistics.ts';
import type { List, Running } from '../engine/machine.ts';
import { InputError } from '../findings/input-error.ts';
import type { Plan } from '../plan/plan.ts';
import { SCALAR, STATISTIC, reportLength, rowStart, type Statistic } from '../plan/report.ts';
import { FRAME_NUMBER, FRAME_NUMBERS, type Evaluation, type RunHeader } from '../telemetry/frame.ts';
import type { KeptRun, Progress } from '../telemetry/kept-run.ts';
import type { RunSettings, SettingChange } from '../telemetry/run-settings.ts';
import { Random, STREAMS, shuffle } from '../tensor/random.ts';
import { Course } from './course.ts';
import { FIRST_STATES, keepInterval } from './keep-interval.ts';
import { KeptStates, type Kept } from './kept-states.ts';
import type { Known } from './known.ts';
import { examineLostStep } from './lost-step.ts';
import type { StepTaken } from './lens.ts';
import type { Model } from './model.ts';
import { Outbox } from './outbox.ts';
import { Pace } from './pace.ts';
import { INSPECTED_ROWS, rowLists, type RowList, type RowLists } from './row-lists.ts';
import { evaluationInterval } from './evaluation-interval.ts';
import { FIRST_STEPS, recordInterval } from './record-interval.ts';

/** The part of the training time that inspections may take, at first and in a long run; a row inspected costs a third of a row trained on. */
const INSPECTION_SHARE = { short: 0.2, long: 0.01 };

/** Times the larger of the first loss and that of the constant predictor: an explosion may be under way (diagnostics/rules/gradient-exploding.ts). */
const RISING = 10;

/** Statistics of a row that only an inspection tells. */
const INSPECTED = ['dead', 'saturated', 'identical'] as const satisfies readonly Statistic[];

export const BEGINNING: Progress = { step: 0, epoch: 0, first: 0, seconds: 0 };

/** BatchNorm finds no variance in a batch of one. */
export function smallestBatch(plan: Plan): 1 | 2 {
  return plan.forward.some(({ kernel }) => kernel === 'batch_norm') ? 2 : 1;
}

/** What a run goes on from that is not its beginning. */
interface Past {
  readonly states: KeptStates;
  readonly course: Course;
  readonly known: Known;
}

/** Who looks at steps of a run while it goes on. */
export interface Onlooker {
  /** Whether the step that comes next is to be seen; asked before each that is recorded. */
  readonly isDue: boolean;
  /** The step is about to be taken: what it is given changes with it. */
  see(run: Run, taken: StepTaken): void;
}

interface Evaluating {
  readonly list: RowList;
  rows: number;
  loss: number;
  correct: number;
}

export class Run {
  readonly header: RunHeader;
  readonly diagnosis: Diagnosis;
  readonly outbox: Outbox;
  readonly pace: Pace;
  readonly data: Data;
  /** Null while nobody does. */
  onlooker: Onlooker | null = null;
  readonly seed: number;
  readonly states: KeptStates;
  readonly course: Course;
  readonly #lists: RowLists;
  readonly #running: Running;
  readonly #numbers = new Float64Array(FRAME_NUMBERS.length);
  readonly #report: Float32Array;
  readonly #smallest: 1 | 2;
  #model: Model;
  #settings: RunSettings;
  #step: number;
  #epoch: number;
  #first: number;
  /** Every how many steps one is recorded, one is a sample of the diagnosis, the network is inspected; the last is recorded, too. */
  #recordInterval = 1;
  #sampleInterval = 1;
  #inspectionInterval = 1;
  /** How far apart states are kept: all of them, and those that were inspected. */
  #keepInterval = 1;
  #inspectedAt: number;
  #inspectedStates = 0;
  /** At the end of every how many epochs the network is measured; of the last it always is. */
  #evaluationInterval = 1;
  #lastStep = Infinity;
  /** A loss of a batch; NaN before the first that is recorded. Beyond it each step is recorded, for it may be one of the last. */
  #risingFrom = NaN;
  #isRising = false;
  /** The largest batch so far. So many rows are measured at a time, whatever the plan has room for, for sums are of such parts. */
  #mostRows: number;
  #bestLoss = Infinity;
  /** What is being evaluated, or null while training; sums over the rows so far. */
  #evaluating: Evaluating | null = null;
  #epochEnds = false;
  /** The step of the last complete evaluation. */
  #evaluatedAt = -1;
  /** What was measured last at the end of an epoch, on the rows of either part. */
  readonly #measured = new Map<'train' | 'validation', Evaluation>();
  /** Where the run stood before the step that lost a number. */
  #beforeLoss: Progress | null = null;

  /** With `past`, of a run that this one goes on from, `settings` are those that were in force there. */
  constructor(
    header: RunHeader,
    model: Model,
    data: Data,
    settings: RunSettings,
    seed: number,
    from: Progress = BEGINNING,
    past: Past | null = null,
  ) {
    this.header = header;
    this.data = data;
    this.diagnosis = new Diagnosis(header, past?.known.diagnosis);
    this.outbox = new Outbox(header.rows.length);
    this.pace = new Pace(from.seconds);
    this.seed = seed;
    this.course = past?.course ?? new Course(settings);
    this.#model = model;
    this.#settings = settings;
    this.#report = new Float32Array(reportLength(header.rows.length));
    this.#smallest = smallestBatch(model.plan);
    this.#running = { lr: settings.lr, clip_grad_norm: settings.clip_grad_norm ?? 0, step: from.step, seed };
    this.#step = from.step;
    this.#epoch = from.epoch;
    this.#first = from.first;
    this.#inspectedAt = from.step;
    this.#mostRows = Math.max(settings.batch_size, this.course.largestBatchAfter(from.step - 1));
    if (past) this.#know(past.known);

    this.#lists = rowLists(data);
    this.#layRows(model);
    this.#prepare(past?.known.plannedSteps ?? this.totalSteps);
    this.states = past?.states ?? new KeptStates([this.#stateNow(true)]);
    // what was left in the evaluation that ends an epoch, or learnt more rows than these data have, is done with the epoch
    if (this.#first > 0) this.#endsEpoch();
  }

  get model(): Model {
    return this.#model;
  }

  get settings(): RunSettings {
    return this.#settings;
  }

  get step(): number {
    return this.#step;
  }

  /** Counted from 1; the last one when the run is over. */
  get epoch(): number {
    return this.isFinished ? this.#epoch : this.#epoch + 1;
  }

  /** As the weights are: when a number was lost, before the step that lost it. */
  get progress(): Progress {
    return this.#beforeLoss ?? this.#standing();
  }

  /** Losses and accuracies of the weights as they are, where they have been measured since they last changed. */
  get measured(): Readonly<Record<string, number>> {
    const { step } = this.progress;
    const current = [...this.#measured].filter(([, evaluation]) => evaluation.step === step);
    return Object.fromEntries(
      current.flatMap(([on, { loss, accuracy }]) => [
        [`${on}_loss`, loss],
        [`${on}_accuracy`, accuracy],
      ]),
    );
  }

  #standing(): Progress {
    return { step: this.#step, epoch: this.#epoch, first: this.#first, seconds: this.pace.seconds };
  }

  get #known(): Known {
    return {
      diagnosis: this.diagnosis.state,
      plannedSteps: this.#lastStep,
      risingFrom: this.#risingFrom,
      isRising: this.#isRising,
      bestLoss: this.#bestLoss,
      evaluatedAt: this.#evaluatedAt,
      told: this.course.told,
    };
  }

  #know({ risingFrom, isRising, bestLoss, evaluatedAt }: Known): void {
    this.#risingFrom = risingFrom;
    this.#isRising = isRising;
    this.#bestLoss = bestLoss;
    this.#evaluatedAt = evaluatedAt;
  }

  #stateNow(sound: boolean): Kept {
    const numbers = new Float32Array(this.#model.stateLength);
    this.#model.takeState(numbers);
    return { progress: this.progress, sound, numbers, known: this.#known };
  }

  /** What will have been done when the epochs are over, as the settings are now; of a run that lost a number, what would have been. */
  get totalSteps(): number {
    const { batch_size, epochs } = this.#settings;
    const { rows } = this.data.train;
    const left = this.#first === 0 ? 0 : batchCount(Math.max(0, rows - this.#first), batch_size, this.#smallest);
    const begun = this.#first === 0 ? 0 : 1;
    return this.progress.step + left + Math.max(0, epochs - this.#epoch - begun) * batchCount(rows, batch_size, this.#smallest);
  }

  get isEvaluating(): boolean {
    return this.#evaluating !== null;
  }

  /** Never in the midst of an epoch: one that has begun when the epochs are made fewer is completed. */
  get isFinished(): boolean {
    return this.#epoch >= this.#settings.epochs && this.#first === 0 && !this.isEvaluating;
  }

  /** A number was lost; the run is over. */
  get isFailed(): boolean {
    return this.#beforeLoss !== null;
  }

  /** The step of the last state that the run can be put back to; null if there is none before where it stands. */
  get lastGood(): number | null {
    return this.states.soundBefore(this.#step)?.progress.step ?? null;
  }

  /** Whether no step has been taken since it was begun or taken from a file. */
  get isFresh(): boolean {
    return this.#step === this.states.first.progress.step;
  }

  /** That the state after `step` can be reached. @throws InputError step_not_kept */
  requireStep(step: number): void {
    const first = this.states.first.progress.step;
    const last = this.progress.step;
    if (!Number.isSafeInteger(step) || step < first || step > last) throw new InputError('step_not_kept', { step, first, last });
  }

  /**
   * The run that goes on from the state after `step` as run `run`, with this one's model: this one is over from the first piece of the
   * work on. Of its settings it has those that were in force there. It has nothing to tell: what it did up to there was told before.
   * `step` is one that `requireStep` allows.
   */
  *goneBack(run: number, step: number): Generator<void, Run> {
    const { progress, numbers, known } = this.states.upTo(step)!;
    const seconds = this.#secondsAt(step);
    this.#model.putState(numbers);
    const gone = new Run(
      { ...this.header, run, continues: { run: this.header.run, step } },
      this.#model,
      this.data,
      this.course.settingsAfter(progress.step - 1),
      this.seed,
      { ...progress, seconds },
      { states: this.states.sharedUpTo(progress.step), course: this.course.upTo(step), known },
    );
    yield* gone.#follow(this.course, step);
    return gone;
  }

  /** Does again what was done from here up to `step`, as was said at the time. */
  *#follow(course: Course, step: number): Generator<void, void> {
    const from = this.#step;
    for (;;) {
      if (this.#evaluating) this.#evaluateBatch(this.#evaluating);
      else if (!course.isMeasuredAt(this.#step) || !this.#measureHere()) {
        if (this.#step >= step) return;
        const settings = course.settingsAfter(this.#step);
        const plannedSteps = course.plannedAfter(this.#step, from) ?? this.#lastStep;
        if (settings !== this.#settings || plannedSteps !== this.#lastStep) {
          this.#takeOn(settings);
          this.#prepare(plannedSteps);
        }
        this.#trainTo(this.#nextRecorded(course.nextStop(this.#step)), Math.min(course.nextWord(this.#step), step));
      }
      this.outbox.takeEvaluations();
      yield;
    }
  }

  /** Of training time, as near as the states before and after tell. */
  #secondsAt(step: number): number {
    const before = this.states.upTo(step)!.progress;
    const after = this.states.after(step)?.progress ?? this.progress;
    if (after.step === before.step) return before.seconds;
    return before.seconds + ((after.seconds - before.seconds) * (step - before.step)) / (after.step - before.step);
  }

  /** To its end, if one is under way: what belongs to the step that the run stands at is told before another run goes on from it. */
  completeEvaluation(): void {
    while (this.#evaluating) this.#evaluateBatch(this.#evaluating);
  }

  /**
   * A copy to be taken up again, with at most `states` states: of a run that lost its numbers, up to the last state that is kept. Null
   * if it has taken no step.
   */
  kept(states: number): KeptRun | null {
    if (this.isFresh) return null;
    this.completeEvaluation();
    return this.#keptAs(this.isFailed ? this.states.newest : this.#stateNow(false), states);
  }

  /**
   * The same beside a model file of this moment, which has the numbers of the last state: here it has none. Null before its first step, or
   * in the midst of an evaluation, which belongs to the step that is told.
   */
  keptBeside(states: number): KeptRun | null {
    if ((this.isFresh && !this.header.continues) || this.isFailed || this.isEvaluating) return null;
    return this.#keptAs({ progress: this.progress, sound: false, numbers: new Float32Array(0), known: this.#known }, states);
  }

  #keptAs(last: Kept, states: number): KeptRun {
    const { step } = last.progress;
    const plannedSteps = this.course.plannedAfter(step, step) ?? last.known.plannedSteps;
    const known = { ...last.known, plannedSteps, told: this.course.toldUpTo(step) };
    return {
      header: this.header,
      settings: this.course.begun,
      changes: this.course.changes.filter((change) => change.step <= step),
      states: [...this.states.spread(states - 1, step), { ...last, known }].map((state) => ({ ...state, numbers: state.numbers.slice() })),
    };
  }

  /** Every how many steps one is recorded, as things are now. */
  get recordedEvery(): number {
    return this.#recordInterval;
  }

  /**
   * Trains up to the next step that is recorded or ends an epoch, `until` at the latest, which is recorded; or does one batch of the
   * evaluation that ends an epoch. Returns whether findings may have changed.
   */
  advance(until = Infinity): boolean {
    if (!this.#evaluating) return this.#trainTold(until);
    this.#evaluateBatch(this.#evaluating);
    return false;
  }

  #trainTold(until: number): boolean {
    const recorded = this.#nextRecorded(until);
    const isTold = recorded === until && this.#nextRecorded(Infinity) !== until;
    const changed = this.#trainTo(recorded);
    if (isTold && this.#step === until) this.course.stop(until);
    return changed;
  }

  /** Measures training and validation rows where the run stands now, though no epoch ends here. */
  evaluate(): void {
    if (this.#measureHere()) this.course.measure(this.#step);
  }

  #measureHere(): boolean {
    if (this.#evaluating || this.#evaluatedAt === this.#step) return false;
    this.#beginEvaluation(false);
    return true;
  }

  /**
   * Takes effect from the next batch; the change that there now is after this step, null if there is none. A batch larger than the
   * model's plan takes needs `adopt` first.
   */
  change(settings: Partial<RunSettings>): SettingChange | null {
    const from = this.#settings;
    const to = { ...from, ...settings };
    if (isSame(from, to)) return null;
    const change = this.course.change({ step: this.#step, from, to });
    this.#takeOn(to);
    this.plan(this.totalSteps);
    return change;
  }

  #takeOn(settings: RunSettings): void {
    this.#settings = settings;
    this.#mostRows = this.course.largestBatchAfter(this.#step);
    this.#running.lr = settings.lr;
    this.#running.clip_grad_norm = settings.clip_grad_norm ?? 0;
  }

  /** How many steps are meant to be taken in all; decides how often the network is looked at. */
  plan(totalSteps: number): void {
    this.course.plan(this.#step, totalSteps);
    this.#prepare(totalSteps);
  }

  #prepare(totalSteps: number): void {
    // as if there were room for the batches that it has taken and no more, whatever has come since
    const plan = { ...this.#model.plan, batch: this.#mostRows };
    this.diagnosis.plannedSteps = totalSteps;
    this.#lastStep = totalSteps;
    this.#recordInterval = recordInterval(plan, totalSteps);
    this.#sampleInterval = sampleInterval(totalSteps);
    const share = this.#recordInterval === 1 ? INSPECTION_SHARE.short : INSPECTION_SHARE.long;
    const affordable = INSPECTED_ROWS / (3 * share * this.#settings.batch_size);
    this.#inspectionInterval = Math.max(this.#sampleInterval, Math.ceil(affordable));
    this.#evaluationInterval = this.#epochsBetweenEvaluations(totalSteps);
    // in a run that is recorded now and then, of steps that are recorded anyway
    if (this.#recordInterval > 1) this.#inspectionInterval = multipleFrom(this.#inspectionInterval, this.#sampleInterval);
    this.#keepInterval = keepInterval(plan, this.#model.stateLength, this.#recordInterval);
  }

  #epochsBetweenEvaluations(totalSteps: number): number {
    const { train, validation } = this.#lists;
    const { rows } = this.data.train;
    const steps = batchCount(rows, this.#settings.batch_size, this.#smallest);
    return evaluationInterval(totalSteps / steps, train.rows + validation.rows, rows, this.#recordInterval, steps);
  }

  /** Goes on with another model of the same structure, to which the state has been carried over. */
  adopt(model: Model): void {
    this.#layRows(model);
    this.#model = model;
  }

  /** Where that fails, for there is no memory, the run is as it was. */
  #layRows(model: Model): void {
    const { train, validation } = this.data;
    const { train: evaluated, probe, places } = this.#lists;
    model.bind(train, validation, places);
    const { order } = model.machine;
    const drawn = new Int32Array(train.rows);
    shuffle(drawn, new Random(this.seed, STREAMS.order, 0));
    for (let row = 0; row < validation.rows; row++) order[train.rows + row] = train.rows + row;
    for (let row = 0; row < evaluated.rows; row++) order[evaluated.start + row] = drawn[row]!;
    for (let row = 0; row < probe.rows; row++) order[probe.start + row] = drawn[row]!;
    this.shuffleEpoch(model, this.#epoch);
  }

  /** After `epoch` complete ones. The permutation of an epoch comes from its number (from 1) alone, so that a run can be taken up anywhere. */
  shuffleEpoch(model: Model, epoch: number): void {
    shuffle(model.machine.order.subarray(0, this.data.train.rows), new Random(this.seed, STREAMS.order, epoch + 1));
  }

  #batchRows(): number {
    return batchRows(this.#first, this.data.train.rows, this.#settings.batch_size, this.#smallest);
  }

  /** The next step that telemetry, the diagnosis or an inspection looks at; all of a run's first, its last, and each while the loss rises. */
  #nextRecorded(until: number): number {
    const next = this.#step + 1;
    if (next <= FIRST_STEPS || next === this.#lastStep || this.#isRising) return next;
    const last = this.#lastStep > next ? this.#lastStep : Infinity;
    return Math.min(
      Math.max(until, next),
      last,
      multipleFrom(next, this.#recordInterval),
      multipleFrom(next, this.#sampleInterval),
      multipleFrom(next, this.#inspectionInterval),
    );
  }

  /** Steps that nobody records cost no more than they must. Before `recorded` it stops after step `end`, of which nothing is recorded. */
  #trainTo(recorded: number, end = recorded): boolean {
    while (this.#step < Math.min(recorded - 1, end)) {
      if (!this.#takeStep(false)) return true;
      this.#isRising = this.#model.report[SCALAR.loss]! > this.#risingFrom;
      if (this.#endsEpoch() || this.#isRising) return false;
    }
    if (end < recorded) return false;
    if (this.onlooker?.isDue) this.onlooker.see(this, this.#nextStep());
    if (!this.#takeStep(true)) return true;
    this.#report.set(this.#model.report);
    this.#watchLoss(this.#report[SCALAR.loss]!);
    const inspected = this.#step === 1 || this.#step % this.#inspectionInterval === 0 ? this.#inspect() : null;
    this.outbox.add(this.#numbers, this.#report);
    const changed = this.diagnosis.observe(this.#numbers, this.#report);
    this.#keepIfDue(inspected);
    this.#endsEpoch();
    return changed;
  }

  /** `inspected` is the loss on training rows if this step was inspected. States without one lie between, where those are far apart. */
  #keepIfDue(inspected: number | null): void {
    if (inspected !== null) {
      if (inspected < this.#bestLoss) this.#bestLoss = inspected;
      const sound = inspected <= lossBound(this.#bestLoss, this.header.constantLoss);
      const apart = this.#step - this.#inspectedAt + this.#inspectionInterval / 2;
      if (this.#inspectedStates >= FIRST_STATES && apart < this.#keepInterval) return;
      this.#inspectedAt = this.#step;
      this.#inspectedStates += 1;
      this.states.keep(this.#model, this.#standing(), sound, this.#known);
    } else if (2 * this.#keepInterval <= this.#inspectionInterval && this.#step - this.states.newest.progress.step >= this.#keepInterval)
      this.states.keep(this.#model, this.#standing(), false, this.#known);
  }

  /** Of a step that is recorded. */
  #watchLoss(loss: number): void {
    if (this.#step === 1) this.#bestLoss = Math.min(this.#bestLoss, loss);
    if (Number.isNaN(this.#risingFrom)) this.#risingFrom = RISING * Math.max(loss, this.header.constantLoss);
    this.#isRising = loss > this.#risingFrom;
  }

  #nextStep(): StepTaken {
    const order = this.#model.machine.order.subarray(this.#first, this.#first + this.#batchRows());
    return { order, running: { ...this.#running, step: this.#step + 1 } };
  }

  /** Trains on one batch. Returns whether every number is finite; one that is not ends the run. */
  #takeStep(recorded: boolean): boolean {
    const { trainer } = this.#model;
    const rows = this.#batchRows();
    this.#running.step = this.#step + 1;
    this.#model.holdBuffers();
    const health = trainer.trainStep(this.#first, rows, this.#running, recorded);
    if (health !== 'sound') {
      this.#lose(health, rows);
      return false;
    }
    this.#step += 1;
    this.#first += rows;
    if (recorded) this.#writeNumbers(rows);
    return true;
  }

  #writeNumbers(rows: number): void {
    this.#numbers[FRAME_NUMBER.step] = this.#step;
    this.#numbers[FRAME_NUMBER.epoch] = this.#epoch + 1;
    this.#numbers[FRAME_NUMBER.learning_rate] = this.#running.lr;
    this.#numbers[FRAME_NUMBER.batch_size] = rows;
    this.#numbers[FRAME_NUMBER.seconds] = this.pace.seconds;
  }

  /** The run is over, with a last frame that says which number was lost. */
  #lose(list: List, rows: number): void {
    this.#beforeLoss = this.#standing();
    this.#step += 1;
    this.#model.putBackBuffers();
    const lost = examineLostStep(this.#model, list, this.#running, this.#first, rows);
    this.#report.set(this.#model.report);
    this.#writeNumbers(rows);
    this.outbox.add(this.#numbers, this.#report);
    this.outbox.lose(lost);
    this.diagnosis.observeLost(this.#numbers, this.#report, lost);
  }

  /** Begins the next epoch if this one is done; returns whether it is measured first. */
  #endsEpoch(): boolean {
    if (this.#batchRows() > 0) return false;
    const epoch = this.#epoch + 1;
    const measured = epoch % this.#evaluationInterval === 0 || epoch >= this.#settings.epochs;
    if (measured) this.#beginEvaluation(true);
    else this.#beginEpoch();
    return measured;
  }

  #beginEvaluation(epochEnds: boolean): void {
    this.#epochEnds = epochEnds;
    this.#evaluating = { list: this.#lists.train, rows: 0, loss: 0, correct: 0 };
  }

  #evaluateBatch(evaluating: Evaluating): void {
    const { list } = evaluating;
    const rows = Math.min(this.#mostRows, list.rows - evaluating.rows);
    const { loss, correct } = this.#model.trainer.evaluate(list.start + evaluating.rows, rows);
    evaluating.rows += rows;
    evaluating.loss += loss;
    evaluating.correct += correct;
    if (evaluating.rows < list.rows) return;

    this.#publish(list.on, evaluating);
    const { validation } = this.#lists;
    if (list !== validation && validation.rows > 0) {
      this.#evaluating = { list: validation, rows: 0, loss: 0, correct: 0 };
      return;
    }
    this.#evaluating = null;
    this.#evaluatedAt = this.#step;
    if (this.#epochEnds) this.#beginEpoch();
  }

  #beginEpoch(): void {
    this.#epoch += 1;
    this.#first = 0;
    this.shuffleEpoch(this.#model, this.#epoch);
  }

  /** Looks at a fixed set of training rows; which units are dead, saturated or copies goes into the report of the step. Returns their loss. */
  #inspect(): number {
    const { probe } = this.#lists;
    const { trainer } = this.#model;
    const measured = trainer.inspect(probe.start, probe.rows, this.#mostRows);
    this.#publish('probe', measured);
    for (let row = 0; row < this.header.rows.length; row++) {
      const at = rowStart(row);
      for (const statistic of INSPECTED) this.#report[at + STATISTIC[statistic]] = this.#model.report[at + STATISTIC[statistic]]!;
    }
    return measured.loss / measured.rows;
  }

  #publish(on: Evaluation['on'], { rows, loss, correct }: { rows: number; loss: number; correct: number }): void {
    const evaluation = { step: this.#step, epoch: this.#epoch + 1, on, loss: loss / rows, accuracy: correct / rows };
    this.outbox.addEvaluation(evaluation);
    if (on !== 'probe') this.#measured.set(on, evaluation);
    this.diagnosis.observeEvaluation(evaluation);
  }
}

function multipleFrom(step: number, interval: number): number {
  return Math.ceil(step / interval) * interval;
}

function isSame(one: RunSettings, other: RunSettings): boolean {
  return (
    one.lr === other.lr && one.clip_grad_norm === other.clip_grad_norm && one.batch_size === other.batch_size && one.epochs === other.epochs
  );
}
