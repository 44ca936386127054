/**
 * @file What a layer is: everything about one kind of block, in one file of this folder. Adding a layer is adding a file
 * and its line in `index.ts` (the catalogue); nothing else in the product names layers.
 */
import type { Clause, FindingCode } from '../findings/messages.ts';
import type { Numbers } from '../findings/finding.ts';
import type { Flow, Task } from '../plan/plan.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Builder, Value } from '../ops/builder.ts';
import type { OnnxCall, OnnxPlace } from './in-onnx.ts';
import type { InPyTorch } from './in-pytorch.ts';
import type { SettingTable, ValuesOf } from './setting.ts';

/** The palette's groups, in its order. */
export const GROUPS = ['Data', 'Layers', 'Normalise', 'Activate', 'Regularise', 'Structure', 'Loss'] as const;
export type Group = (typeof GROUPS)[number];

/** Why a layer cannot take its inputs. A sentence needs the names of the blocks as well: refusal.ts adds them. */
export interface Refusal {
  readonly code: FindingCode;
  /** Of one row, by their place in the sentence. */
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly numbers: Numbers;
}

/** Names and fans that `lower` needs beside settings and values. */
export interface Place {
  /** The node's name: parameters are called `${name}.weight`. */
  readonly name: string;
  readonly node: string;
}

export interface Layer<Table extends SettingTable = SettingTable> {
  /** As saved in documents, PyTorch's class name where it has one: "Linear". */
  readonly name: string;
  readonly group: Group;
  /** What new nodes are called before their number: "fc" gives fc1, fc2. */
  readonly stem: string;
  readonly settings: Table;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** A loss ends the network and takes the target from the data set. */
  readonly role: 'input' | 'hidden' | 'loss';
  /** Of a loss: what it trains for. */
  readonly task?: Task;
  /** Shapes are of one row; the batch is never part of them. */
  infer(settings: ValuesOf<Table>, inputs: readonly Shape[]): Shape | Refusal;
  /** Builds the operations of one node; returns its output value (for a loss, the scalar). */
  lower(builder: Builder, settings: ValuesOf<Table>, inputs: readonly Value[], place: Place): Value;
  /** What it does to the size of a gradient that passes through it; what profiles are made of. */
  flow(settings: ValuesOf<Table>, inputs: readonly Shape[]): Flow;
  /** One line under the block's name on the canvas: "784 → 512". */
  summary(settings: ValuesOf<Table>, inputs: readonly Shape[], output: Shape | null): string;
  readonly pytorch: InPyTorch;
  /**
   * What it computes outside of training as one operator of ONNX (opset 20), or why ONNX has none and what to try; null for an Input and
   * a loss, which are none.
   */
  onnx(settings: ValuesOf<Table>, place: OnnxPlace): OnnxCall | Clause | null;
  /** What it does and when to use it: two or three sentences for a learner. */
  readonly help: { readonly en: string; readonly hi: string };
}

export function isRefusal(result: Shape | Refusal): result is Refusal {
  return !Array.isArray(result);
}
