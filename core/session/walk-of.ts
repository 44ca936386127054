/** @file One step told slowly, of a lens that stands at it: block by block forward, back again, and what the update moves. */
import { edgeName, type Document, type Edge } from '../document/document.ts';
import type { RealArray } from '../engine/machine.ts';
import { isBypassed } from '../layers/bypass.ts';
import { findLayer } from '../layers/index.ts';
import { dataOfNode, outputOfRow, rowOfNode, signalOfRow, stepOfRow } from '../plan/node-tensors.ts';
import type { PlannedTensor, TensorId } from '../plan/plan.ts';
import { SCALAR, STATISTIC, rowStart } from '../plan/report.ts';
import type { Step } from '../plan/step.ts';
import type { Walk, WalkStage, WireNorm } from '../telemetry/walk.ts';
import type { Lens } from './lens.ts';

type Update = Extract<WalkStage, { kind: 'update' }>;

/** The step must have been taken with its moments. `document` is the network of the run, `nameOf` the names its tensors have by now. */
export function walkOf(run: number, lens: Lens, document: Document, nameOf: (tensor: TensorId) => string): Walk {
  lens.replay('update');
  const told = new Told(lens, new Wiring(document), nameOf);
  const { lr, clip_grad_norm } = lens.running;
  const norm = told.scalar('gradient_norm');
  return {
    ...{ run, step: lens.step, rows: lens.rows, lr },
    clipping: told.scalar('clipped') === 1 ? clip_grad_norm / (norm + 1e-6) : 1,
    stages: told.stages(),
  };
}

/** The wires that arrive at a node, and what they bring. */
class Wiring {
  readonly #document: Document;
  readonly #arriving: ReadonlyMap<string, readonly Edge[]>;

  constructor(document: Document) {
    this.#document = document;
    const arriving = new Map<string, Edge[]>();
    for (const edge of document.edges) arriving.set(edge.to[0], [...(arriving.get(edge.to[0]) ?? []), edge]);
    this.#arriving = arriving;
  }

  /** In the order of the layer's inputs. */
  into(node: string): readonly Edge[] {
    const { layer } = this.#nodeOf(node);
    const ports = findLayer(layer)?.inputs ?? [];
    return (this.#arriving.get(node) ?? []).toSorted((a, b) => ports.indexOf(a.to[1]) - ports.indexOf(b.to[1]));
  }

  /** The node in use that a wire brings the numbers of: what is bypassed hands on what arrives at its first wired input. */
  sourceOf({ from: [node] }: Edge): string {
    const [first] = isBypassed(this.#nodeOf(node)) ? this.into(node) : [];
    return first ? this.sourceOf(first) : node;
  }

  #nodeOf(id: string): Document['nodes'][number] {
    return this.#document.nodes.find((node) => node.id === id)!;
  }
}

class Told {
  readonly #lens: Lens;
  readonly #wiring: Wiring;
  readonly #nameOf: (tensor: TensorId) => string;
  readonly #report: RealArray;

  constructor(lens: Lens, wiring: Wiring, nameOf: (tensor: TensorId) => string) {
    this.#lens = lens;
    this.#wiring = wiring;
    this.#nameOf = nameOf;
    this.#report = lens.numbers(lens.plan.report);
  }

  scalar(name: keyof typeof SCALAR): number {
    return this.#report[SCALAR[name]]!;
  }

  stages(): readonly WalkStage[] {
    const { rows } = this.#lens.plan;
    const loss = this.#lossNode();
    const forward: WalkStage[] = [];
    const visited = new Set<string>();
    const visit = (node: string) => {
      if (visited.has(node)) return;
      visited.add(node);
      for (const edge of this.#wiring.into(node)) visit(this.#wiring.sourceOf(edge));
      if (node !== loss) forward.push(this.#forward(node));
    };
    for (const { node } of rows) visit(node);
    visit(loss);
    const back = rows.toReversed().map(({ node }) => this.#backward(node));
    const updates = rows.map(({ node }) => this.#update(node)).filter(({ parameters }) => parameters.length > 0);
    return [...forward, this.#loss(loss), this.#backwardOfLoss(loss), ...back, ...updates];
  }

  #lossNode(): string {
    const { plan } = this.#lens;
    return plan.tensors[plan.loss!]!.node!;
  }

  #forward(node: string): WalkStage {
    const inputs = this.#wiring.into(node).map((edge) => ({ edge: edgeName(edge), norm: this.#sizeOf(this.#wiring.sourceOf(edge)) }));
    return { kind: 'forward', node, inputs, output: this.#sizeOf(node), off: this.#off(node) };
  }

  #loss(node: string): WalkStage {
    const correct = this.scalar('correct');
    return {
      ...{ kind: 'loss', node, loss: this.scalar('loss'), rows: this.#lens.rows },
      correct: Number.isNaN(correct) ? null : correct,
    };
  }

  /** It begins with ∂L/∂L. */
  #backwardOfLoss(node: string): WalkStage {
    const inputs = this.#wiring.into(node).map((edge) => {
      const row = rowOfNode(this.#lens.plan, this.#wiring.sourceOf(edge));
      const handed = this.#lens.plan.backward.find((step) => LOSS_BACKWARD.has(step.kernel));
      return { edge: edgeName(edge), norm: row < 0 || !handed || !('dx' in handed) ? null : this.#signal(handed.dx) };
    });
    return { kind: 'backward', node, output: 1, inputs, factor: factorOf(1, inputs), gradients: [] };
  }

  #backward(node: string): WalkStage {
    const { plan } = this.#lens;
    const row = rowOfNode(plan, node);
    const output = this.#report[rowStart(row) + STATISTIC.signal]!;
    const handed = this.#handedBack(row);
    const inputs = this.#wiring.into(node).map((edge) => {
      const hasGradient = rowOfNode(plan, this.#wiring.sourceOf(edge)) >= 0;
      return { edge: edgeName(edge), norm: hasGradient && handed !== null ? this.#signal(handed) : null };
    });
    const gradients = this.#parametersOf(node).map(({ tensor, gradient }) => ({
      parameter: this.#nameOf(tensor),
      norm: norm(this.#lens.numbers(gradient)),
    }));
    return { kind: 'backward', node, output, inputs, factor: factorOf(output, inputs), gradients };
  }

  #update(node: string): Update {
    const parameters = this.#parametersOf(node).map(({ tensor }) => {
      const [before, after] = [this.#lens.weights(tensor), this.#lens.numbers(tensor)];
      return { parameter: this.#nameOf(tensor), norm: norm(before), move: norm(after.map((value, index) => value - before[index]!)) };
    });
    return { kind: 'update', node, parameters };
  }

  #parametersOf(node: string) {
    const { parameters, tensors } = this.#lens.plan;
    return parameters.filter(({ tensor }) => tensors[tensor]!.node === node);
  }

  /** What the step of a row hands back to each of its inputs: a sum and another shape hand on what they get. Null if nothing is computed. */
  #handedBack(row: number): TensorId | null {
    const { plan } = this.#lens;
    const forward = stepOfRow(plan, row);
    if (!forward || forward.kernel === 'add') return signalOfRow(plan, row).id;
    const back = plan.backward.find((step) => isBackOf(step, forward));
    return back && 'dx' in back ? back.dx : null;
  }

  /** What a node puts out: mean over the rows of its L2 norm. */
  #sizeOf(node: string): number {
    const tensor = this.#outputOf(node);
    return sumOfNorms(this.#lens.numbers(tensor.id), this.#lens.rows) / this.#lens.rows;
  }

  /** Of what only gives the data another shape, the data. */
  #outputOf(node: string): PlannedTensor {
    const { plan } = this.#lens;
    const row = rowOfNode(plan, node);
    if (row >= 0) return outputOfRow(plan, row);
    return dataOfNode(plan, node) ?? this.#outputOf(this.#wiring.sourceOf(this.#wiring.into(node)[0]!));
  }

  #signal(tensor: TensorId): number {
    return sumOfNorms(this.#lens.numbers(tensor), this.#lens.rows);
  }

  #off(node: string): number | null {
    const { plan } = this.#lens;
    const row = rowOfNode(plan, node);
    const isOff = row < 0 ? null : offAt(stepOfRow(plan, row));
    if (!isOff) return null;
    const outputs = this.#lens.numbers(outputOfRow(plan, row).id);
    let count = 0;
    for (const output of outputs) if (isOff(output)) count += 1;
    return count / outputs.length;
  }
}

const LOSS_BACKWARD: ReadonlySet<Step['kernel']> = new Set(['cross_entropy_backward', 'bce_with_logits_backward', 'mse_backward']);

/** Whether a step of the way back computes the gradient by what a forward step read. Those that share an output's gradient differ in the rest. */
function isBackOf(step: Step, forward: Step): boolean {
  switch (step.kernel) {
    case 'linear_input_gradient':
      return forward.kernel === 'linear' && forward.weight === step.weight;
    case 'batch_norm_backward':
      return forward.kernel === 'batch_norm' && forward.mean === step.mean;
    case 'relu_backward':
    case 'leaky_relu_backward':
    case 'sigmoid_backward':
    case 'tanh_backward':
    case 'softmax_backward':
      return step.kernel === `${forward.kernel}_backward` && 'y' in forward && forward.y === step.y;
    case 'dropout_backward':
      return forward.kernel === 'dropout' && forward.stream === step.stream;
    default:
      return false;
  }
}

/** Whether a unit with this output is off: of a ReLU zero, of a saturating activation with less than a twentieth of its steepest slope. */
function offAt(step: Step | null): ((output: number) => boolean) | null {
  switch (step?.kernel) {
    case 'relu':
      return (output) => output <= 0;
    case 'sigmoid':
      return (output) => output * (1 - output) < 0.05 * 0.25;
    case 'tanh':
      return (output) => 1 - output * output < 0.05;
    default:
      return null;
  }
}

function factorOf(output: number, inputs: readonly WireNorm[]): number | null {
  const handed = inputs.map(({ norm: each }) => each).filter((each) => each !== null);
  if (handed.length === 0 || output === 0) return null;
  const factor = handed.reduce((sum, each) => sum + each, 0) / output;
  return Number.isNaN(factor) ? null : factor;
}

/** Σ over the rows of ‖row‖₂; Infinity if a number is not finite. */
function sumOfNorms(numbers: RealArray, rows: number): number {
  const size = numbers.length / rows;
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += norm(numbers.subarray(row * size, (row + 1) * size));
  return sum;
}

function norm(numbers: RealArray): number {
  let squares = 0;
  for (const value of numbers) squares += value * value;
  return Number.isFinite(squares) ? Math.sqrt(squares) : Infinity;
}
