/** @file What the page trains with: which kernels and how many threads, as chosen here and remembered on this machine. */
import { ADDRESSABLE, bestBuild, kernelsFile, type KernelBytes } from '../../core/session/engine.ts';
import { Refused, WorkerDied, type Client } from '../../core/session/client.ts';
import relaxedSharedUrl from '../../dist/kernels.relaxed.shared.wasm?url';
import relaxedUrl from '../../dist/kernels.relaxed.wasm?url';
import strictSharedUrl from '../../dist/kernels.strict.shared.wasm?url';
import strictUrl from '../../dist/kernels.strict.wasm?url';
import type { Notices } from './notices.svelte.ts';

/** The builds of the kernels, by file. */
const KERNELS: Readonly<Record<string, string>> = {
  [kernelsFile({ numerics: 'strict', shared: false })]: strictUrl,
  [kernelsFile({ numerics: 'strict', shared: true })]: strictSharedUrl,
  [kernelsFile({ numerics: 'relaxed', shared: false })]: relaxedUrl,
  [kernelsFile({ numerics: 'relaxed', shared: true })]: relaxedSharedUrl,
};

const STORED = 'gradscape.engine';
/** Beyond this a step of the networks that one draws is cut too small. */
const THREADS_MOST = 8;

export interface EngineChoice {
  /** The same bits on every machine, at some cost. */
  readonly strict: boolean;
  readonly threads: number;
}

/** What a page fetches before it can train. */
export interface ChosenEngine {
  readonly choice: EngineChoice;
  readonly kernels: KernelBytes;
}

/** Bytes that a run can take, at most. */
export const MEMORY_MOST = ADDRESSABLE;

/** As many threads as one may choose: what the machine runs at once, or one where memory cannot be shared. */
export function threadsMost(): number {
  const threads = Math.min(THREADS_MOST, navigator.hardwareConcurrency);
  return bestBuild({ strict: false, threads }).shared ? threads : 1;
}

/** Two logical processors mostly share one set of arithmetic units: helpers on all of them would only take turns. */
function usualThreads(): number {
  const processors = navigator.hardwareConcurrency;
  return Math.min(threadsMost(), processors <= 2 ? processors : Math.floor(processors / 2));
}

function remembered(): EngineChoice {
  const usual: EngineChoice = { strict: false, threads: usualThreads() };
  try {
    const { strict, threads } = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Record<string, unknown>;
    const known = typeof threads === 'number' && Number.isInteger(threads) && threads >= 1 && threads <= threadsMost();
    return { strict: strict === true, threads: known ? threads : usual.threads };
  } catch {
    return usual; // storage is switched off, or holds something foreign
  }
}

async function fetchKernels({ strict, threads }: EngineChoice, revectorized: boolean): Promise<KernelBytes> {
  const build = bestBuild({ strict, threads });
  const response = await fetch(KERNELS[kernelsFile(build)]!);
  if (!response.ok) throw new Error(`${kernelsFile(build)}: ${response.status} ${response.statusText}`);
  return { ...build, bytes: await response.arrayBuffer(), revectorized };
}

/** `revectorized` as in Host. */
export async function fetchEngine(revectorized: boolean): Promise<ChosenEngine> {
  const choice = remembered();
  return { choice, kernels: await fetchKernels(choice, revectorized) };
}

export class Engine {
  readonly #client: Client;
  readonly #notices: Notices;
  readonly #revectorized: boolean;
  #choice = $state.raw<EngineChoice>({ strict: false, threads: 1 });
  /** Those that are chosen, for whoever starts a worker of its own. */
  kernels: KernelBytes;
  /** What runs: "relaxed" or "strict"; empty before the worker is ready. */
  numerics = $state('');
  threads = $state(1);

  constructor(client: Client, notices: Notices, { choice, kernels }: ChosenEngine) {
    this.#revectorized = kernels.revectorized ?? false;
    this.#client = client;
    this.#notices = notices;
    this.#choice = choice;
    this.kernels = kernels;
    void this.#hear(client.ready);
  }

  get choice(): EngineChoice {
    return this.#choice;
  }

  /** A run goes on with what is chosen. */
  async choose(change: Partial<EngineChoice>): Promise<void> {
    const choice = { ...this.#choice, ...change };
    this.#choice = choice;
    try {
      localStorage.setItem(STORED, JSON.stringify(choice));
    } catch {
      // storage is switched off: remembered until the page closes
    }
    try {
      const kernels = await fetchKernels(choice, this.#revectorized);
      if (choice !== this.#choice) return; // another has been chosen since
      this.kernels = kernels;
      await this.#hear(this.#client.choose(kernels, choice.threads));
    } catch (error) {
      this.#notices.complain(error);
    }
  }

  async #hear(ready: Client['ready']): Promise<void> {
    try {
      const { numerics, threads } = await ready;
      this.numerics = numerics;
      this.threads = threads;
    } catch (error) {
      if (error instanceof Refused) this.#notices.complain(error);
      else if (!(error instanceof WorkerDied)) throw error; // a death is told by the client's own event
    }
  }
}
