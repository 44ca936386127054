/**
 * @file The fast machine: the kernels of kernels/ in one WebAssembly memory, laid out as kernels/layout.ts says. A list of
 * steps is encoded once and runs in a single call.
 */
import type { Plan } from '../plan/plan.ts';
import { featureWidth, requireRows, requireStaged, targetWidth } from './data-set.ts';
import { encode } from './encode.ts';
import * as layout from './kernels/layout.ts';
import type { Machine, Mode, RealArray, Running } from './machine.ts';

const PAGE = 65536;
const TWO_POW_32 = 4294967296;
const LISTS = ['forward', 'backward', 'update'] as const;

type Run = (program: number, count: number, flags: number, rows: number, first: number) => void;

function align(bytes: number): number {
  return Math.ceil(bytes / layout.LINE) * layout.LINE;
}

/** Bytes of the widest panel that a matrix product of the plan packs: its sum runs over inputs, outputs or rows. */
function panelBytes(plan: Plan): number {
  const longest = Math.max(plan.batch, ...plan.tensors.filter(({ batched }) => batched).map(({ size }) => size));
  return (longest + 3) * layout.PANEL_COLUMNS * 4;
}

function flagsOf(mode: Mode): number {
  return (
    layout.ALWAYS |
    (mode.training ? layout.TRAINING : 0) |
    (mode.recorded ? layout.RECORDED : 0) |
    (mode.inspected ? layout.INSPECTED : 0) |
    (mode.scored ? layout.SCORED : 0)
  );
}

/** @throws RangeError if the memory for the plan, or later for its data set, cannot be had. */
export function createWasmMachine(plan: Plan, module: WebAssembly.Module): Machine {
  const programs = { forward: 0, backward: 0, update: 0 };
  let end = layout.HEADER;
  for (const list of LISTS) {
    programs[list] = end;
    end += plan[list].length * layout.RECORD;
  }
  const panel = align(end);
  const arenaStart = align(panel + panelBytes(plan));
  const orderStart = align(arenaStart + 4 * plan.elements);
  const report = plan.tensors[plan.report]!;

  const memory = new WebAssembly.Memory({ initial: Math.ceil((orderStart + layout.SLACK) / PAGE) });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const runProgram = exports['run'] as Run;

  const header = new DataView(memory.buffer);
  header.setUint32(layout.PANEL, panel, true);
  for (const list of LISTS) encode(header, programs[list], plan[list], plan, arenaStart);

  let arena: Float32Array;
  let reportView: Float32Array;
  let order: Int32Array;
  let staged: Float32Array;
  let settings: DataView;

  function bind(features: RealArray, targets: RealArray, rows: number, places = rows): void {
    requireRows(plan, features, targets, rows);
    const featuresStart = align(orderStart + 4 * (places + plan.batch));
    const stagedStart = featuresStart + 4 * rows * featureWidth(plan);
    const targetsStart = align(stagedStart + 4 * plan.batch * featureWidth(plan));
    const needed = targetsStart + 4 * rows * targetWidth(plan) + layout.SLACK;
    if (needed > memory.buffer.byteLength) memory.grow(Math.ceil((needed - memory.buffer.byteLength) / PAGE));

    arena = new Float32Array(memory.buffer, arenaStart, plan.elements);
    reportView = arena.subarray(report.offset, report.offset + report.size);
    settings = new DataView(memory.buffer, 0, layout.HEADER);
    settings.setUint32(layout.ORDER, orderStart, true);
    settings.setUint32(layout.FEATURES, featuresStart, true);
    settings.setUint32(layout.TARGETS, targetsStart, true);
    new Float32Array(memory.buffer, featuresStart, features.length).set(features);
    if (plan.target !== null) new Float32Array(memory.buffer, targetsStart, targets.length).set(targets);
    staged = new Float32Array(memory.buffer, stagedStart, plan.batch * featureWidth(plan));

    const allPlaces = new Int32Array(memory.buffer, orderStart, places + plan.batch);
    for (let place = 0; place < places; place++) allPlaces[place] = place % Math.max(rows, 1);
    for (let row = 0; row < plan.batch; row++) allPlaces[places + row] = rows + row;
    order = allPlaces.subarray(0, places);
  }
  bind(new Float32Array(0), new Float32Array(0), 0);

  function adopt(running: Running): void {
    settings.setFloat64(layout.LR, running.lr, true);
    settings.setFloat64(layout.CLIP, running.clip_grad_norm, true);
    settings.setUint32(layout.STEP, running.step, true);
    settings.setUint32(layout.SEED_LOW, running.seed, true);
    settings.setUint32(layout.SEED_HIGH, Math.floor(Math.abs(running.seed) / TWO_POW_32), true);
  }

  return {
    plan,
    numerics: 'strict',
    get arena() {
      return arena;
    },
    get order() {
      return order;
    },
    bind,
    stage(features, rows) {
      requireStaged(plan, features, rows);
      staged.set(features);
      return order.length;
    },
    run(list, mode, running, first, rows) {
      adopt(running);
      if (list === 'forward') reportView.fill(NaN);
      runProgram(programs[list], plan[list].length, flagsOf(mode), rows, first);
    },
  };
}
