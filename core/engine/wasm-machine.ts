/**
 * @file The fast machine: the kernels of kernels/ in one WebAssembly memory, laid out as kernels/layout.ts says. A list of
 * steps is encoded once and runs in a single call.
 */
import type { Plan } from '../plan/plan.ts';
import { SCALAR } from '../plan/report.ts';
import { featureWidth, requireRows, requireStaged } from './data-set.ts';
import { encode, recordsOf } from './encode.ts';
import type { KernelBuild } from './kernel-build.ts';
import * as layout from './kernels/layout.ts';
import type { Health, Machine, Mode, RealArray, Running } from './machine.ts';
import { placesOfData, placesOfPlan } from './memory-needed.ts';
import type { Team } from './team.ts';
import { writeConstants } from './vector-constants.ts';

const PAGE = 65536;
const MOST_PAGES = 65536;
const TWO_POW_32 = 4294967296;
/** Flags among which that of any step is. */
const ANY = layout.ALWAYS | layout.TRAINING | layout.RECORDED | layout.INSPECTED | layout.SCORED;
const LISTS = ['forward', 'backward', 'update'] as const;

/** What `step` of the kernels answers, by its number. */
const HEALTH: readonly Health[] = ['sound', 'forward', 'backward', 'update'];

/**
 * Nanoseconds of a step that helpers could share, from which on they are called: they stay awake between the chunks, and where two of the
 * system's processors are one core that costs all others a little.
 */
const WORTH_HELP = 200_000;

/** A build of the kernels, compiled. */
export interface Kernels extends KernelBuild {
  readonly module: WebAssembly.Module;
}

type Run = (program: number, count: number, flags: number, rows: number, first: number) => void;
type StepOnce = (flags: number, rows: number, first: number) => number;

function flagsOf(mode: Mode): number {
  return (
    layout.ALWAYS |
    (mode.training ? layout.TRAINING : 0) |
    (mode.recorded ? layout.RECORDED : layout.UNRECORDED) |
    (mode.inspected ? layout.INSPECTED : 0) |
    (mode.scored ? layout.SCORED : 0)
  );
}

/**
 * `team` are the threads that help it with steps that are worth it; the kernels must be of a shared build then.
 * @throws RangeError if the memory for the plan, or later for its data set, cannot be had.
 */
export function createWasmMachine(plan: Plan, kernels: Kernels, team: Team | null = null): Machine {
  const { programs, panel, arena: arenaStart, order: orderStart } = placesOfPlan(plan, team?.threads ?? 1);
  const report = plan.tensors[plan.report]!;
  const reportStart = arenaStart + 4 * report.offset;

  const pages = Math.ceil((orderStart + layout.SLACK) / PAGE);
  const memory = new WebAssembly.Memory(kernels.shared ? { initial: pages, maximum: MOST_PAGES, shared: true } : { initial: pages });
  const { exports } = new WebAssembly.Instance(kernels.module, { env: { memory } });
  const runProgram = exports['run'] as Run;
  const stepOnce = exports['step'] as StepOnce;

  const records = {
    forward: recordsOf(plan.forward, plan),
    backward: recordsOf(plan.backward, plan),
    update: recordsOf(plan.update, plan),
  };
  const header = new DataView(memory.buffer);
  header.setUint32(layout.PANEL, panel, true);
  header.setUint32(layout.REPORT, reportStart, true);
  header.setUint32(layout.REPORT_LENGTH, report.size, true);
  header.setUint32(layout.UNDERFLOW_OF_STEP, reportStart + 4 * SCALAR.underflow, true);
  header.setFloat64(layout.CLIP_SCALE, 1, true);
  writeConstants(header);
  let [work, chunks] = [0, 1];
  LISTS.forEach((list, index) => {
    header.setUint32(layout.LISTS + 8 * index, programs[list], true);
    header.setUint32(layout.LISTS + 8 * index + 4, records[list], true);
    const shareable = encode(header, programs[list], plan[list], plan, arenaStart);
    work += shareable.work;
    chunks = Math.max(chunks, shareable.chunks);
  });
  const helping = work >= WORTH_HELP ? team : null;

  let arena: Float32Array;
  let reportView: Float32Array;
  let order: Int32Array;
  let staged: Float32Array;
  let integers: Uint32Array;
  let reals: Float64Array;

  function bind(features: RealArray, targets: RealArray, rows: number, places = rows): void {
    requireRows(plan, features, targets, rows);
    const {
      features: featuresStart,
      staged: stagedStart,
      targets: targetsStart,
      end: needed,
    } = placesOfData(plan, orderStart, rows, places);
    if (needed > memory.buffer.byteLength) memory.grow(Math.ceil((needed - memory.buffer.byteLength) / PAGE));

    arena = new Float32Array(memory.buffer, arenaStart, plan.elements);
    reportView = arena.subarray(report.offset, report.offset + report.size);
    integers = new Uint32Array(memory.buffer, 0, layout.HEADER / 4);
    reals = new Float64Array(memory.buffer, 0, layout.HEADER / 8);
    integers[layout.ORDER / 4] = orderStart;
    integers[layout.FEATURES / 4] = featuresStart;
    integers[layout.TARGETS / 4] = targetsStart;
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
    reals[layout.LR / 8] = running.lr;
    reals[layout.CLIP / 8] = running.clip_grad_norm;
    integers[layout.STEP / 4] = running.step;
    integers[layout.SEED_LOW / 4] = running.seed;
    integers[layout.SEED_HIGH / 4] = Math.floor(Math.abs(running.seed) / TWO_POW_32);
  }

  return {
    plan,
    numerics: kernels.numerics,
    threads: Math.min(helping?.threads ?? 1, chunks),
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
      runProgram(programs[list], records[list], flagsOf(mode), rows, first);
    },
    step(mode, running, first, rows) {
      adopt(running);
      helping?.serve(kernels, memory);
      return HEALTH[stepOnce(flagsOf(mode), rows, first)]!;
    },
    runOne(list, index, mode, running, first, rows) {
      adopt(running);
      runProgram(programs[list] + index * layout.RECORD, 1, flagsOf(mode) | ANY, rows, first);
    },
  };
}
