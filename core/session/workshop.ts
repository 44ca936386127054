/** @file What a session works with: the engine, the data, and the document compiled last. */
import { resolveTraining } from '../compiler/training.ts';
import type { Document } from '../document/document.ts';
import type { Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import type { Plan } from '../plan/plan.ts';
import { compileDocument, type Compiled } from './compiled.ts';
import { DataStore } from './data-store.ts';
import { createEngine, requireTrue, type Engine, type Helper, type KernelBytes } from './engine.ts';
import { obstacleTo } from './obstacle.ts';
import type { Patience } from './patience.ts';
import { structureOf } from './structure.ts';

export type Trainable = Compiled & { readonly plan: Plan };

export class Workshop {
  readonly store = new DataStore();
  /** The document compiled last; null before the first, and when a file has been opened. */
  compiled: Compiled | null = null;
  readonly #startHelper: () => Helper;
  readonly #patience: Patience;
  #engine: Engine | null = null;
  #kernelsRefused: InputError | null = null;

  constructor(startHelper: () => Helper, patience: Patience) {
    this.#startHelper = startHelper;
    this.#patience = patience;
  }

  get engine(): Engine | null {
    return this.#engine;
  }

  /** From now on. What was refused once is refused to everyone who wants to train, unless other kernels come. */
  async use(kernels: KernelBytes, threads: number): Promise<Engine> {
    try {
      await requireTrue(kernels);
      const engine = createEngine(kernels, threads, this.#startHelper);
      this.#engine?.team?.dismiss();
      return (this.#engine = engine);
    } catch (error) {
      if (error instanceof InputError) this.#kernelsRefused = error;
      throw error;
    }
  }

  /** Reads what a document names unless it is here; returns whether it had to. */
  requireData(document: Document): Promise<boolean> {
    return this.store.require(document.dataset, resolveTraining(document, []).seed);
  }

  /** On the data at hand; `compiled` stays. */
  compile(document: Document): Compiled {
    const compiled = compileDocument(document, this.store.facts, this.#engine, this.store.data);
    this.#patience.compile(compiled);
    return compiled;
  }

  /** Why it cannot be trained; null if it can. */
  obstacleTo(compiled: Compiled): Numbers | null {
    return obstacleTo(compiled, this.store.data, this.store.problem);
  }

  /** What tells its run from another; null if no run can be made of it. */
  structureOf({ plan, document, training }: Compiled): string | null {
    return plan && this.store.data ? structureOf(plan, document, training.seed, this.store.version) : null;
  }

  /** @throws InputError the reason that the kernels were refused for */
  requireEngine(): Engine {
    if (!this.#engine) throw this.#kernelsRefused ?? new Error('Nothing was initialised.');
    return this.#engine;
  }

  /** @throws InputError not_trainable */
  requireCompiled(): Compiled {
    if (!this.compiled) throw new InputError('not_trainable', { why: 'clause:no_document' });
    return this.compiled;
  }

  /** @throws InputError not_trainable */
  requireTrainable(): Trainable {
    const compiled = this.requireCompiled();
    const obstacle = this.obstacleTo(compiled);
    if (obstacle) throw new InputError('not_trainable', obstacle);
    return compiled as Trainable;
  }
}
