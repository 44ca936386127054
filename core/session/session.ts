/**
 * @file A session: the far end of the client, and the one place that sees every machine. It does what the requests say, one after the
 * other, with a workshop, the runs that it holds, and what they keep. It knows neither DOM nor Node; whoever starts it gives it a way to
 * post and a way to be called again.
 */
import { applyScaling } from '../datasets/scale.ts';
import { featureWidth } from '../engine/data-set.ts';
import type { Finding } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import { finding } from '../findings/messages.ts';
import { readModelFile, writeModelFile, type TrainedOn } from '../formats/model-file.ts';
import { isChoice, type Opened } from '../formats/opened.ts';
import type { Document } from '../document/document.ts';
import { buffersOfKept } from './buffers-of.ts';
import type { checkRun } from './check-gradients.ts';
import { compileDocument } from './compiled.ts';
import { createModel } from './create-run.ts';
import { documentFindings } from './document-findings.ts';
import type { Helper } from './engine.ts';
import { HeldRuns } from './held-runs.ts';
import { Snapshots, weightsFor } from './kept-weights.ts';
import { Looking } from './looking.ts';
import { rowsToMeasure } from './measure-forecast.ts';
import { Measuring } from './measuring.ts';
import { isDenied } from './memory.ts';
import type { Model } from './model.ts';
import { Patience } from './patience.ts';
import type { Answer, Message, Request } from './protocol.ts';
import { BEGINNING } from './run.ts';
import { Telemetry, type RunLoop } from './run-loop.ts';
import type { Schedule } from './schedule.ts';
import { inSlices } from './slices.ts';
import { createTrial, watched } from './trial.ts';
import { misfits, nonFinite, putWeights, trainedOn } from './weights.ts';
import { Workshop } from './workshop.ts';
import { networkOf } from './written-blocks.ts';

type Post = (message: Message, transfer?: ArrayBuffer[]) => void;
type Asked = Exclude<Request, { type: 'drawn' | 'looked' }>;
type RequestOf<T extends Asked['type']> = Extract<Asked, { type: T }>;
type AnswerBody = Answer extends infer A ? (A extends { readonly id: number } ? Omit<A, 'id'> : never) : never;

const DONE = { type: 'done' } as const;

const LONG: ReadonlySet<Asked['type']> = new Set<Asked['type']>(['check_gradients', 'try', 'walk']);
/** Fetched when it is wanted. */
const exporting = () => import('./exporting.ts');
/** After these the run, or what it runs in, may be another. */
const TURNING: ReadonlySet<Asked['type']> = new Set<Asked['type']>([
  ...(['initialise', 'edit', 'rewind', 'go_back', 'take_up', 'reset', 'stop', 'open', 'install', 'restore'] as const),
]);

export class Session {
  readonly #post: Post;
  readonly #schedule: Schedule;
  readonly #telemetry: Telemetry;
  readonly #workshop: Workshop;
  readonly #runs: HeldRuns;
  readonly #snapshots: Snapshots;
  readonly #measuring: Measuring;
  readonly #looking: Looking;
  readonly #patience: Patience;
  #queue = Promise.resolve();
  /** Fetched when the first check is asked for, and before its turn ends. */
  #checks: typeof import('./check-gradients.ts') | null = null;

  /**
   * `startHelper` starts a thread that runs `assist` for each call (engine.ts). `busy` hears for how many milliseconds the session may answer
   * nothing from now on.
   */
  constructor(post: Post, schedule: Schedule, startHelper: () => Helper, busy: (milliseconds: number) => void) {
    const crashed = (error: unknown) => this.#crashed(error);
    this.#post = post;
    this.#schedule = schedule;
    this.#telemetry = new Telemetry(post);
    this.#patience = new Patience(busy);
    this.#workshop = new Workshop(startHelper, this.#patience);
    this.#looking = new Looking({ post, schedule, workshop: this.#workshop, loop: () => this.#runs.loop, crashed });
    this.#runs = new HeldRuns(this.#workshop, {
      post,
      schedule,
      telemetry: this.#telemetry,
      snapshot: () => void this.#snapshots.tell().catch(crashed),
      snapshotSpacing: () => this.#snapshots.spacing,
      onlooker: this.#looking,
      rested: () => this.#looking.rested(),
      crashed,
    });
    this.#snapshots = new Snapshots(this.#workshop, this.#runs, post);
    this.#measuring = new Measuring(schedule, (measurement) => post({ type: 'measured', ...measurement }), crashed);
  }

  /** Requests are answered in their order; a long one (reading data) does not hold up a run. */
  receive(request: Request): void {
    // what is being measured is of the document before
    if (request.type === 'edit') this.#measuring.end();
    if (request.type === 'drawn') this.#telemetry.drawn();
    else if (request.type === 'looked') this.#looking.looked();
    else this.#queue = this.#queue.then(() => this.#inTurn(request));
  }

  /** What is in `LONG` begins in its turn and takes its time: who asks next does not wait for it. */
  async #inTurn(request: Asked): Promise<void> {
    try {
      if (request.type === 'check_gradients') this.#checks ??= await import('./check-gradients.ts');
    } catch (error) {
      return this.#crashed(error);
    }
    const answered = this.#answer(request);
    if (!LONG.has(request.type)) await answered;
  }

  async #answer(request: Asked): Promise<void> {
    try {
      const answer = await this.#handle(request);
      this.#post({ ...answer, id: request.id }, transferable(answer));
      if (request.type === 'edit' || request.type === 'reset') this.#measure();
      if (TURNING.has(request.type)) this.#looking.follow();
    } catch (error) {
      // whatever it was that took too much: the session goes on, and another network may fit; an edit is not refused
      const denied = isDenied(error) && request.type !== 'edit';
      const refusal = denied ? new InputError('memory_denied', { needed: this.#workshop.compiled?.memory ?? 0 }) : error;
      if (!(refusal instanceof InputError)) return this.#crashed(error);
      this.#post({ type: 'refused', id: request.id, code: refusal.code, numbers: refusal.numbers, sentence: refusal.message });
    }
  }

  #handle(request: Asked): AnswerBody | Promise<AnswerBody> {
    this.#patience.begin(request);
    switch (request.type) {
      case 'initialise':
        return this.#initialise(request);
      case 'edit':
        return this.#edit(request);
      case 'files':
        this.#workshop.store.give(request.files);
        return DONE;
      case 'start':
        return this.#start(request);
      case 'pause':
        this.#runs.loop?.pause();
        return DONE;
      case 'step':
        this.#requireRun().step();
        return DONE;
      case 'change':
        this.#runs.change(request.change);
        return DONE;
      case 'rewind':
        return this.#runs.rewind().then(() => DONE);
      case 'go_back':
        return this.#runs.goBack(request.step).then(() => DONE);
      case 'keep_states':
        this.#runs.keepStates(request.megabytes);
        return DONE;
      case 'archive':
        return { type: 'archived', kept: this.#runs.archive(request.states) };
      case 'take_up':
        this.#runs.takeUp(request.kept);
        return DONE;
      case 'watch':
        this.#looking.watch(request.looks);
        return DONE;
      case 'walk':
        return this.#looking.walk(request.step).then((walk) => ({ type: 'walked', walk }));
      case 'reset':
      case 'stop':
        this.#forget();
        return DONE;
      case 'save':
        return this.#save(request.document);
      case 'snapshot':
        return this.#save(this.#workshop.requireCompiled().document);
      case 'open':
        return this.#open(request);
      case 'install':
        return this.#install(request.name, request.opened);
      case 'check_export':
        return exporting()
          .then(({ checkExport }) => checkExport(request, this.#workshop))
          .then(() => DONE);
      case 'export':
        return exporting().then(({ exportNetwork }) => exportNetwork(request, this.#workshop, this.#runs));
      case 'restore':
        return this.#restore(request);
      case 'predict':
        return this.#predict(request);
      case 'check_gradients':
        return this.#checkGradients();
      case 'forecast':
        return { type: 'forecast', forecast: this.#workshop.compile(request.document).forecast };
      case 'try':
        return this.#try(request);
      default:
        return request satisfies never;
    }
  }

  async #initialise({ kernels, threads }: RequestOf<'initialise'>): Promise<AnswerBody> {
    const engine = await this.#workshop.use(kernels, threads);
    this.#runs.moveAll();
    const { numerics, revectorized = false } = kernels;
    return { type: 'ready', numerics, threads: engine.team?.threads ?? 1, revectorized };
  }

  async #edit({ document }: RequestOf<'edit'>): Promise<AnswerBody> {
    const { store } = this.#workshop;
    if (await this.#workshop.requireData(document)) this.#post(store.event);
    const compiled = this.#workshop.compile(document);
    this.#workshop.compiled = compiled;
    const findings = [...documentFindings(compiled)];
    try {
      this.#runs.follow(compiled);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // no memory for it: what stood before stands
      findings.push(finding(error.code, {}, error.numbers));
    }
    const { outline, forecast, memory } = compiled;
    const [trainable, measuring] = [this.#workshop.obstacleTo(compiled) === null, this.#canMeasure()];
    return { type: 'compiled', outline, findings, trainable, forecast, measuring, memory };
  }

  #canMeasure(): boolean {
    const { compiled, store, engine } = this.#workshop;
    if (!compiled || !engine || this.#runs.loop || this.#workshop.obstacleTo(compiled)) return false;
    return rowsToMeasure(compiled.plan!, store.data!.train.rows) > 0;
  }

  #measure(): void {
    // of a document before, where its answer came after the next was asked for
    this.#measuring.end();
    if (this.#canMeasure())
      this.#measuring.begin(this.#workshop.requireTrainable(), this.#workshop.store.data!, this.#workshop.requireEngine());
  }

  /** The run as it is, or a new one: nothing is measured beside it. */
  #requireRun(): RunLoop {
    const loop = this.#runs.require();
    this.#measuring.end();
    return loop;
  }

  #start({ steps }: RequestOf<'start'>): AnswerBody {
    const loop = this.#requireRun();
    // Train after the last epoch means: as many epochs again.
    if (loop.status === 'finished' && steps === undefined) this.#runs.prolong(loop);
    loop.start(steps);
    return DONE;
  }

  async #try({ present, repaired }: RequestOf<'try'>): Promise<AnswerBody> {
    for (const document of [present, repaired]) this.#workshop.compile(document); // what both take is told beforehand
    const runs = await createTrial(present, repaired, this.#workshop.store, this.#workshop.requireEngine());
    return {
      type: 'tried',
      trial: await inSlices(
        watched(runs, (trial) => this.#post({ type: 'trial', trial })),
        this.#schedule,
      ),
    };
  }

  #forget(): void {
    this.#measuring.end();
    this.#runs.forget();
  }

  async #save(document: Document): Promise<AnswerBody> {
    const { weights, lostAt } = weightsFor(document, this.#workshop, this.#runs);
    return { type: 'saved', bytes: await writeModelFile({ document, weights }), step: weights.step, lostAt };
  }

  async #open({ file, network }: RequestOf<'open'>): Promise<AnswerBody> {
    const { openFile } = await import('../formats/open-file.ts');
    const read = await openFile(file.name, file.bytes, { network, networkOf });
    if (isChoice(read)) throw new InputError('network_choice', { file: file.name, names: read.choose.join(', ') });
    return this.#install(file.name, read);
  }

  #install(name: string, { origin, document, weights, findings: read }: Opened): AnswerBody {
    const findings: Finding[] = [...read];
    this.#forget();
    this.#workshop.compiled = null;
    const { plan } = compileDocument(document, null, this.#workshop.engine);
    if (weights && weights.state.length > 0) {
      const missing = plan ? misfits(plan, { document, weights }) : [];
      const lost = nonFinite(weights);
      if (missing.length > 0) findings.push(finding('weights_misfit', {}, { file: name, names: missing.join(', ') }));
      else if (lost.length > 0) findings.push(finding('weights_lost', {}, { file: name, names: lost.join(', ') }));
      else this.#runs.opened = { document, weights };
    }
    const features = this.#runs.opened && plan && { width: featureWidth(plan), columns: this.#runs.opened.weights.data?.columns ?? [] };
    return {
      type: 'opened',
      origin,
      document,
      weights: this.#runs.opened !== null,
      step: this.#runs.opened?.weights.step ?? 0,
      features,
      findings,
    };
  }

  async #restore({ file, kept }: RequestOf<'restore'>): Promise<AnswerBody> {
    this.#runs.restore(await readModelFile('the snapshot', file), kept, this.#workshop.compiled);
    return DONE;
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
    const { step, check } = this.#runs.loop ? this.#checkRun() : this.#checkFresh();
    return { type: 'gradients_checked', step, check: await inSlices(check, this.#schedule) };
  }

  #checkRun(): { readonly step: number; readonly check: ReturnType<typeof checkRun> } {
    const { run } = this.#requireRun();
    const { seed } = this.#workshop.requireCompiled().training;
    return { step: run.step, check: this.#checks!.checkRun({ model: run.model, data: run.data, step: run.step, seed }) };
  }

  /** With the weights that a run would begin with. */
  #checkFresh(): { readonly step: number; readonly check: ReturnType<typeof checkRun> } {
    const { training, plan } = this.#workshop.requireTrainable();
    const model = createModel(plan, this.#workshop.requireEngine(), training.seed);
    const weights = this.#runs.openedFor(plan);
    const { step } = weights ? putWeights(model, weights) : BEGINNING;
    return { step, check: this.#checks!.checkFresh({ model, data: this.#workshop.store.data!, step, seed: training.seed }) };
  }

  #predictor(): { model: Model; trainedOn: TrainedOn | null } {
    if (this.#runs.loop) {
      const { model, data } = this.#runs.loop.run;
      return { model, trainedOn: trainedOn(data) };
    }
    const { opened } = this.#runs;
    const plan = opened && compileDocument(opened.document, null, this.#workshop.engine).plan;
    if (!opened || !plan) throw new InputError('not_trained', {});
    const model = createModel(plan, this.#workshop.requireEngine(), 0, opened.weights.state);
    putWeights(model, opened.weights);
    return { model, trainedOn: opened.weights.data };
  }

  #crashed(error: unknown): void {
    // first: a run that goes on when it is said goes on in the worker that takes over
    this.#post({ type: 'crashed', sentence: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    this.#runs.loop?.pause();
  }
}

/** Large answers are moved and not copied. */
function transferable(answer: AnswerBody): ArrayBuffer[] {
  if (answer.type === 'saved' || answer.type === 'exported') return [answer.bytes.buffer as ArrayBuffer];
  if (answer.type === 'predicted') return [answer.outputs.buffer as ArrayBuffer];
  if (answer.type === 'archived') return answer.kept ? buffersOfKept(answer.kept) : [];
  return [];
}
