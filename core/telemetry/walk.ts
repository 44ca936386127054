/** @file One step of training, slowly: what each block does to its batch, forward, backward and in the update, with the numbers of that very step. */

export type WalkStage =
  /** The batch goes through a block. */
  | {
      readonly kind: 'forward';
      readonly node: string;
      /** Mean over the rows of the batch of the L2 norm of what comes in, by the wire it comes in by, and of what goes out. */
      readonly inputs: readonly WireNorm[];
      readonly output: number;
      /** Of a block whose units can be off: the fraction of (row, unit) that is zero or flat. */
      readonly off: number | null;
    }
  | { readonly kind: 'loss'; readonly node: string; readonly loss: number; readonly correct: number | null; readonly rows: number }
  /** The gradient goes back through a block: what comes from the loss's side, and what it hands on by each wire. */
  | {
      readonly kind: 'backward';
      readonly node: string;
      /** Σ over the rows of the batch of ‖∂L/∂out‖₂, the signal of telemetry, and the same for each of its inputs. */
      readonly output: number;
      readonly inputs: readonly WireNorm[];
      /** The factor of the chain rule: what it hands on in all over what it gets; null where nothing comes or goes. */
      readonly factor: number | null;
      /** ‖∂L/∂W‖₂ before clipping, of each of its parameters by name. */
      readonly gradients: readonly { readonly parameter: string; readonly norm: number }[];
    }
  /** The optimizer moves the parameters of a block. */
  | {
      readonly kind: 'update';
      readonly node: string;
      readonly parameters: readonly { readonly parameter: string; readonly norm: number; readonly move: number }[];
    };

/** The wire is named as the document names it (`edgeName`): `fc1.out -> relu1.in`. Null: the gradient of data is not computed. */
export interface WireNorm {
  readonly edge: string;
  readonly norm: number | null;
}

export interface Walk {
  readonly run: number;
  readonly step: number;
  readonly rows: number;
  readonly lr: number;
  /** The factor that clipping scaled all gradients by; 1 if it did not. */
  readonly clipping: number;
  /** In the order in which they happen. */
  readonly stages: readonly WalkStage[];
}
