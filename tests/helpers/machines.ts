/** @file Every machine that must give the same numbers, for `describe.each`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bestBuild } from '../../core/engine/best-build.ts';
import { KERNEL_BUILDS, kernelsFile, type KernelBuild } from '../../core/engine/kernel-build.ts';
import type { Machine } from '../../core/engine/machine.ts';
import { createReferenceMachine } from '../../core/engine/reference/reference-machine.ts';
import { createWasmMachine, type Kernels } from '../../core/engine/wasm-machine.ts';
import type { Plan } from '../../core/plan/plan.ts';

export function kernelsOf(build: KernelBuild): Kernels {
  return { ...build, module: new WebAssembly.Module(readFileSync(join(import.meta.dirname, '../../dist', kernelsFile(build)))) };
}

const runsRelaxed = bestBuild({ strict: false, threads: 1 }).numerics === 'relaxed';

export const MACHINES: readonly { readonly name: string; readonly create: (plan: Plan) => Machine }[] = [
  { name: 'reference, double precision', create: (plan) => createReferenceMachine(plan, { precision: 'float64' }) },
  { name: 'reference, single precision', create: (plan) => createReferenceMachine(plan, { precision: 'float32' }) },
  ...KERNEL_BUILDS.filter(({ numerics, shared }) => !shared && (numerics === 'strict' || runsRelaxed)).map((build) => {
    const kernels = kernelsOf(build);
    return { name: `WebAssembly, ${build.numerics}`, create: (plan: Plan) => createWasmMachine(plan, kernels) };
  }),
];
