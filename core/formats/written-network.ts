/**
 * @file A network as the writers of other programs' files take it: what compiler and data sets made of a document, plain and in the order in
 * which it is computed. Bypassed blocks and what leads to no loss are not among the blocks.
 */
import type { Document } from '../document/document.ts';
import type { Layer } from '../layers/layer.ts';
import type { SettingTable, ValuesOf } from '../layers/setting.ts';
import type { Optimizer, Task } from '../plan/plan.ts';
import type { Initial } from '../tensor/initial.ts';
import type { Shape } from '../tensor/shape.ts';

export interface WrittenBlock {
  /** The node's id and its name, which has no dot in it. */
  readonly id: string;
  readonly name: string;
  readonly layer: Layer;
  /** Every setting present and valid. */
  readonly settings: ValuesOf<SettingTable>;
  /** Ids of the blocks that it reads, by port. */
  readonly inputs: readonly string[];
  /** Of one row of what it gives; of a loss []. */
  readonly shape: Shape;
}

/** A parameter and how it is drawn. */
export interface WrittenParameter {
  /** As in the state_dict: fc1.weight. */
  readonly name: string;
  readonly shape: Shape;
  readonly initial: Initial;
  /** Of random numbers, see tensor/random.ts. */
  readonly stream: number;
}

/** Rows as they are trained on: scaled. */
export interface WrittenRows {
  readonly rows: number;
  /** rows × width. */
  readonly features: Float32Array;
  /** rows × targetWidth. */
  readonly targets: Float32Array;
}

export interface WrittenScaling {
  readonly offset: Float32Array;
  readonly scale: Float32Array;
}

/** Where the rows come from. */
export type WrittenSource =
  /** They are drawn, and few. */
  | { readonly kind: 'rows' }
  | {
      readonly kind: 'csv';
      readonly path: string;
      readonly delimiter: string;
      readonly header: boolean;
      readonly decimal: 'point' | 'comma';
      /** The index of the target's column. */
      readonly target: number;
    }
  | { readonly kind: 'idx'; readonly images: string; readonly labels: string }
  /** `skeletons`: of each digit, the strokes of each way to write it. */
  | {
      readonly kind: 'digits';
      readonly rows: number;
      readonly noise: number;
      readonly skeletons: readonly (readonly (readonly WrittenStroke[])[])[];
    };

export interface WrittenStroke {
  readonly kind: 'curve' | 'line';
  /** x, y, x, y, ... */
  readonly points: readonly number[];
}

export interface WrittenData {
  readonly source: WrittenSource;
  readonly task: 'classification' | 'regression';
  /** Numbers in one row. */
  readonly width: number;
  readonly targetWidth: number;
  readonly classes: readonly string[];
  readonly train: WrittenRows;
  readonly validation: WrittenRows;
  /** Per column, x' = (x - offset) / scale; null if the rows were taken as they are. */
  readonly scaling: WrittenScaling | null;
}

export interface WrittenTraining {
  readonly optimizer: Optimizer;
  /** What the optimizer remembers of each parameter, by the names of torch.optim. */
  readonly moments: readonly string[];
  readonly batch_size: number;
  readonly epochs: number;
  readonly seed: number;
  readonly clip_grad_norm: number | null;
  /** Rows that a batch must have. */
  readonly smallestBatch: 1 | 2;
}

export interface WrittenNetwork {
  readonly document: Document;
  /** Each after all that it reads; Inputs in the order in which they take the columns of the data, the loss last. */
  readonly blocks: readonly WrittenBlock[];
  /** Names of blocks that are not among them. */
  readonly leftOut: { readonly bypassed: readonly string[]; readonly unused: readonly string[] };
  readonly task: Task;
  readonly parameters: readonly WrittenParameter[];
  /** The stream of random numbers of each Dropout, by the node's id. */
  readonly masks: ReadonlyMap<string, number>;
  readonly training: WrittenTraining;
  /** Null if they are not at hand, or cannot be trained on. */
  readonly data: WrittenData | null;
  /** The name of the model file beside the one that is written, if there is to be one. */
  readonly modelFile: string | null;
}
