/**
 * @file A session: the far end of the client, and the one place that sees every machine. It holds a document compiled, its
 * data, and at most one run, and does what the requests say, one after the other. It knows neither DOM nor Node; whoever
 * starts it gives it a way to post and a way to be called again.
 */
import { resolveTraining } from '../compiler/training.ts';
import { applyScaling } from '../datasets/scale.ts';
import { foresee } from '../diagnostics/foresee.ts';
import { featureWidth } from '../engine/data-set.ts';
import type { Finding, Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import { because, finding } from '../findings/messages.ts';
import { readModelFile, writeModelFile, type Model as ModelFile, type TrainedOn, type Weights } from '../formats/model-file.ts';
import { openFile } from '../formats/open-file.ts';
import type { Document } from '../document/document.ts';
import type { Plan } from '../plan/plan.ts';
import { checkFresh, checkRun } from './check-gradients.ts';
import { changedSettings, compileDocument, firstError, runSettings, withRunSettings, type Compiled } from './compiled.ts';
import { createModel, createRun } from './create-run.ts';
import { DataStore } from './data-store.ts';
import { createEngine, type Engine, type Helper, type KernelBytes } from './engine.ts';
import { memoryOf, withMemory } from './memory.ts';
import { measureForecast, rowsToMeasure } from './measure-forecast.ts';
import type { Model } from './model.ts';
import { obstacleTo } from './obstacle.ts';
import { withOfferedFixes } from './offered-fixes.ts';
import type { Answer, Message, Request } from './protocol.ts';
import { BEGINNING, type Run, type RunSettings } from './run.ts';
import { RunLoop, Telemetry } from './run-loop.ts';
import type { Schedule } from './schedule.ts';
import { inSlices } from './slices.ts';
import { structureOf } from './structure.ts';
import { createTrial, watched } from './trial.ts';
import { misfits, nonFinite, putWeights, trainedOn, weightsOf } from './weights.ts';

type Post = (message: Message, transfer?: ArrayBuffer[]) => void;
type Asked = Exclude<Request, { type: 'drawn' }>;
type RequestOf<T extends Asked['type']> = Extract<Asked, { type: T }>;
type AnswerBody = Answer extends infer A ? (A extends { readonly id: number } ? Omit<A, 'id'> : never) : never;

/** A run and the structure that its weights belong to. */
interface Held {
  readonly structure: string;
  readonly loop: RunLoop;
  /** The running settings as the document had them when the run last heard of it. */
  asked: RunSettings;
}

const DONE = { type: 'done' } as const;

export class Session {
  readonly #post: Post;
  readonly #schedule: Schedule;
  readonly #store = new DataStore();
  readonly #telemetry: Telemetry;
  readonly #startHelper: () => Helper;
  #engine: Engine | null = null;
  #kernelsRefused: InputError | null = null;
  #compiled: Compiled | null = null;
  #held: Held | null = null;
  /** The run that the last change of structure ended: undoing the change brings it back. */
  #setAside: Held | null = null;
  /** What a file brought, until there are data to make a run of it. */
  #opened: ModelFile | null = null;
  #runs = 0;
  /** The forecast being measured; another in its place, or none, ends it. */
  #measuring: Generator<void, readonly (number | null)[]> | null = null;
  #queue = Promise.resolve();
  #writingSnapshot = false;
  #snapshotDue = false;

  /** `startHelper` starts a thread that runs `assist` for each call (engine.ts). */
  constructor(post: Post, schedule: Schedule, startHelper: () => Helper) {
    this.#startHelper = startHelper;
    this.#post = post;
    this.#schedule = schedule;
    this.#telemetry = new Telemetry(post);
  }

  /** Requests are answered in their order; a long one (reading data) does not hold up a run. */
  receive(request: Request): void {
    // what would be measured is of the document before
    if (request.type === 'edit') this.#measuring = null;
    if (request.type === 'drawn') this.#telemetry.drawn();
    else this.#queue = this.#queue.then(() => this.#inTurn(request));
  }

  /** A check of the gradients or a trial begins in its turn and takes its time: who asks next does not wait for it. */
  async #inTurn(request: Asked): Promise<void> {
    const answered = this.#answer(request);
    if (request.type !== 'check_gradients' && request.type !== 'try') await answered;
  }

  async #answer(request: Asked): Promise<void> {
    try {
      const answer = await this.#handle(request);
      this.#post({ ...answer, id: request.id }, transferable(answer));
      if (request.type === 'edit' || request.type === 'reset') this.#measure();
    } catch (error) {
      if (!(error instanceof InputError)) this.#crashed(error);
      else this.#post({ type: 'refused', id: request.id, code: error.code, numbers: error.numbers, sentence: error.message });
    }
  }

  #handle(request: Asked): AnswerBody | Promise<AnswerBody> {
    switch (request.type) {
      case 'initialise':
        return this.#initialise(request);
      case 'edit':
        return this.#edit(request);
      case 'files':
        this.#store.give(request.files);
        return DONE;
      case 'start':
        return this.#start(request);
      case 'pause':
        this.#held?.loop.pause();
        return DONE;
      case 'step':
        this.#requireRun().step();
        return DONE;
      case 'change':
        return this.#change(request);
      case 'reset':
      case 'stop':
        this.#forget();
        return DONE;
      case 'save':
        return this.#save(request.document);
      case 'snapshot':
        return this.#save(this.#requireCompiled().document);
      case 'open':
        return this.#open(request);
      case 'restore':
        return this.#restore(request);
      case 'predict':
        return this.#predict(request);
      case 'check_gradients':
        return this.#checkGradients();
      case 'forecast':
        return {
          type: 'forecast',
          forecast: compileDocument(request.document, this.#store.facts, this.#engine, this.#store.data).forecast,
        };
      case 'try':
        return this.#try(request);
      case 'rewind':
        return this.#rewind();
      default:
        return request satisfies never;
    }
  }

  #initialise({ kernels, threads }: RequestOf<'initialise'>): AnswerBody {
    const engine = this.#createEngine(kernels, threads);
    this.#engine?.team?.dismiss();
    this.#engine = engine;
    for (const held of [this.#held, this.#setAside]) if (held) this.#moveTo(held.loop, held.loop.run.model.plan);
    const { numerics, revectorized = false } = kernels;
    return { type: 'ready', numerics, threads: engine.team?.threads ?? 1, revectorized };
  }

  /** What was refused once is refused to everyone who wants to train, unless other kernels come. */
  #createEngine(kernels: KernelBytes, threads: number): Engine {
    try {
      return createEngine(kernels, threads, this.#startHelper);
    } catch (error) {
      if (error instanceof InputError) this.#kernelsRefused = error;
      throw error;
    }
  }

  async #edit({ document }: RequestOf<'edit'>): Promise<AnswerBody> {
    const { seed } = resolveTraining(document, []);
    if (await this.#store.require(document.dataset, seed)) this.#post(this.#store.event);
    const compiled = compileDocument(document, this.#store.facts, this.#engine, this.#store.data);
    this.#compiled = compiled;
    const { outline, forecast, memory } = compiled;
    const findings = [...this.#findings(compiled, null)];
    try {
      this.#follow(compiled);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // no memory for it: what stood before stands
      findings.push(finding(error.code, {}, error.numbers));
    }
    const [trainable, measuring] = [this.#obstacle(compiled) === null, this.#canMeasure()];
    return { type: 'compiled', outline, findings, trainable, forecast, measuring, memory };
  }

  /** What there is to say of the document itself. */
  #findings({ document, findings, forecast }: Compiled, measured: readonly (number | null)[] | null): readonly Finding[] {
    if (!forecast) return findings;
    return withOfferedFixes(document, [...findings, ...foresee(forecast.rows, forecast, measured)]);
  }

  #canMeasure(): boolean {
    const [compiled, { data }] = [this.#compiled, this.#store];
    if (!compiled?.plan || !data || !this.#engine || this.#held || this.#obstacle(compiled)) return false;
    return rowsToMeasure(compiled.plan, data.train.rows) > 0;
  }

  /** Piece by piece, whenever no message waits; nobody waits for it. */
  #measure(): void {
    if (!this.#canMeasure()) return;
    const compiled = this.#compiled!;
    const { plan, forecast, training } = compiled;
    const work = measureForecast(plan!, this.#store.data!, this.#engine!, training.seed, forecast!.anchor);
    this.#measuring = work;
    const tell = (measured: readonly (number | null)[]) => {
      this.#measuring = null;
      this.#post({ type: 'measured', measured, findings: this.#findings(compiled, measured) });
    };
    const piece = () => {
      if (this.#measuring !== work) return;
      try {
        const { done, value } = work.next();
        if (!done) return this.#schedule(piece);
        tell(value);
      } catch (error) {
        // no memory for it: theory is all there is
        if (error instanceof InputError) tell(forecast!.rows.map(() => null));
        else this.#crashed(error);
      }
    };
    this.#schedule(piece);
  }

  /** Goes on with the run, sets it aside or takes it up again, as the edit has it. */
  #follow(compiled: Compiled): void {
    const structure = this.#structureOf(compiled);
    if (this.#held && this.#held.structure !== structure) {
      this.#setAside = this.#held;
      this.#held = null;
      this.#setAside.loop.pause();
      this.#tellNoRun();
    }
    if (!this.#held && structure !== null && this.#setAside?.structure === structure) {
      this.#held = this.#setAside;
      this.#setAside = null;
      this.#held.loop.tellFindings();
      this.#held.loop.tellStatus();
      void this.#tellSnapshot();
    }
    if (this.#held) {
      const before = this.#held.asked;
      const asked = runSettings(compiled.training);
      this.#apply(this.#held.loop, changedSettings(before, asked));
      this.#held.asked = asked;
      this.#held.loop.tellFindingsIfOfferedChanged();
    }
    if (!this.#held && this.#opened && this.#obstacle(compiled) === null) this.#beginRun(compiled);
  }

  /** Null if no run can be made of it. */
  #structureOf({ plan, document, training }: Compiled): string | null {
    return plan && this.#store.data ? structureOf(plan, document, training.seed, this.#store.version) : null;
  }

  /** Why training cannot start. */
  #obstacle(compiled: Compiled): Numbers | null {
    return obstacleTo(compiled, this.#store.data, this.#store.problem);
  }

  /** @throws InputError the reason that the kernels were refused for */
  #requireEngine(): Engine {
    if (!this.#engine) throw this.#kernelsRefused ?? new Error('Nothing was initialised.');
    return this.#engine;
  }

  #requireCompiled(): Compiled {
    if (!this.#compiled) throw new InputError('not_trainable', { why: 'clause:no_document' });
    return this.#compiled;
  }

  /** The run as it is, or a new one. */
  #requireRun(): RunLoop {
    if (this.#held) {
      const { loop } = this.#held;
      if (loop.status === 'failed') throw new InputError('run_failed', { step: loop.run.step });
      return loop;
    }
    const compiled = this.#requireCompiled();
    const obstacle = this.#obstacle(compiled);
    if (obstacle) throw new InputError('not_trainable', obstacle);
    return this.#beginRun(compiled);
  }

  /** From the weights of a file if they fit, else from fresh ones. */
  #beginRun(compiled: Compiled): RunLoop {
    const plan = compiled.plan!;
    const weights = this.#opened && misfits(plan, this.#opened.weights).length === 0 ? this.#opened.weights : null;
    const run = createRun(++this.#runs, { ...compiled, plan }, this.#store.data!, this.#requireEngine(), weights);
    const loop = this.#loopOf(run);
    this.#opened = null;
    this.#setAside = null;
    this.#measuring = null;
    this.#held = { structure: this.#structureOf(compiled)!, loop, asked: runSettings(compiled.training) };
    this.#post({ type: 'run', header: run.header });
    loop.tellFindings();
    loop.tellStatus();
    if (weights) void this.#tellSnapshot();
    return loop;
  }

  #loopOf(run: Run): RunLoop {
    return new RunLoop(run, {
      post: this.#post,
      schedule: this.#schedule,
      telemetry: this.#telemetry,
      offered: (findings) => withOfferedFixes(this.#requireCompiled().document, findings),
      snapshot: () => void this.#tellSnapshot(),
      crashed: (error) => this.#crashed(error),
    });
  }

  /** The run's past goes on as another run, so that what it told of later steps is not taken for its future. */
  #rewind(): AnswerBody {
    const held = this.#held;
    held?.loop.pause();
    const run = held?.loop.run.rewound(this.#runs + 1);
    if (!held || !run) throw new InputError('nothing_to_rewind', {});
    this.#runs += 1;
    const loop = this.#loopOf(run);
    this.#held = { ...held, loop };
    this.#post({ type: 'run', header: run.header });
    loop.tellFindings();
    loop.tellStatus();
    void this.#tellSnapshot();
    return DONE;
  }

  async #try({ present, repaired }: RequestOf<'try'>): Promise<AnswerBody> {
    const runs = await createTrial(present, repaired, this.#store, this.#requireEngine());
    return {
      type: 'tried',
      trial: await inSlices(
        watched(runs, (trial) => this.#post({ type: 'trial', trial })),
        this.#schedule,
      ),
    };
  }

  #start({ steps }: RequestOf<'start'>): AnswerBody {
    const loop = this.#requireRun();
    // Train after the last epoch means: as many epochs again.
    if (loop.status === 'finished' && steps === undefined)
      loop.run.change({ epochs: loop.run.epoch + this.#requireCompiled().training.epochs });
    loop.start(steps);
    return DONE;
  }

  #change({ change }: RequestOf<'change'>): AnswerBody {
    if (!this.#held) return DONE;
    const { document } = this.#requireCompiled();
    const error = firstError(
      compileDocument(withRunSettings(document, change), this.#store.facts, this.#engine, this.#store.data).findings,
    );
    if (error) throw new InputError('not_trainable', because(error));
    this.#apply(this.#held.loop, change);
    return DONE;
  }

  /** From the next batch on. A batch that the plan has no room for takes another plan, to which the state moves. */
  #apply(loop: RunLoop, change: Partial<RunSettings>): void {
    if (Object.keys(change).length === 0) return;
    const { run } = loop;
    if (change.batch_size !== undefined && change.batch_size > run.model.plan.batch) {
      const { document } = this.#requireCompiled();
      const { plan } = compileDocument(
        withRunSettings(document, { batch_size: change.batch_size }),
        this.#store.facts,
        this.#engine,
        this.#store.data,
      );
      this.#moveTo(loop, plan!);
    }
    run.change(change);
    loop.tellStatus();
  }

  /** The run goes on in a machine made anew, for a plan of the same structure. */
  #moveTo({ run }: RunLoop, plan: Plan): void {
    const model = createModel(plan, this.#requireEngine(), this.#requireCompiled().training.seed);
    model.carryOver(run.model);
    withMemory(memoryOf(plan, this.#engine, run.data), () => run.adopt(model));
  }

  #forget(): void {
    const held = this.#held;
    this.#held = this.#setAside = this.#opened = this.#measuring = null;
    held?.loop.pause();
    this.#tellNoRun();
  }

  #tellNoRun(): void {
    this.#post({ type: 'findings', findings: [] });
    this.#post({
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

  async #save(document: Document): Promise<AnswerBody> {
    const { weights, lostAt } = this.#weightsFor(document);
    return { type: 'saved', bytes: await writeModelFile({ document, weights }), step: weights.step, lostAt };
  }

  /**
   * Those of the run, else those of the file, else fresh ones, as training would start from; none for half a network. Where the
   * run has lost a number, `lostAt` is the step at which that happened: the weights are those from before it, or fresh ones if the
   * number was one of them.
   */
  #weightsFor(document: Document): { readonly weights: Weights; readonly lostAt: number | null } {
    const compiled = compileDocument(document, this.#store.facts, this.#engine, this.#store.data);
    const { plan, training } = compiled;
    if (!plan) return { weights: { state: [], optimizer: [], step: 0, data: null, summary: {} }, lostAt: null };
    const structure = this.#structureOf(compiled);
    const run = [this.#held, this.#setAside].find((held) => held?.structure === structure)?.loop.run;
    if (run) {
      const weights = weightsOf(run.model, plan, run.progress, trainedOn(run.data));
      if (nonFinite(weights).length === 0) return { weights, lostAt: run.isFailed ? run.step : null };
    } else if (this.#opened && misfits(plan, this.#opened.weights).length === 0) return { weights: this.#opened.weights, lostAt: null };
    const { data } = this.#store;
    const weights = weightsOf(createModel(plan, this.#requireEngine(), training.seed), plan, BEGINNING, data && trainedOn(data));
    return { weights, lostAt: run?.step ?? null };
  }

  async #open({ file }: RequestOf<'open'>): Promise<AnswerBody> {
    const { document, weights } = await openFile(file.name, file.bytes);
    const findings: Finding[] = [];
    this.#forget();
    this.#compiled = null;
    const { plan } = compileDocument(document, null, this.#engine);
    if (weights && weights.state.length > 0) {
      const missing = plan ? misfits(plan, weights) : [];
      const lost = nonFinite(weights);
      if (missing.length > 0) findings.push(finding('weights_misfit', {}, { file: file.name, names: missing.join(', ') }));
      else if (lost.length > 0) findings.push(finding('weights_lost', {}, { file: file.name, names: lost.join(', ') }));
      else this.#opened = { document, weights };
    }
    const features = this.#opened && plan && { width: featureWidth(plan), columns: this.#opened.weights.data?.columns ?? [] };
    return { type: 'opened', document, weights: this.#opened !== null, step: this.#opened?.weights.step ?? 0, features, findings };
  }

  async #restore({ file }: RequestOf<'restore'>): Promise<AnswerBody> {
    const opened = await readModelFile('the snapshot', file);
    this.#forget();
    this.#opened = opened;
    if (this.#compiled) this.#follow(this.#compiled);
    return DONE;
  }

  /** Numbers that are lost are not worth a snapshot. What comes while one is being written is told with the next, once. */
  async #tellSnapshot(): Promise<void> {
    this.#snapshotDue = true;
    if (this.#writingSnapshot) return;
    this.#writingSnapshot = true;
    try {
      while (this.#snapshotDue && this.#held && this.#compiled) {
        this.#snapshotDue = false;
        const held = this.#held;
        const { document } = this.#compiled;
        if (held.loop.run.isFailed) continue;
        const { weights, lostAt } = this.#weightsFor(document);
        if (lostAt !== null) continue;
        const bytes = await writeModelFile({ document, weights });
        if (this.#held === held) this.#post({ type: 'snapshot', bytes, step: weights.step }, [bytes.buffer]);
      }
    } catch (error) {
      // a name that no file can take, just typed: the next snapshot will do
      if (!(error instanceof InputError)) this.#crashed(error);
    } finally {
      this.#writingSnapshot = false;
    }
  }

  #predict({ features, rows, scale }: RequestOf<'predict'>): AnswerBody {
    const { model, trainedOn } = this.#predictor();
    const width = featureWidth(model.plan);
    if (features.length !== rows * width)
      throw new InputError('data_features_width', { data: 'What is given', got: features.length / rows, expected: width });
    const values = features.slice();
    if (scale && trainedOn?.scaling) applyScaling(values, trainedOn.scaling);
    const outputs = model.trainer.predict(values, rows);
    return { type: 'predicted', outputs, width: outputs.length / rows, task: model.plan.task!, classes: trainedOn?.classes ?? [] };
  }

  async #checkGradients(): Promise<AnswerBody> {
    const { step, check } = this.#held ? this.#checkRun() : this.#checkFresh();
    return { type: 'gradients_checked', step, check: await inSlices(check, this.#schedule) };
  }

  #checkRun(): { readonly step: number; readonly check: ReturnType<typeof checkRun> } {
    const { run } = this.#requireRun();
    const { seed } = this.#requireCompiled().training;
    return { step: run.step, check: checkRun({ model: run.model, data: run.data, step: run.step, seed }) };
  }

  /** With the weights that a run would begin with. */
  #checkFresh(): { readonly step: number; readonly check: ReturnType<typeof checkRun> } {
    const compiled = this.#requireCompiled();
    const obstacle = this.#obstacle(compiled);
    if (obstacle) throw new InputError('not_trainable', obstacle);
    const { training, plan } = compiled;
    const model = createModel(plan!, this.#requireEngine(), training.seed);
    const weights = this.#opened && misfits(plan!, this.#opened.weights).length === 0 ? this.#opened.weights : null;
    const { step } = weights ? putWeights(model, weights) : BEGINNING;
    return { step, check: checkFresh({ model, data: this.#store.data!, step, seed: training.seed }) };
  }

  #predictor(): { model: Model; trainedOn: TrainedOn | null } {
    if (this.#held) {
      const { model, data } = this.#held.loop.run;
      return { model, trainedOn: trainedOn(data) };
    }
    const plan = this.#opened && compileDocument(this.#opened.document, null, this.#engine).plan;
    if (!this.#opened || !plan) throw new InputError('not_trained', {});
    const model = createModel(plan, this.#requireEngine(), 0);
    putWeights(model, this.#opened.weights);
    return { model, trainedOn: this.#opened.weights.data };
  }

  #crashed(error: unknown): void {
    this.#held?.loop.pause();
    this.#post({ type: 'crashed', sentence: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

/** Large answers are moved and not copied. */
function transferable(answer: AnswerBody): ArrayBuffer[] {
  if (answer.type === 'saved') return [answer.bytes.buffer as ArrayBuffer];
  if (answer.type === 'predicted') return [answer.outputs.buffer as ArrayBuffer];
  return [];
}
