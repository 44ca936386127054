/**
 * @file Threads that help a machine (kernels/crew.ts). They last as long as the session and serve one memory at a time: that of
 * the machine that last trained. Whoever starts them runs `assist` for each call.
 */
import * as layout from './kernels/layout.ts';
import type { Kernels } from './wasm-machine.ts';

/** What a helper is told: to serve this memory until it is released. */
export interface Call {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Its place among the threads of the memory; 0 runs the program. */
  readonly place: number;
}

export interface Helper {
  call(call: Call): void;
  /** Ends its thread, whatever it does. */
  end(): void;
}

export class Team {
  /** Threads in all, the one that runs the program among them. */
  readonly threads: number;
  readonly #start: () => Helper;
  #helpers: readonly Helper[] | null = null;
  #memory: WebAssembly.Memory | null = null;

  /** `start` makes one helper; it is called when the first machine wants help, for most programs never do. */
  constructor(threads: number, start: () => Helper) {
    this.threads = threads;
    this.#start = start;
  }

  /** From now on the helpers serve this memory; they come when they have left the one before, and nobody waits for them. */
  serve({ module }: Kernels, memory: WebAssembly.Memory): void {
    if (this.#memory === memory) return;
    this.release();
    this.#memory = memory;
    Atomics.store(new Int32Array(memory.buffer, 0, layout.HEADER / 4), layout.RELEASED / 4, 0);
    this.#helpers ??= Array.from({ length: this.threads - 1 }, this.#start);
    this.#helpers.forEach((helper, index) => helper.call({ module, memory, place: index + 1 }));
  }

  /** Ends the helpers' threads. Machines that they served go on alone. */
  dismiss(): void {
    this.release();
    for (const helper of this.#helpers ?? []) helper.end();
    this.#helpers = [];
  }

  /** Lets the helpers go: none is left in a memory that nobody will use again. */
  release(): void {
    if (!this.#memory) return;
    const words = new Int32Array(this.#memory.buffer, 0, layout.HEADER / 4);
    Atomics.store(words, layout.RELEASED / 4, 1);
    // whoever is about to sleep on this word finds it changed
    Atomics.add(words, layout.CLAIM / 4, 256);
    Atomics.notify(words, layout.CLAIM / 4);
    this.#memory = null;
  }
}

/** In a helper's thread: serves the memory until it is released. */
export function assist({ module, memory, place }: Call): void {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  (exports['assist'] as (place: number) => void)(place);
}
