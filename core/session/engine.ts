/** @file What a session trains with: the kernels of one build, and the threads that help. */
import type { KernelBuild } from '../engine/kernel-build.ts';
import { Team, type Helper } from '../engine/team.ts';
import type { Kernels } from '../engine/wasm-machine.ts';
import { InputError } from '../findings/input-error.ts';

export { bestBuild } from '../engine/best-build.ts';
export { ADDRESSABLE } from '../engine/memory-needed.ts';
export { kernelsFile, type KernelBuild } from '../engine/kernel-build.ts';
export { assist, type Call, type Helper } from '../engine/team.ts';

export interface Engine {
  readonly kernels: Kernels;
  /** Null where nothing helps: one thread, or no memory that can be shared. */
  readonly team: Team | null;
}

/** The bytes of a build's file, as they are sent to a worker. */
export interface KernelBytes extends KernelBuild {
  readonly bytes: ArrayBuffer;
  /** Whether V8 was told to take pairs of their vectors as one of 256 bits; they are checked against their plain twins then. */
  readonly revectorized?: boolean;
}

/** Compiles the kernels; helpers that make it `threads` in all start when a network is worth it. */
export function createEngine({ bytes, numerics, shared }: KernelBytes, threads: number, startHelper: () => Helper): Engine {
  const kernels = { numerics, shared, module: new WebAssembly.Module(bytes) };
  const team = shared && threads > 1 ? new Team(threads, startHelper) : null;
  return { kernels, team };
}

/** Checks kernels of which it was made otherwise than V8 does by itself; their plain twins are fetched for that. @throws InputError kernels_untrue */
export async function requireTrue({ bytes, numerics, shared, revectorized = false }: KernelBytes): Promise<void> {
  if (!revectorized) return;
  const { SELF_CHECK_BOUND, selfCheck } = await import('./self-check.ts');
  const { largest, tensor } = selfCheck({ numerics, shared, module: new WebAssembly.Module(bytes) });
  if (!(largest <= SELF_CHECK_BOUND)) throw new InputError('kernels_untrue', { error: largest, tensor, bound: SELF_CHECK_BOUND });
}
