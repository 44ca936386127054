/** @file What a file turned out to hold. */
import type { Document } from '../document/document.ts';
import type { OwnText } from '../document/own-text.ts';
import type { Finding } from '../findings/finding.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Weights } from './model-file.ts';
import type { WrittenBlock } from './written-network.ts';

/** Of each kind of file that is opened: what it is. The first two are Gradscape's own and are saved to again; the others are imported. */
export type Origin = 'model' | 'document' | 'state_dict' | 'pytorch' | 'onnx';

export interface Opened {
  readonly origin: Origin;
  readonly document: Document;
  /** Null if the file holds none. */
  readonly weights: Weights | null;
  /** Of a document that was not written by printDocument: what it is saved as while it is unchanged (`savedText`). */
  readonly text?: OwnText | undefined;
  /** What of the file the document does not have or has otherwise, and why that does no harm; what does harm is refused. */
  readonly findings: readonly Finding[];
}

/** A file of PyTorch code that defines several networks: one must be named. */
export interface Choice {
  readonly origin: 'pytorch';
  /** Names of classes, and of variables that hold a network, in the order of the file. */
  readonly choose: readonly string[];
}

/** What whoever opens a file knows beside it. */
export interface Wish {
  /** Of several networks in PyTorch code, the one that is wanted. */
  readonly network?: string | undefined;
  /** The network that is open: tensors without a drawing are its weights if their names and shapes are those of `state`. */
  readonly beside?:
    { readonly document: Document; readonly state: readonly { readonly name: string; readonly shape: Shape }[] } | undefined;
  /** A compiler, which a drawing in an ONNX file is held against its graph with; null for what is no network. Without it, the graph is read. */
  readonly networkOf?: ((document: Document) => DrawnNetwork | null) | undefined;
}

/** What a compiler makes of a document. */
export interface DrawnNetwork {
  readonly blocks: readonly WrittenBlock[];
  /** Parameters and buffers by the names of the state_dict, in its order. */
  readonly state: readonly { readonly name: string; readonly shape: Shape }[];
}

export function isChoice(read: Opened | Choice): read is Choice {
  return 'choose' in read;
}
