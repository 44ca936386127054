/**
 * @file What the canvas shows of a step that is told slowly, at one of its stages: how far batch and gradient have come, by which wires and
 * with which norms, and what each block has made of the gradient.
 */
import type { Walk, WalkStage } from '../../core/telemetry/walk.ts';

/** A step goes through these in turn. */
export const PHASES = ['forward', 'loss', 'backward', 'update'] as const satisfies readonly WalkStage['kind'][];
export type Phase = (typeof PHASES)[number];

export interface BlockMark {
  /** Of this phase the stage is, if it is at this very block; null elsewhere. */
  readonly present: Phase | null;
  /** On the way back: what it hands on of the gradient, over what it got; null before, and where there is no such number. */
  readonly factor: number | null;
  /** In the update: ‖ΔW‖ over ‖W‖ of its weight; null before, and of a block that learns nothing. */
  readonly move: number | null;
  /** Of the loss, as soon as it is known. */
  readonly loss: number | null;
}

export interface WireMark {
  readonly way: 'forward' | 'backward';
  /** ‖x‖ or ‖∂L/∂x‖. */
  readonly norm: number;
  /** It is under way along this wire at this stage. */
  readonly present: boolean;
}

export interface WalkMarks {
  readonly blocks: ReadonlyMap<string, BlockMark>;
  /** By `edgeName`. */
  readonly wires: ReadonlyMap<string, WireMark>;
}

export const NO_MARKS: WalkMarks = { blocks: new Map(), wires: new Map() };

const UNMARKED: BlockMark = { present: null, factor: null, move: null, loss: null };

/** At the stage of that index, all before it being done. In the update the factors make room for what is moved. */
export function marksAt({ stages }: Walk, index: number): WalkMarks {
  const blocks = new Map<string, BlockMark>();
  const wires = new Map<string, WireMark>();
  const loss = stages.find(({ kind }) => kind === 'loss')?.node;
  const updating = stages[index]?.kind === 'update';
  const mark = (node: string, marked: Partial<BlockMark>) => blocks.set(node, { ...(blocks.get(node) ?? UNMARKED), ...marked });
  for (const [at, stage] of stages.slice(0, index + 1).entries()) {
    const present = at === index;
    if (present) mark(stage.node, { present: stage.kind });
    switch (stage.kind) {
      case 'forward':
        for (const { edge, norm } of stage.inputs) if (norm !== null) wires.set(edge, { way: 'forward', norm, present });
        break;
      case 'loss':
        mark(stage.node, { loss: stage.loss });
        break;
      case 'backward':
        // the data get no gradient: what has come from them still stands there
        for (const { edge, norm } of stage.inputs) if (norm !== null) wires.set(edge, { way: 'backward', norm, present });
        // at the loss it begins: there is nothing before it that it could be compared with
        if (!updating && stage.factor !== null && stage.node !== loss) mark(stage.node, { factor: stage.factor });
        break;
      case 'update': {
        const [first] = stage.parameters;
        if (first && first.norm > 0) mark(stage.node, { move: first.move / first.norm });
        break;
      }
      default:
        stage satisfies never;
    }
  }
  return { blocks, wires };
}

/** Where the stages of a phase begin; -1 of one that the step has not. */
export function beginningOf({ stages }: Walk, phase: Phase): number {
  return stages.findIndex(({ kind }) => kind === phase);
}
