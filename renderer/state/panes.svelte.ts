/** @file How large the panels are, which of them are folded away, and what the left one shows; remembered on this machine. */
import { innerHeight, innerWidth } from 'svelte/reactivity/window';
import { FOLDABLE, PANES, paneSizes, type Foldable, type Pane, type PaneSize } from './pane-sizes.ts';

export const LEFT_TABS = ['palette', 'outline'] as const;
export type LeftTab = (typeof LEFT_TABS)[number];

/** What the inspector shows of a block. */
export const INSPECTOR_TABS = ['settings', 'depth'] as const;
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

const STORED = 'gradscape.panes';

interface Remembered {
  readonly sizes: Partial<Record<Pane, number>>;
  readonly folded: readonly Foldable[];
  readonly left: LeftTab;
  /** Null: never chosen. */
  readonly inspector: InspectorTab | null;
}

function remembered(): Remembered {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    const { sizes, folded, left, inspector } = stored as Record<string, unknown>;
    const given = Object(sizes) as Record<string, unknown>;
    return {
      sizes: Object.fromEntries(PANES.flatMap((pane) => (Number.isFinite(given[pane]) ? [[pane, given[pane] as number]] : []))),
      folded: FOLDABLE.filter((pane) => Array.isArray(folded) && folded.includes(pane)),
      left: LEFT_TABS.find((known) => known === left) ?? 'palette',
      inspector: INSPECTOR_TABS.find((known) => known === inspector) ?? null,
    };
  } catch {
    return { sizes: {}, folded: [], left: 'palette', inspector: null }; // storage is switched off, or holds something foreign
  }
}

export class Panes {
  /** What the column on the right of the landscape shows. */
  third = $state<'findings' | 'runs'>('findings');
  #wanted = $state.raw<Partial<Record<Pane, number>>>({});
  #folded = $state.raw<ReadonlySet<Foldable>>(new Set());
  #left = $state<LeftTab>('palette');
  #inspector = $state<InspectorTab | null>(null);
  /** Shown while nobody has chosen. */
  #offered = $state<InspectorTab>('settings');
  /** Leads the focus to the search of the palette, while it is there. */
  search: (() => void) | null = null;

  /** The panel that was folded or unfolded last, if any was. */
  #moved: Foldable | null = null;

  /** In CSS pixels; widths, but of `below` the height. */
  readonly sizes: Readonly<Record<Pane, PaneSize>> = $derived(
    paneSizes(this.#wanted, this.#folded, { width: innerWidth.current ?? 0, height: innerHeight.current ?? 0 }),
  );

  constructor() {
    const { sizes, folded, left, inspector } = remembered();
    this.#wanted = sizes;
    this.#folded = new Set(folded);
    this.#left = left;
    this.#inspector = inspector;
  }

  /** What the left panel shows. To choose it opens the panel. */
  get left(): LeftTab {
    return this.#left;
  }

  set left(tab: LeftTab) {
    this.#left = tab;
    this.fold('left', false);
  }

  /** What the inspector shows of a block. */
  get inspector(): InspectorTab {
    return this.#inspector ?? this.#offered;
  }

  set inspector(tab: InspectorTab) {
    this.#inspector = tab;
    this.#remember();
  }

  /** Shows a tab, if nobody has chosen one. */
  offer(tab: InspectorTab): void {
    this.#offered = tab;
  }

  /** As large as asked for, within what the window has. */
  resize(pane: Pane, size: number): void {
    const { least, most } = this.sizes[pane];
    this.#wanted = { ...this.#wanted, [pane]: Math.round(Math.max(least, Math.min(most, size))) };
    this.#remember();
  }

  /** As large as it is where nobody has chosen. */
  resetSize(pane: Pane): void {
    this.#wanted = Object.fromEntries(Object.entries(this.#wanted).filter(([other]) => other !== pane));
    this.#remember();
  }

  isFolded(pane: Foldable): boolean {
    return this.#folded.has(pane);
  }

  fold(pane: Foldable, folded: boolean): void {
    this.#moved = pane;
    this.#folded = new Set(FOLDABLE.filter((each) => (each === pane ? folded : this.#folded.has(each))));
    this.#remember();
  }

  toggle(pane: Foldable): void {
    this.fold(pane, !this.isFolded(pane));
  }

  /** What had the focus went with the panel: `next`, in its place, takes it. */
  takeFocus(pane: Foldable, next: HTMLElement): void {
    if (this.#moved === pane && document.activeElement === document.body) next.focus({ preventScroll: true });
  }

  #remember(): void {
    try {
      const kept: Remembered = { sizes: this.#wanted, folded: [...this.#folded], left: this.#left, inspector: this.#inspector };
      localStorage.setItem(STORED, JSON.stringify(kept));
    } catch {
      // storage is switched off: remembered until the page closes
    }
  }
}
