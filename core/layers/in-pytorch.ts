/**
 * @file How PyTorch writes a layer: the names of its class, its functions and its methods, with their arguments in PyTorch's order. What
 * writes PyTorch code and what reads it both go by it. The same in PyTorch 1.13 and 2.x.
 */

/** None is null. */
export type Literal = number | boolean | string | null;

export interface Argument {
  readonly name: string;
  /** What PyTorch takes when it is left out; without it, it must be given. */
  readonly default?: Literal;
  /** The setting that it is. */
  readonly setting?: string;
  /** Of one that is no setting: the values with which PyTorch does what the layer does; `any` for one that changes nothing that is computed. */
  readonly means?: readonly Literal[] | 'any';
}

export interface Callable {
  readonly name: string;
  /** Of a function or a method after the tensors. */
  readonly arguments: readonly Argument[];
}

export interface InPyTorch {
  /** A class of torch.nn; null for what is no module. */
  readonly module: Callable | null;
  /** Of torch.nn.functional or torch: what gives the same. */
  readonly functions: readonly Callable[];
  /** Of a tensor. */
  readonly methods: readonly Callable[];
  /** Of Python, between its inputs; what is no module has one. */
  readonly operator?: '+';
}

/** Arguments that every module with numbers of its own has: where and in what precision they lie. */
export const PLACED: readonly Argument[] = [
  { name: 'device', default: null, means: 'any' },
  { name: 'dtype', default: null, means: [null] },
];

export const INPLACE: Argument = { name: 'inplace', default: false, means: 'any' };
