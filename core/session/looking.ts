/**
 * @file What someone looks at beside the recording, and the steps that are told slowly. A lens does the step again that is looked at:
 * while a run goes on, now and then the one that it is about to take; at rest the last one; or an earlier one that was asked for. Nothing
 * is done while nobody looks, and of the run's time never more than a small part.
 */
import { InputError } from '../findings/input-error.ts';
import { batchRows } from '../datasets/batches.ts';
import { NOTHING_LOOKED_AT, type Looks } from '../telemetry/looks.ts';
import type { Data } from '../datasets/table.ts';
import type { Plan, TensorId } from '../plan/plan.ts';
import type { Walk } from '../telemetry/walk.ts';
import type { Compiled } from './compiled.ts';
import { dataLook } from './data-look.ts';
import type { Engine } from './engine.ts';
import { firstOrder } from './first-rows.ts';
import { Lens, type StepTaken } from './lens.ts';
import { createModel } from './create-run.ts';
import { withMemory } from './memory.ts';
import type { Model } from './model.ts';
import { pictureOf } from './picture-of.ts';
import type { Message } from './protocol.ts';
import { smallestBatch, type Onlooker, type Run } from './run.ts';
import type { RunLoop } from './run-loop.ts';
import type { Schedule } from './schedule.ts';
import { Seeker } from './seek.ts';
import { inSlices } from './slices.ts';
import { walkOf } from './walk-of.ts';
import type { Workshop } from './workshop.ts';

/** Milliseconds from one look at a run that goes on to the next, at least; and how many times longer than it took. */
const SPACING = 60;
const PATIENCE = 12;

interface Surroundings {
  readonly post: (message: Message, transfer?: ArrayBuffer[]) => void;
  readonly schedule: Schedule;
  readonly workshop: Workshop;
  /** That of the document as it is; null before it is begun. */
  readonly loop: () => RunLoop | null;
  readonly crashed: (error: unknown) => void;
}

/** A look that is to be made. */
interface Asked {
  /** Null: of the network that a run would begin with. */
  readonly run: Run | null;
  readonly data: Data;
  /** As the look tells it. */
  readonly step: number;
  readonly looks: Looks;
  /** What it is told from another by. */
  readonly key: string;
  /** How often things had changed when it was asked for: once more, and nobody wants it. */
  readonly changes: number;
  /** It is of a run that goes on; else it is worth nothing as soon as the run does. */
  readonly live: boolean;
}

/** The network that a run would begin with. */
interface Fresh {
  readonly structure: string;
  readonly model: Model;
}

export class Looking implements Onlooker {
  readonly #around: Surroundings;
  #looks: Looks = NOTHING_LOOKED_AT;
  #lens: { readonly lens: Lens; readonly plan: Plan; readonly engine: Engine } | null = null;
  /** The step that a lens is on with all that belongs to it; null if it lacks the moments, or is on none. There may be another lens since. */
  #on: { readonly lens: Lens; readonly run: Run; readonly step: number } | null = null;
  #seeker: { readonly seeker: Seeker; readonly engine: Engine } | null = null;
  #fresh: Fresh | null = null;
  /** One thing at a time is done with the lens; so many are under way or wait. */
  #busy = 0;
  #turn: Promise<unknown> = Promise.resolve();
  /** The page has not drawn the last look yet. */
  #underWay = false;
  #notBefore = -Infinity;
  #changes = 0;
  #shown = '';
  /** A step was told since the run rested last. */
  #walked = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** @throws InputError memory_denied, step_not_kept */
  watch(looks: Looks): void {
    const { run } = this.#around.loop() ?? {};
    if (run && looks.step !== null) requireTaken(run, looks.step);
    this.#changes += 1;
    this.#looks = looks;
    this.#shown = '';
    if (!this.#isLooking) this.#forget();
    else if (run) this.#lensFor(run.model.plan);
    this.#seeAtRest();
  }

  /** The page is ready for the next look. */
  looked(): void {
    this.#underWay = false;
    this.#seeAtRest();
  }

  /** The document, the run or the engine is no longer what it was. */
  follow(): void {
    this.#changes += 1;
    this.#seeAtRest();
  }

  /** The run has come to rest. What nobody has used since it last did is given back. */
  rested(): void {
    if (!this.#isLooking && !this.#walked) this.#forget();
    this.#walked = false;
    this.#seeAtRest();
  }

  get isDue(): boolean {
    if (!this.#isLooking || this.#looks.step !== null || this.#busy > 0 || this.#underWay) return false;
    return performance.now() >= this.#notBefore;
  }

  /** Takes what the step begins with; the look itself is made between the slices of the run. Where there is no memory for it, nobody looks. */
  see(run: Run, taken: StepTaken): void {
    const began = performance.now();
    try {
      const lens = this.#lensFor(run.model.plan);
      const along = this.#looks.data || this.#looks.picture?.quantity === 'update' ? 'moments' : 'weights';
      lens.takeLive(run.model, taken, run.data.train, along);
      const { step } = taken.running;
      this.#on = along === 'moments' ? { lens, run, step } : null;
      const asked = this.#asking(run, run.data, step, true);
      const taking = performance.now() - began;
      this.#show(asked, () => this.#look(asked, lens, taking));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#looks = NOTHING_LOOKED_AT;
      this.#tellWhy(error);
    }
  }

  /** A step that the run has taken. @throws InputError step_not_kept, memory_denied */
  async walk(step: number): Promise<Walk> {
    const { run } = this.#around.loop() ?? {};
    if (!run) throw new InputError('step_not_kept', { step, first: 0, last: 0 });
    requireTaken(run, step);
    const { document } = this.#around.workshop.requireCompiled();
    const nameOf = this.#namesOfNow();
    this.#walked = true;
    const tell = (lens: Lens) => walkOf(run.header.run, lens, document, nameOf);
    try {
      return await this.#inTurn(() => this.#toldOf(run, step, tell));
    } finally {
      // what was to be looked at meanwhile has waited
      this.#seeAtRest();
    }
  }

  get #isLooking(): boolean {
    return this.#looks.picture !== null || this.#looks.data !== null;
  }

  #seeAtRest(): void {
    if (this.#busy > 0 || this.#underWay) return;
    const asked = this.#askedAtRest();
    if (asked && asked.key !== this.#shown) this.#show(asked, () => this.#seeThere(asked));
  }

  /** Null if there is nothing to be seen, or a run goes on and tells by itself. */
  #askedAtRest(): Asked | null {
    if (!this.#isLooking) return null;
    const loop = this.#around.loop();
    const { step } = this.#looks;
    if (!loop) {
      const { compiled, store, engine } = this.#around.workshop;
      const canTrain = compiled !== null && engine !== null && this.#around.workshop.obstacleTo(compiled) === null;
      return step === null && canTrain ? this.#asking(null, store.data!, 0, false) : null;
    }
    const { run } = loop;
    if (step === null) return loop.status === 'running' ? null : this.#asking(run, run.data, run.step, false);
    return isTaken(run, step) ? this.#asking(run, run.data, step, false) : null;
  }

  #asking(run: Run | null, data: Data, step: number, live: boolean): Asked {
    const looks = run && !(run.isFresh && !live) ? this.#looks : beforeTraining(this.#looks);
    const { compiled } = this.#around.workshop;
    const named = looks.picture && compiled?.plan?.rows.find(({ node }) => node === looks.picture!.node)?.name;
    const of = run?.header.run ?? (compiled && this.#structureOf(compiled));
    const key = JSON.stringify([of, step, looks.picture, looks.data, named]);
    return { run, data, step, looks, key, changes: this.#changes, live };
  }

  #isWanted({ changes, live, looks }: Asked): boolean {
    if (changes !== this.#changes) return false;
    return live || looks.step !== null || this.#around.loop()?.status !== 'running';
  }

  /** Makes a look in its turn, and then what is asked for by then. */
  #show(asked: Asked, work: () => Generator<void, void>): void {
    this.#inTurn(() => this.#whileWanted(asked, work()))
      .catch((error: unknown) => {
        if (!(error instanceof InputError)) return this.#around.crashed(error);
        this.#shown = asked.key;
        this.#tellWhy(error);
      })
      .then(() => this.#seeAtRest())
      .catch(this.#around.crashed);
  }

  #tellWhy({ code, numbers, message }: InputError): void {
    this.#around.post({ type: 'not_seen', reason: { code, numbers, sentence: message } });
  }

  *#whileWanted(asked: Asked, work: Generator<void, void>): Generator<void, void> {
    while (this.#isWanted(asked) && !work.next().done) yield;
  }

  #inTurn<T>(work: () => Generator<void, T>): Promise<T> {
    this.#busy += 1;
    const done = this.#turn.then(() => inSlices(work(), this.#around.schedule)).finally(() => (this.#busy -= 1));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  *#seeThere(asked: Asked): Generator<void, void> {
    const { run, step } = asked;
    const lens = run ? yield* this.#standOn(run, run.isFresh ? step + 1 : step) : this.#standBefore(asked.data);
    yield* this.#look(asked, lens);
  }

  /** `spent` are the milliseconds that it has taken already. */
  *#look({ run, data, step, looks, key }: Asked, lens: Lens, spent = 0): Generator<void, void> {
    const nameOf = this.#namesOfNow();
    let began = performance.now();
    const pause = () => {
      spent += performance.now() - began;
    };
    const picture = looks.picture && pictureOf(lens, looks.picture, nameOf);
    // before any step, and where the step was lost, it is what the step begins with that stands
    const stands = lens.step > step || (run?.isFailed && step === run.step) ? lens : lens.after;
    const making = looks.data && dataLook(stands, looks.data, data);
    let made = making?.next();
    while (made && !made.done) {
      pause();
      yield;
      began = performance.now();
      made = making!.next();
    }
    const look = { run: run?.header.run ?? 0, step, picture, data: made?.done ? made.value : null };
    this.#shown = key;
    if (look.picture || look.data) {
      this.#underWay = true;
      this.#around.post({ type: 'look', look }, buffersOf(look));
    }
    pause();
    this.#notBefore = performance.now() + Math.max(SPACING, PATIENCE * spent);
  }

  /** Puts the lens on a step of the run, which may be the one that it takes next. */
  *#standOn(run: Run, step: number): Generator<void, Lens> {
    const lens = this.#lensFor(run.model.plan);
    if (this.#on?.lens === lens && this.#on.run === run && this.#on.step === step) return lens;
    this.#on = null;
    const inputs = yield* this.#seekerNow().seek(run, step);
    lens.take(inputs.numbers, inputs, run.data.train);
    this.#on = { lens, run, step };
    return lens;
  }

  *#toldOf(run: Run, step: number, tell: (lens: Lens) => Walk): Generator<void, Walk> {
    return tell(yield* this.#standOn(run, step));
  }

  /** Puts the lens on the first step that a run would take. */
  #standBefore({ train }: Data): Lens {
    const compiled = this.#around.workshop.requireTrainable();
    const { plan, training } = compiled;
    const structure = this.#structureOf(compiled);
    if (this.#fresh?.structure !== structure) {
      const { kernels } = this.#around.workshop.requireEngine();
      this.#fresh = { structure, model: createModel(plan, { kernels, team: null }, training.seed) };
    }
    const { model } = this.#fresh;
    const order = firstOrder(train, training.seed, batchRows(0, train.rows, training.batch_size, smallestBatch(plan)));
    const lens = this.#lensFor(model.plan);
    this.#on = null;
    lens.takeLive(model, { order, running: { lr: 0, clip_grad_norm: 0, step: 1, seed: training.seed } }, train, 'moments');
    return lens;
  }

  #structureOf(compiled: Compiled): string {
    return `${compiled.training.batch_size} ${this.#around.workshop.structureOf(compiled)}`;
  }

  /** @throws InputError memory_denied */
  #lensFor(plan: Plan): Lens {
    const engine = this.#around.workshop.requireEngine();
    if (this.#lens?.plan !== plan || this.#lens.engine !== engine) {
      // what there was is given back first
      this.#lens = this.#on = null;
      this.#lens = { lens: withMemory(Lens.memoryFor(plan), () => new Lens(plan, engine.kernels)), plan, engine };
    }
    return this.#lens.lens;
  }

  #seekerNow(): Seeker {
    const engine = this.#around.workshop.requireEngine();
    if (this.#seeker?.engine !== engine) this.#seeker = { seeker: new Seeker(engine), engine };
    return this.#seeker.seeker;
  }

  /** The run goes on when a block is renamed. */
  #namesOfNow(): (tensor: TensorId) => string {
    const names = this.#around.workshop.compiled?.plan?.tensors.map(({ name }) => name) ?? [];
    return (tensor) => names[tensor]!;
  }

  #forget(): void {
    this.#lens = this.#on = this.#seeker = this.#fresh = null;
  }
}

function isTaken(run: Run, step: number): boolean {
  return Number.isSafeInteger(step) && step > run.states.first.progress.step && step <= run.step;
}

/** @throws InputError step_not_kept */
function requireTaken(run: Run, step: number): void {
  if (!isTaken(run, step)) throw new InputError('step_not_kept', { step, first: run.states.first.progress.step + 1, last: run.step });
}

/** What can be seen of a network that has taken no step: there is no batch yet. */
function beforeTraining({ picture, data, step }: Looks): Looks {
  return { picture: picture?.quantity === 'weight' ? picture : null, data, step };
}

/** All that a look is made of is its own, so that it is moved and not copied. */
function buffersOf(look: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(look)) return [look.buffer as ArrayBuffer];
  if (typeof look !== 'object' || look === null) return [];
  return [...new Set(Object.values(look).flatMap(buffersOf))];
}
