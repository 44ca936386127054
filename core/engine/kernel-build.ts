/**
 * @file The builds of the kernels: the same sources with and without fused multiply-adds (relaxed SIMD), for a memory that threads
 * share and for one of its own. Strict numerics give the same bits on every machine; relaxed ones are faster where the processor fuses.
 */
export interface KernelBuild {
  readonly numerics: 'strict' | 'relaxed';
  /** Whether its memory can be shared between threads. */
  readonly shared: boolean;
}

export const KERNEL_BUILDS: readonly KernelBuild[] = [
  { numerics: 'strict', shared: false },
  { numerics: 'strict', shared: true },
  { numerics: 'relaxed', shared: false },
  { numerics: 'relaxed', shared: true },
];

/** The name of a build's file. */
export function kernelsFile({ numerics, shared }: KernelBuild): string {
  return `kernels.${numerics}${shared ? '.shared' : ''}.wasm`;
}
