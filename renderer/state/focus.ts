/**
 * @file The focus is never lost: when what had it on the canvas or in the outline is gone, by an edit or because an edit was undone, what
 * is left beside it has the focus. A block that was added where the focus was takes it.
 */
import { tick } from 'svelte';
import type { Document } from '../../core/document/document.ts';
import { edgeName } from '../../core/document/document.ts';
import { neighbourOf } from '../editing/remove.ts';
import { nodesOf, shownOf } from '../editing/shown.ts';
import type { FocusPlace } from './focus-place.ts';
import type { Project } from './project.svelte.ts';
import type { Selection } from './selection.svelte.ts';

interface Sources {
  readonly project: Project;
  readonly selection: Selection;
  readonly places: () => Readonly<Record<PlaceName, FocusPlace | null>>;
}

type PlaceName = 'surface' | 'outline';

interface Last {
  readonly on: PlaceName;
  /** What had the focus, as the canvas and the outline name it: a block, a group, a note or a wire; none if it was the place itself. */
  readonly thing: string | null;
  readonly element: Element;
}

export class Focus {
  readonly #sources: Sources;
  #last: Last | null = null;
  /** What had the focus before it went to the settings. */
  #origin: Last | null = null;
  /** The panel with the settings, while it is there. */
  settings: HTMLElement | null = null;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Hears where the focus goes. */
  took(target: EventTarget | null): void {
    const element = target instanceof Element ? target : null;
    const on = element?.closest<HTMLElement>('[data-keys]')?.dataset['keys'];
    const thing = element?.closest<HTMLElement | SVGElement>('[data-key], .svelte-flow__node, .svelte-flow__edge');
    this.#last =
      element && (on === 'surface' || on === 'outline')
        ? { on, element, thing: thing?.dataset['key'] ?? thing?.dataset['id'] ?? null }
        : null;
  }

  /** The hand went elsewhere: where nothing can have the focus it is not lost but left. */
  left(target: EventTarget | null): void {
    if (!(target instanceof Element) || !target.closest('[data-keys]')) this.#last = null;
  }

  /** The outline if the element is in it, else the canvas. */
  placeOf(element: Element | null): FocusPlace | null {
    const { surface, outline } = this.#sources.places();
    return element?.closest('[data-keys="outline"]') ? outline : surface;
  }

  /** After an edit. */
  async keep(before: Document, after: Document): Promise<void> {
    const last = this.#last;
    if (!last || before === after) return;
    await tick();
    const { selection, places } = this.#sources;
    const place = places()[last.on];
    const there = new Set(before.nodes.map(({ id }) => id));
    const added = selection.nodes.find((id) => !there.has(id));
    if (document.activeElement !== document.body) {
      if (added !== undefined && place?.focused) place.focus(added);
      return;
    }
    if (last.element.isConnected && last.element instanceof HTMLElement) {
      last.element.focus({ preventScroll: true }); // it was only moved within the page
      if (document.activeElement === last.element) return;
    }
    const heir = added ?? heirOf(before, after, last.thing) ?? selection.nodes[0] ?? null;
    if (heir !== null && selection.nodes.length + selection.edges.length + selection.notes.length === 0) selection.select([heir]);
    place?.focus(heir);
  }

  /** To the first field of the settings. */
  async toSettings(): Promise<void> {
    this.#origin = this.#last;
    await tick();
    const field =
      this.settings?.querySelector<HTMLElement>('input, select, textarea') ?? this.settings?.querySelector<HTMLElement>('button');
    field?.focus();
  }

  /** Back to what had the focus before it went to the settings, or else to what is selected. */
  back(): void {
    const { selection, places } = this.#sources;
    const { surface, outline } = places();
    const from = this.#origin?.on === 'outline' ? outline : null;
    (from ?? surface)?.focus(selection.nodes[0] ?? null);
  }
}

/** The block that a thing is or that is left beside it; null if there is none. */
function heirOf(before: Document, after: Document, thing: string | null): string | null {
  if (thing === null) return null;
  const there = new Set(after.nodes.map(({ id }) => id));
  const ends = before.edges.find((edge) => thing.endsWith(edgeName(edge)));
  const blocks = ends ? [ends.from[0], ends.to[0]] : nodesOf(shownOf(before), thing);
  return (
    blocks.find((id) => there.has(id)) ??
    (blocks.length > 0 ? neighbourOf(before, [...before.nodes.flatMap(({ id }) => (there.has(id) ? [] : [id]))]) : null)
  );
}
