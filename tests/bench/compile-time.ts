/** @file How long it takes from a drawn network to its first step. */
import { Trainer } from '../../core/engine/trainer.ts';
import { createWasmMachine } from '../../core/engine/wasm-machine.ts';
import type { Case } from './cases.ts';
import type { Engine } from './engine.ts';
import { planOf } from './ours.ts';
import { median } from './spread.ts';

export interface CompileTime {
  readonly case: string;
  /** From the document to the plan. */
  readonly compile_ms: number;
  /** From the plan to a machine whose weights are drawn. */
  readonly start_ms: number;
  /** Of the plan: everything that training needs but the data. */
  readonly arena_bytes: number;
}

/** Medians over `times` compilations in a warm process. */
export function compileTime(each: Case, engine: Engine, times: number): CompileTime {
  const compiling: number[] = [];
  const starting: number[] = [];
  let bytes = 0;
  for (let time = 0; time < times; time++) {
    const begun = performance.now();
    const plan = planOf(each);
    const compiled = performance.now();
    new Trainer(createWasmMachine(plan, engine.kernels), { seed: 1 }).initialise();
    compiling.push(compiled - begun);
    starting.push(performance.now() - compiled);
    bytes = 4 * plan.elements;
  }
  return { case: each.id, compile_ms: median(compiling), start_ms: median(starting), arena_bytes: bytes };
}
