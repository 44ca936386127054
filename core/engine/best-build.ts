/** @file Which build of the kernels this place can run. */
import type { KernelBuild } from './kernel-build.ts';

/**
 * (module (func (param v128) (result v128) local.get 0 local.get 0 local.get 0 f32x4.relaxed_madd)): valid where relaxed SIMD is.
 */
// prettier-ignore
const RELAXED_MADD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32, 0, 32, 0, 253, 133, 2, 11,
]);

/** What this place can run; strict where that is asked for, and without shared memory where a page is not isolated. */
export function bestBuild({ strict, threads }: { readonly strict: boolean; readonly threads: number }): KernelBuild {
  const relaxed = !strict && WebAssembly.validate(RELAXED_MADD);
  return { numerics: relaxed ? 'relaxed' : 'strict', shared: threads > 1 && canShareMemory() };
}

function canShareMemory(): boolean {
  return typeof SharedArrayBuffer === 'function' && globalThis.crossOriginIsolated !== false;
}
