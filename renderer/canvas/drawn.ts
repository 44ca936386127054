import type { Shown } from '../editing/shown.ts';
import type { CanvasNode } from './flow.ts';

/** What the flow draws now: `nodes` stand where `shown` has them, but for what is under the hand or on its way. */
export interface Drawn {
  readonly shown: Shown;
  nodes: CanvasNode[];
}
