/** @file How the data are looked at: as a plane, as rows, as a confusion matrix; which units, which page, how large. */
import { findLayer } from '../../core/layers/index.ts';
import type { DataLookSpec, SampleFilter } from '../../core/telemetry/data-look.ts';
import type { Compile } from './compile.svelte.ts';
import type { OverCanvas } from './over-canvas.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import type { Watching } from './watching.svelte.ts';

export const DATA_KINDS = ['surface', 'samples', 'confusion', 'scatter'] as const;
export type DataKind = (typeof DATA_KINDS)[number];

/** Points on a side of the plane: in the panel, over the canvas, of a small picture. */
const CELLS = { panel: 56, large: 96, unit: 24 };
/** Small pictures beside each other. */
export const UNITS = 16;
/** Rows of a page. */
const ROWS = { panel: 24, large: 60 };

interface Sources {
  readonly compile: Compile;
  readonly project: Project;
  readonly selection: Selection;
  readonly watching: Watching;
  readonly over: OverCanvas;
}

export class DataViewing {
  readonly #sources: Sources;
  #by: object | null = null;
  #wanted = $state<DataKind>('surface');
  /** The tab beside the curves is chosen. */
  open = $state(false);
  /** Of the plane: what is predicted, or what the units of the selected block put out. */
  of = $state<'prediction' | 'units'>('prediction');
  /** The unit that is shown large; null: all of them small. */
  unit = $state<number | null>(null);
  firstUnit = $state(0);
  only = $state.raw<SampleFilter>('all');
  firstRow = $state(0);

  /** What the network is trained to do. */
  readonly #task = $derived.by(() => {
    const { nodes } = this.#sources.project.document;
    return nodes.map(({ layer }) => findLayer(layer)?.task).find((task) => task !== undefined && task !== null) ?? null;
  });

  /** What is of use for these data and this task. */
  readonly kinds: readonly DataKind[] = $derived.by(() => {
    const { data } = this.#sources.compile;
    if (!data || !this.#task) return [];
    const plane: readonly DataKind[] = data.width === 2 ? ['surface'] : [];
    return [...plane, ...(this.#task === 'regression' ? (['scatter', 'samples'] as const) : (['samples', 'confusion'] as const))];
  });

  readonly kind: DataKind | null = $derived(this.kinds.includes(this.#wanted) ? this.#wanted : (this.kinds[0] ?? null));

  /** The selected block, if its units can be shown: it hands on numbers of its own. */
  readonly node = $derived.by(() => {
    const { project, selection, compile } = this.#sources;
    const node = project.document.nodes.find(({ id }) => id === selection.node);
    const shape = node && compile.nodes.get(node.id)?.shape;
    return node && shape && !node.bypassed && findLayer(node.layer)?.role === 'hidden' ? node : null;
  });

  /** A cell of the confusion of other data is none of these. */
  readonly #filter: SampleFilter = $derived.by(() => {
    const classes = this.#sources.compile.data?.classes.length ?? 0;
    return typeof this.only === 'object' && Math.max(this.only.truth, this.only.predicted) >= classes ? 'all' : this.only;
  });

  readonly spec: DataLookSpec | null = $derived.by(() => {
    const size = this.large ? 'large' : 'panel';
    switch (this.kind) {
      case null:
        return null;
      case 'surface': {
        const node = this.of === 'units' ? this.node : null;
        if (node && this.unit === null) return { kind: 'units', node: node.id, first: this.firstUnit, count: UNITS, cells: CELLS.unit };
        return { kind: 'surface', cells: CELLS[size], unit: node && this.unit !== null ? { node: node.id, index: this.unit } : null };
      }
      case 'samples':
        return { kind: 'samples', first: this.firstRow, count: ROWS[size], only: this.#filter };
      case 'confusion':
        return { kind: 'confusion' };
      case 'scatter':
        return { kind: 'scatter' };
      default:
        return this.kind satisfies never;
    }
  });

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Over the canvas, in place of the tab. */
  get large(): boolean {
    return this.#sources.over.shown === 'data';
  }

  set large(large: boolean) {
    if (large) this.#sources.over.show('data');
    else this.#sources.over.hide('data');
  }

  /** One looks at a time, in the tab or over the canvas: whoever did so last. */
  look(by: object, spec: DataLookSpec | null): void {
    this.#by = by;
    this.#sources.watching.lookAtData(spec);
  }

  /** Looks no more; if another has begun to, that one goes on. */
  leave(by: object): void {
    if (this.#by !== by) return;
    this.#by = null;
    this.#sources.watching.lookAtData(null);
  }

  show(kind: DataKind): void {
    this.#wanted = kind;
  }

  /** The rows that a filter leaves, from the first on. */
  filter(only: SampleFilter): void {
    this.only = only;
    this.firstRow = 0;
    this.show('samples');
  }

  /** Another block is selected: its units, small, or what is predicted where there is none. */
  select(): void {
    this.of = this.node ? 'units' : 'prediction';
    this.unit = null;
    this.firstUnit = 0;
  }
}
