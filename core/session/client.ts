/**
 * @file The near end of a session: what the page and the command line hold. Requests become promises, events go to
 * listeners, and a worker that dies is replaced by another that goes on from its last snapshot. The document is never in
 * danger: it lives with whoever holds the client.
 */
import type { Opened } from '../formats/opened.ts';
import type { KernelBytes } from './engine.ts';
import type { Document } from '../document/document.ts';
import type { Numbers } from '../findings/finding.ts';
import type { FindingCode } from '../findings/messages.ts';
import type { KeptRun } from '../telemetry/kept-run.ts';
import type { Looks } from '../telemetry/looks.ts';
import { buffersOf } from './buffers-of.ts';
import type { Answer, Event, ExportFormat, GivenFile, Measurement, Message, Reason, Request, RunningChange, Status } from './protocol.ts';
import { Restarts } from './restarts.ts';
import type { Pulse } from './vigil.ts';

/** A worker of either kind, as the host gives it: a Web Worker, a worker thread, or a session in this very thread. */
export interface WorkerLike {
  postMessage(message: Request, transfer: ArrayBuffer[]): void;
  /** Called once, at the start. `died` says in one sentence what of; `pulse` tells, where that is watched, how it answers. */
  listen(message: (message: Message) => void, died: (sentence: string, death: Death) => void, pulse: (pulse: Pulse) => void): void;
  terminate(): void;
}

export type { Pulse };

/** How a worker goes: an error that nobody caught, the end of its thread or of one that helps it, or no answer any more. */
export type Death = 'failed' | 'ended' | 'hung';

interface Died {
  readonly death: Death;
  readonly sentence: string;
}

/** What the client says beside the worker's own events. */
export type ClientEvent =
  | Event
  /** The worker died, and another is about to take over. */
  | ({ readonly type: 'died' } & Died)
  /** It has, at `step` (0: nothing had been saved). `goesOn`: the run trained when the worker died, and does again. */
  | ({ readonly type: 'restarted'; readonly step: number; readonly goesOn: boolean } & Died)
  /** The run was reset: nothing is left that a worker could take over. */
  | { readonly type: 'reset' }
  /** Workers died too often: another is started only when something is asked for that makes it worth it. */
  | ({ readonly type: 'lost' } & Died)
  /** How the worker answers has changed. One that is silent is given up in a moment. */
  | { readonly type: 'pulse'; readonly pulse: Pulse };

export type Answered<T extends Answer['type']> = Extract<Answer, { type: T }>;

/** The worker declined a request, for the reason that the message says in one sentence, as an InputError does. */
export class Refused extends Error {
  readonly code: FindingCode;
  readonly numbers: Numbers;

  constructor({ code, numbers, sentence }: Reason) {
    super(sentence);
    this.name = 'Refused';
    this.code = code;
    this.numbers = numbers;
  }
}

/** The worker died before it answered. */
export class WorkerDied extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'WorkerDied';
  }
}

/** What it takes a worker over with. */
interface Snapshot {
  readonly file: Uint8Array;
  readonly kept: KeptRun | null;
}

/** Requests for which workers that died too often are given another try: with what the last one held, or with nothing of it. */
const REVIVES: { readonly [T in Request['type']]?: 'restored' | 'afresh' } = {
  start: 'restored',
  step: 'restored',
  edit: 'restored',
  reset: 'afresh',
  open: 'afresh',
  install: 'afresh',
};

type Plain<R> = R extends { readonly id: number } ? Omit<R, 'id'> : never;

interface Pending {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class Client {
  readonly #spawn: () => WorkerLike;
  #kernels: KernelBytes;
  #threads: number;
  readonly #listeners = new Set<(event: ClientEvent) => void>();
  readonly #pending = new Map<number, Pending>();
  readonly #files = new Map<string, GivenFile>();
  #worker: WorkerLike | null = null;
  #ready: Promise<Answered<'ready'>>;
  #nextId = 1;
  #document: Document | null = null;
  /** What a worker that takes over starts from: the snapshot that this one told last, or how what was opened is had once more. */
  #snapshot: Snapshot | (() => Promise<unknown>) | null = null;
  /** Of the last status. */
  #step = 0;
  /** A run is to go on until it ends or is paused. */
  #goes = false;
  /** Requests to start that are not answered. */
  #starting = 0;
  /** The run was asked to pause because the worker did not answer. */
  #held = false;
  readonly #restarts = new Restarts();
  /** Resolves when the worker that takes over can be asked, or none does. */
  #takingOver: Promise<void> | null = null;
  #lost: Died | null = null;
  #closed = false;
  #last: Died = { death: 'ended', sentence: '' };
  /** Of the document compiled last. */
  #measurement: Promise<Measurement | null> = Promise.resolve(null);
  #endMeasurement: (measurement: Measurement | null) => void = () => undefined;

  /** Trains with so many threads if the kernels share memory. Starts a worker at once; `ready` tells when it can be used. */
  constructor(spawn: () => WorkerLike, kernels: KernelBytes, threads = 1) {
    this.#spawn = spawn;
    this.#kernels = kernels;
    this.#threads = threads;
    this.#ready = this.#begin();
  }

  /** Resolves when the worker runs. Requests may be made before: they wait in the worker's own queue. */
  get ready(): Promise<Answered<'ready'>> {
    return this.#ready;
  }

  /** Goes on with other kernels or another number of threads, a run included. @throws Refused if the memory cannot be had. */
  choose(kernels: KernelBytes, threads: number): Promise<Answered<'ready'>> {
    this.#kernels = kernels;
    this.#threads = threads;
    this.#ready = this.#ask({ type: 'initialise', kernels, threads });
    return this.#ready;
  }

  /** Hears every event of the worker from now on; the function returned stops it. */
  on(listener: (event: ClientEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws Refused never: what is wrong with a document comes as findings. */
  edit(document: Document): Promise<Answered<'compiled'>> {
    this.#document = document;
    return this.#ask({ type: 'edit', document });
  }

  /** The forecast of the document edited last, measured; null if it is not, or if another edit or a run came first. */
  measured(): Promise<Measurement | null> {
    return this.#measurement;
  }

  files(files: readonly GivenFile[]): Promise<Answered<'done'>> {
    for (const file of files) {
      if (this.#files.has(file.name)) this.#forgetRun(); // other rows
      this.#files.set(file.name, file);
    }
    return this.#ask({ type: 'files', files });
  }

  /** Starts or continues; with `steps` it pauses after so many. @throws Refused without a trainable network or data. */
  start(steps?: number): Promise<Answered<'done'>> {
    this.#goes = steps === undefined;
    return this.#untilStarted(this.#ask({ type: 'start', steps }));
  }

  pause(): Promise<Answered<'done'>> {
    this.#goes = false;
    return this.#ask({ type: 'pause' });
  }

  step(): Promise<Answered<'done'>> {
    this.#goes = false;
    return this.#ask({ type: 'step' });
  }

  async reset(): Promise<Answered<'done'>> {
    this.#goes = false;
    const done = await this.#ask({ type: 'reset' });
    this.#snapshot = null; // also one that was under way
    this.#tell({ type: 'reset' });
    return done;
  }

  change(change: RunningChange): Promise<Answered<'done'>> {
    return this.#ask({ type: 'change', change });
  }

  /** The model file of the document and the weights as they are now. */
  save(document: Document): Promise<Answered<'saved'>> {
    return this.#ask({ type: 'save', document });
  }

  /** Reads a file and holds what it found. @throws Refused with one sentence that says what the file is instead. */
  async open(file: GivenFile, network?: string): Promise<Answered<'opened'>> {
    return this.#hold(await this.#ask({ type: 'open', file, network }), () => this.#send({ type: 'open', file, network }));
  }

  /**
   * Holds what a reader has read; its weights are moved and not copied. `again` reads it once more: a worker that dies before a first
   * snapshot has nothing else to begin from. @throws Refused
   */
  async install(name: string, opened: Opened, again: () => Promise<Opened>): Promise<Answered<'opened'>> {
    const request = (each: Opened) => ({ type: 'install', name, opened: each }) as const;
    const held = await this.#ask(request(opened), buffersOf(opened));
    return this.#hold(held, async () => {
      const read = await again();
      return this.#send(request(read), buffersOf(read));
    });
  }

  #hold(opened: Answered<'opened'>, again: () => Promise<unknown>): Answered<'opened'> {
    this.#document = opened.document;
    this.#snapshot = opened.weights ? again : null;
    this.#goes = false;
    return opened;
  }

  /** Its weights are left. */
  #forgetRun(): void {
    if (this.#snapshot && typeof this.#snapshot !== 'function') this.#snapshot = { ...this.#snapshot, kept: null };
  }

  /** Whether there can be one, without the weights. @throws Refused as `export` does */
  checkExport(document: Document, format: ExportFormat): Promise<Answered<'done'>> {
    return this.#ask({ type: 'check_export', document, format });
  }

  /** Another program's file of the document. @throws Refused with what it has no way to say */
  export(document: Document, format: ExportFormat, modelFile: string | null): Promise<Answered<'exported'>> {
    return this.#ask({ type: 'export', document, format, modelFile });
  }

  /** `features` is rows × width; `scale` false if the rows are already scaled as the training rows were. */
  predict(features: Float32Array, rows: number, scale = true): Promise<Answered<'predicted'>> {
    return this.#ask({ type: 'predict', features, rows, scale });
  }

  /**
   * Compares the engine's gradients for the network as it stands with central differences. Takes seconds; a run goes on, and other
   * requests are answered meanwhile. @throws Refused without a trainable network or data, or after a run that lost its numbers
   */
  checkGradients(): Promise<Answered<'gradients_checked'>> {
    return this.#ask({ type: 'check_gradients' });
  }

  snapshot(): Promise<Answered<'saved'>> {
    return this.#ask({ type: 'snapshot' });
  }

  stop(): Promise<Answered<'done'>> {
    return this.#ask({ type: 'stop' });
  }

  /** What theory says of another document on the same data. */
  forecast(document: Document): Promise<Answered<'forecast'>> {
    return this.#ask({ type: 'forecast', document });
  }

  /** Trains two documents side by side; `trial` events tell how it goes. @throws Refused if either cannot be trained */
  try(present: Document, repaired: Document): Promise<Answered<'tried'>> {
    return this.#ask({ type: 'try', present, repaired });
  }

  /** Puts the run back to its last good state. @throws Refused if there is none */
  rewind(): Promise<Answered<'done'>> {
    return this.#ask({ type: 'rewind' });
  }

  /** Puts the run back to the state after `step`. @throws Refused if the run has not taken it */
  goBack(step: number): Promise<Answered<'done'>> {
    return this.#ask({ type: 'go_back', step });
  }

  keepStates(megabytes: number): Promise<Answered<'done'>> {
    return this.#ask({ type: 'keep_states', megabytes });
  }

  /** The run as it can be taken up again, with at most so many of its states. */
  archive(states: number): Promise<Answered<'archived'>> {
    return this.#ask({ type: 'archive', states });
  }

  /** @throws Refused if it is not a run of the document as it is */
  takeUp(kept: KeptRun): Promise<Answered<'done'>> {
    return this.#ask({ type: 'take_up', kept });
  }

  /** What someone looks at from now on. */
  watch(looks: Looks): Promise<Answered<'done'>> {
    return this.#ask({ type: 'watch', looks });
  }

  /** A step that the run has taken, told slowly. @throws Refused if it has not, or cannot go back to it */
  walk(step: number): Promise<Answered<'walked'>> {
    return this.#ask({ type: 'walk', step });
  }

  /** Say so after drawing a `look` event: the next is sent only then. */
  looked(): void {
    this.#worker?.postMessage({ type: 'looked' }, []);
  }

  /** Say so after drawing a `telemetry` event: the next is sent only then. */
  drawn(): void {
    this.#worker?.postMessage({ type: 'drawn' }, []);
  }

  /** Ends the worker; what was asked and not answered is rejected. */
  close(): void {
    this.#closed = true;
    this.#worker?.terminate();
    this.#worker = null;
    this.#rejectAll('The training worker was closed.');
    this.#endMeasurement(null);
    this.#listeners.clear();
  }

  /** While a worker takes over, everything waits until it has. */
  async #ask<R extends Plain<Request>>(request: R, transfer: ArrayBuffer[] = []): Promise<AnswerTo<R>> {
    const revived = this.#lost ? REVIVES[request.type] : undefined;
    if (revived) this.#revive(request.type, revived);
    while (this.#takingOver) await this.#takingOver;
    return this.#send(request, transfer);
  }

  #send<R extends Plain<Request>>(request: R, transfer: ArrayBuffer[] = []): Promise<AnswerTo<R>> {
    const worker = this.#worker;
    if (!worker) return Promise.reject(new WorkerDied('The training worker is not running.'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      worker.postMessage({ ...request, id }, transfer);
    });
  }

  #begin(): Promise<Answered<'ready'>> {
    const worker = this.#spawn();
    this.#worker = worker;
    worker.listen(
      (message) => this.#worker === worker && this.#receive(message),
      (sentence, death) => this.#worker === worker && this.#die({ death, sentence }),
      (pulse) => this.#worker === worker && this.#feel(pulse),
    );
    const ready = this.#send({ type: 'initialise', kernels: this.#kernels, threads: this.#threads });
    // Whoever asks next hears of a failure; `ready` itself may have no listener.
    ready.catch(() => undefined);
    return ready;
  }

  #receive(message: Message): void {
    if ('id' in message) {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.type === 'compiled') this.#awaitMeasurement(message.measuring);
      if (message.type === 'refused') pending?.reject(new Refused(message));
      else pending?.resolve(message);
      return;
    }
    if (message.type === 'crashed') {
      this.#die({ death: 'failed', sentence: message.sentence });
      return;
    }
    if (message.type === 'snapshot') this.#snapshot = { file: message.bytes, kept: message.kept };
    if (message.type === 'status') this.#hearStatus(message.status, message.step);
    if (message.type === 'measured') this.#endMeasurement(message);
    if (message.type === 'run') this.#endMeasurement(null);
    this.#tell(message);
  }

  #hearStatus(status: Status, step: number): void {
    this.#step = step;
    const asked = this.#starting > 0 || this.#held || this.#takingOver;
    if (status !== 'running' && !asked) this.#goes = false;
  }

  /** One that was awaited before will not come. */
  #awaitMeasurement(measuring: boolean): void {
    this.#endMeasurement(null);
    this.#measurement = measuring ? new Promise((resolve) => (this.#endMeasurement = resolve)) : Promise.resolve(null);
  }

  /** What is only late obeys, and goes on when it answers again. */
  #feel(pulse: Pulse): void {
    if (pulse === 'silent') {
      this.#held = this.#goes;
      this.#send({ type: 'pause' }).catch(() => undefined);
    } else if (this.#held) {
      if (this.#goes) this.#goOn();
      this.#held = false;
    }
    this.#tell({ type: 'pulse', pulse });
  }

  #goOn(): void {
    // a network that cannot be trained any more says so itself
    this.#untilStarted(this.#send({ type: 'start' })).catch(() => undefined);
  }

  /** What is told of the run until then was said before it goes. */
  async #untilStarted<T>(answer: Promise<T>): Promise<T> {
    this.#starting += 1;
    try {
      return await answer;
    } finally {
      this.#starting -= 1;
    }
  }

  #die(died: Died): void {
    this.#last = died;
    this.#held = false;
    this.#worker?.terminate();
    this.#worker = null;
    this.#rejectAll(died.sentence);
    this.#endMeasurement(null);
    // one that dies while it takes over is noticed by who waits for its answer
    if (!this.#takingOver) this.#takeOver();
  }

  /** `asked` for by the person: it is tried however many have died. */
  #takeOver(asked = false): void {
    this.#lost = null;
    this.#takingOver = Promise.resolve().then(() => this.#restart(asked));
  }

  /** The person wants to go on, or has changed what the workers died of. */
  #revive(type: Request['type'], how: 'restored' | 'afresh'): void {
    if (how === 'afresh') {
      this.#snapshot = null;
      this.#goes = false;
    }
    if (type === 'open' || type === 'install') this.#document = null;
    if (type !== 'edit') this.#restarts.forget();
    this.#takeOver(true);
  }

  /** Until a worker has taken over, or too many have died. */
  async #restart(asked: boolean): Promise<void> {
    for (let first = asked; ; first = false) {
      if (this.#closed) return;
      if (!this.#restarts.mayBegin(performance.now()) && !first) {
        this.#lost = this.#last;
        this.#goes = false;
        this.#takingOver = null;
        return this.#tell({ type: 'lost', ...this.#last });
      }
      this.#tell({ type: 'died', ...this.#last });
      if (!(await this.#restore())) continue;
      this.#takingOver = null;
      const goesOn = this.#goes;
      this.#tell({ type: 'restarted', ...this.#last, step: this.#step, goesOn });
      if (goesOn) this.#goOn();
      return;
    }
  }

  /** False if the worker died over it. */
  async #restore(): Promise<boolean> {
    this.#step = 0;
    try {
      this.#ready = this.#begin();
      await this.#ready;
      if (this.#files.size > 0) await this.#send({ type: 'files', files: [...this.#files.values()] });
      const document = this.#document;
      const snapshot = this.#snapshot;
      if (typeof snapshot === 'function') await snapshot();
      if (document) await this.#send({ type: 'edit', document });
      if (snapshot && typeof snapshot !== 'function') await this.#send({ type: 'restore', ...snapshot });
    } catch (error) {
      if (error instanceof WorkerDied) return false;
      this.#snapshot = null; // also what was opened cannot be had once more: its file is gone, or another
      this.#step = 0;
    }
    return this.#worker !== null;
  }

  #rejectAll(sentence: string): void {
    for (const pending of this.#pending.values()) pending.reject(new WorkerDied(sentence));
    this.#pending.clear();
  }

  #tell(event: ClientEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** Which answer a request gets. */
interface Answers {
  initialise: 'ready';
  edit: 'compiled';
  files: 'done';
  start: 'done';
  pause: 'done';
  step: 'done';
  reset: 'done';
  change: 'done';
  save: 'saved';
  open: 'opened';
  install: 'opened';
  check_export: 'done';
  export: 'exported';
  predict: 'predicted';
  check_gradients: 'gradients_checked';
  snapshot: 'saved';
  restore: 'done';
  stop: 'done';
  forecast: 'forecast';
  try: 'tried';
  rewind: 'done';
  go_back: 'done';
  keep_states: 'done';
  archive: 'archived';
  take_up: 'done';
  watch: 'done';
  walk: 'walked';
}

type AnswerTo<R> = R extends { readonly type: infer T extends keyof Answers } ? Answered<Answers[T]> : never;
