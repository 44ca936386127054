/** @file Every machine that must give the same numbers, for `describe.each`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../../core/engine/machine.ts';
import { createReferenceMachine } from '../../core/engine/reference/reference-machine.ts';
import { createWasmMachine } from '../../core/engine/wasm-machine.ts';
import type { Plan } from '../../core/plan/plan.ts';

const kernels = new WebAssembly.Module(readFileSync(join(import.meta.dirname, '../../dist/kernels.wasm')));

export const MACHINES: readonly { readonly name: string; readonly create: (plan: Plan) => Machine }[] = [
  { name: 'reference, double precision', create: (plan) => createReferenceMachine(plan, { precision: 'float64' }) },
  { name: 'reference, single precision', create: (plan) => createReferenceMachine(plan, { precision: 'float32' }) },
  { name: 'WebAssembly', create: (plan) => createWasmMachine(plan, kernels) },
];
