/** @file Small plans written by hand: the tensors and steps that a test names, each tensor on ground of its own. */
import type { Optimizer, Plan, PlannedParameter, PlannedTensor, Region, Role, Row, Task, TensorId } from '../../core/plan/plan.ts';
import { reportLength } from '../../core/plan/report.ts';
import type { Kernel, Step, When } from '../../core/plan/step.ts';
import type { Initial } from '../../core/tensor/initial.ts';
import { elementCount } from '../../core/tensor/shape.ts';

export const PLAIN_SGD = { kind: 'SGD', lr: 0.1, momentum: 0, dampening: 0, nesterov: false, weight_decay: 0 } as const satisfies Optimizer;

const MOMENTS: { readonly [K in Optimizer['kind']]: (optimizer: Extract<Optimizer, { kind: K }>) => number } = {
  SGD: ({ momentum }) => (momentum > 0 ? 1 : 0),
  Adam: () => 2,
  AdamW: () => 2,
  RMSprop: ({ momentum, centered }) => 1 + (momentum > 0 ? 1 : 0) + (centered ? 1 : 0),
  Adagrad: () => 1,
};

interface Learned {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: Initial;
  readonly row: number | null;
}

type List = 'forward' | 'backward' | 'update';

export class PlanSketch {
  readonly #batch: number;
  readonly #optimizer: Optimizer;
  readonly #tensors: PlannedTensor[] = [];
  readonly #parameters: PlannedParameter[] = [];
  readonly #steps: Record<List, Step[]> = { forward: [], backward: [], update: [] };
  readonly #regions: Region[] = [];
  readonly #inputs: { tensor: TensorId; column: number }[] = [];
  readonly #report: TensorId;
  readonly #rows: number;
  #target: TensorId | null = null;
  #output: TensorId = 0;
  #task: Task | null = null;
  #end = 0;

  /** `learned` comes first, for parameters, gradients and moments are laid out alike; `rows` rows in the report. */
  constructor({
    batch,
    rows = 1,
    optimizer = PLAIN_SGD,
    learned = [],
  }: {
    batch: number;
    rows?: number;
    optimizer?: Optimizer;
    learned?: readonly Learned[];
  }) {
    this.#batch = batch;
    this.#optimizer = optimizer;
    this.#rows = rows;
    const moments = (MOMENTS[optimizer.kind] as (optimizer: Optimizer) => number)(optimizer);
    const names = ['', '.gradient', ...Array.from({ length: moments }, (_, index) => `.moment${index}`)];
    const roles: Role[] = ['parameter', 'parameter_gradient', ...Array.from({ length: moments }, (): Role => 'moment')];
    const ids = names.map((suffix, index) => {
      const start = this.#end;
      const made = learned.map(({ name, shape, initial }) =>
        this.tensor(name + suffix, shape, roles[index], { initial: index === 0 ? initial : index > 1 ? momentInitial(optimizer) : null }),
      );
      this.#regions.push({ offset: start, size: this.#end - start });
      return made;
    });
    learned.forEach(({ row }, index) => {
      const [tensor, gradient, ...state] = ids.map((made) => made[index]!);
      this.#parameters.push({ tensor: tensor!, gradient: gradient!, moments: state, row });
    });
    this.#report = this.tensor('report', [reportLength(rows)], 'report');
  }

  tensor(
    name: string,
    shape: readonly number[],
    role: Role = 'saved',
    { batched = false, initial = null }: { batched?: boolean; initial?: Initial | null } = {},
  ): TensorId {
    const size = elementCount(shape);
    const id = this.#tensors.length;
    this.#tensors.push({ id, name, shape, batched, role, offset: this.#end, size, initial, node: null });
    this.#end += Math.ceil((batched ? this.#batch * size : size) / 4) * 4;
    return id;
  }

  /** A batched tensor: rows of `width` numbers. */
  rows(name: string, width: number, role: Role = 'activation'): TensorId {
    return this.tensor(name, [width], role, { batched: true });
  }

  input(name: string, width: number): TensorId {
    const column = this.#inputs.reduce((sum, { tensor }) => sum + this.#tensors[tensor]!.size, 0);
    const tensor = this.rows(name, width, 'input');
    this.#inputs.push({ tensor, column });
    this.run('forward', { kernel: 'gather', from: 'features', column, y: tensor });
    return tensor;
  }

  target(width: number, task: Task): TensorId {
    this.#target = this.rows('target', width, 'target');
    this.#task = task;
    this.run('forward', { kernel: 'gather', from: 'targets', column: 0, y: this.#target }, 'scored');
    return this.#target;
  }

  task(task: Task): void {
    this.#task = task;
  }

  output(tensor: TensorId): void {
    this.#output = tensor;
  }

  named(name: string): TensorId {
    const found = this.#tensors.find((tensor) => tensor.name === name);
    if (!found) throw new Error(`no tensor "${name}" in the sketch`);
    return found.id;
  }

  run(list: List, kernel: Kernel, when: When = 'always'): void {
    this.#steps[list].push({ ...kernel, when });
  }

  plan(): Plan {
    const [parameterRegion, gradientRegion, ...momentRegions] = this.#regions;
    const row: Row = {
      node: 'n',
      name: 'n',
      layer: 'Linear',
      width: 1,
      depth: 0,
      inputs: [],
      flow: { kind: 'other' },
      inspected: null,
      weight: null,
      parameters: 0,
    };
    return {
      batch: this.#batch,
      elements: this.#end,
      tensors: this.#tensors,
      parameterRegion: parameterRegion!,
      gradientRegion: gradientRegion!,
      momentRegions,
      parameters: this.#parameters,
      buffers: this.#tensors.filter(({ role }) => role === 'buffer').map(({ id }) => id),
      inputs: this.#inputs,
      target: this.#target,
      output: this.#output,
      loss: this.#tensors.find(({ name }) => name === 'loss')?.id ?? null,
      task: this.#task,
      report: this.#report,
      rows: Array.from({ length: this.#rows }, () => row),
      optimizer: this.#optimizer,
      ...this.#steps,
      flops: { forward: 0, backward: 0 },
    };
  }
}

function momentInitial(optimizer: Optimizer): Initial {
  return { kind: 'constant', value: optimizer.kind === 'Adagrad' ? optimizer.initial_accumulator_value : 0 };
}
