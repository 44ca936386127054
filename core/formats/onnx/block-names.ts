/** @file What blocks are called after the graph: each once, and so that the names of tensors can be made of them. */
import type { OnnxNode } from './graph.ts';

const LONGEST = 200;
/** Model files keep it for themselves. */
const RESERVED = 'gradscape';

/**
 * What a node tells of its name. PyTorch names nodes by their way through modules, "/net/net.0/Gemm", from 2.5 on "node_relu"; TensorFlow
 * "model/dense/MatMul"; others not at all, so that the value they give has to do.
 */
export function namesOf({ name, op, outputs }: OnnxNode): string[] {
  const given = (outputs[0] ?? '').replace(/(_output_\d+|:\d+)$/, '');
  return [name, given].map((path) => modulePath(path, op)).filter((path) => path !== '');
}

/** The module that a parameter belongs to: "fc1" of "fc1.weight"; none if the name does not tell. */
export function ownerOf(parameter: string): string[] {
  const owner = /^(.+)\.(weight|bias|running_mean|running_var)$/s.exec(parameter)?.[1];
  return [owner ?? ''].map(legal).filter((name) => name !== '');
}

/** Without the operator at the end, without a part that the next one repeats; '' where nothing is left but numbers that a program gave. */
export function modulePath(path: string, op: string): string {
  const parts = path
    .replace(/^node_/, '')
    .split('/')
    .filter((part) => part !== '' && !part.startsWith('onnx::'));
  if (isOperator(parts.at(-1) ?? '', op)) parts.pop();
  const telling = parts.filter((part, index) => !parts[index + 1]?.startsWith(`${part}.`));
  const name = legal(telling.join('.'));
  return /^\d*$/.test(name) ? '' : name;
}

/** "Relu", "Relu_3". */
function isOperator(part: string, op: string): boolean {
  return part.startsWith(op) && /^(_\d+)?$/.test(part.slice(op.length));
}

/** A name without empty parts between its dots, of no more characters than a name may have; '' where nothing is left. */
export function legal(name: string): string {
  // what is cut may be half a character
  const parts = name
    .slice(0, LONGEST - 1)
    .toWellFormed()
    .split('.');
  return parts
    .filter((part) => part !== '')
    .map((part, index) => (index === 0 && part === RESERVED ? `${part}_` : part))
    .join('.');
}

/** Gives each name once; one that is taken goes on with a number. */
export class Names {
  readonly #taken = new Set<string>();
  /** The number to try next, by name: many nodes may want the same one. */
  readonly #next = new Map<string, number>();

  /** The first of `wanted` that is free, else the best of them with a number: "fc1_2"; without any, the stem with one: "fc1". */
  take(wanted: readonly string[], stem: string): string {
    const [best] = wanted;
    const name =
      wanted.find((each) => !this.#taken.has(each)) ??
      (best ? this.#numbered(`${best.slice(0, LONGEST - 8)}_`, 2) : this.#numbered(stem, 1));
    this.#taken.add(name);
    return name;
  }

  #numbered(stem: string, from: number): string {
    let number = this.#next.get(stem) ?? from;
    while (this.#taken.has(`${stem}${number}`)) number++;
    this.#next.set(stem, number + 1);
    return `${stem}${number}`;
  }
}
