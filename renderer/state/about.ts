/** @file What Gradscape is made of here, and how it computes: gathered when someone asks. */
import type { Abilities, About } from '../host/host.ts';
import { MEMORY_MOST, threadsMost } from './engine.svelte.ts';
import type { Workbench } from './workbench.svelte.ts';

export interface Made {
  readonly about: About;
  readonly can: Abilities;
  /** Threads can share memory. */
  readonly isolated: boolean;
  /** "relaxed" or "strict"; empty before the worker is ready. */
  readonly numerics: string;
  /** Pairs of vectors are taken as one. */
  readonly revectorized: boolean;
  readonly threads: number;
  readonly threadsMost: number;
  /** Bytes that a run can take, at most. */
  readonly memoryMost: number;
}

/** @throws what the host says if it cannot be asked */
export async function madeOf({ host, engine }: Workbench): Promise<Made> {
  const { numerics, threads, kernels } = engine;
  return {
    about: await host.about(),
    can: host.can,
    isolated: crossOriginIsolated,
    numerics,
    revectorized: kernels.revectorized ?? false,
    threads,
    threadsMost: threadsMost(),
    memoryMost: MEMORY_MOST,
  };
}
