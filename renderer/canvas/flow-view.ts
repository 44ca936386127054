/** @file The view of Svelte Flow as the rest of the window may move it. */
import { getViewportForBounds, type useSvelteFlow, type Viewport } from '@xyflow/svelte';
import { tick } from 'svelte';
import { BLOCK, type Point } from '../editing/block.ts';
import { boxAround } from '../editing/box.ts';
import { blocksPerRow, READABLE } from '../editing/rows.ts';
import { shownNote, shownOf } from '../editing/shown.ts';
import type { PictureFile } from '../state/file-kinds.ts';
import type { View } from '../state/view.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { readColour } from '../theme/palette.ts';
import type { Drawn } from './drawn.ts';
import type { Gliding } from './gliding.ts';

/** The tools and the overview cover the lower edge. */
const FIT = { padding: { top: '40px', bottom: '72px', x: '40px' }, maxZoom: 1 } as const;
const ZOOM_STEP = 1.2;
/** The view goes no farther out. */
export const MIN_ZOOM = 0.15;
/** More than so many would glide in jerks: they are there at once. */
const MOST_GLIDING = 200;
/** Farther out a step cannot be told: its blocks are too small. */
const TOLD = 0.28;
/** Between a block and the edge of the view, in pixels. */
const AIR = 16;

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Surface {
  readonly element: HTMLElement;
  readonly width: number;
  readonly height: number;
}

export class FlowView implements View {
  readonly #bench: Workbench;
  readonly #flow: ReturnType<typeof useSvelteFlow>;
  readonly #surface: () => Surface;
  readonly #drawn: Drawn;
  readonly #gliding: Gliding;
  #pointer: Place | null = null;
  #held: Place | null = null;
  /** How the view was before room was made, and how it is with it. */
  #room: { readonly before: Viewport; readonly made: Viewport } | null = null;

  constructor(bench: Workbench, flow: ReturnType<typeof useSvelteFlow>, surface: () => Surface, drawn: Drawn, gliding: Gliding) {
    this.#bench = bench;
    this.#flow = flow;
    this.#surface = surface;
    this.#drawn = drawn;
    this.#gliding = gliding;
  }

  fit(): void {
    void this.#flow.fitView({ ...FIT, duration: glide() });
  }

  /** At once, as a document is opened. Of an empty one nothing can be fitted, and Svelte Flow would fit its first block later. */
  begin(empty: boolean): void {
    void (empty ? this.#flow.setViewport({ x: 40, y: 56, zoom: 1 }) : this.#flow.fitView(FIT));
  }

  fitSelection(): void {
    const { nodes, notes } = this.#bench.selection;
    const ids = new Set([...nodes.map((id) => this.#drawn.shown.ofNode.get(id)?.id), ...notes.map(shownNote)]);
    this.#show(this.#drawn.nodes.filter(({ id }) => ids.has(id)));
  }

  /** So near that what is being written there can be read. */
  approach(thing: string): void {
    if (this.#flow.getZoom() < READABLE) this.#show([{ id: thing }]);
  }

  zoomIn(): void {
    this.#zoomTo(this.#flow.getZoom() * ZOOM_STEP);
  }

  zoomOut(): void {
    this.#zoomTo(this.#flow.getZoom() / ZOOM_STEP);
  }

  zoomReset(): void {
    this.#zoomTo(1);
  }

  #zoomTo(zoom: number): void {
    void this.#flow.setZoom(zoom, { duration: glide() });
  }

  async tidy(keep = false): Promise<void> {
    const { tidied } = await import('../editing/tidy.ts');
    const { project, selection } = this.#bench;
    const { width, height } = this.#surface();
    const { document } = project;
    const perRow = blocksPerRow(document.nodes.length, width, height);
    const edit = tidied(document, { perRow, keep: new Set(keep ? selection.nodes : []) });
    const starts = this.#gliding.places();
    if (edit) project.edit(edit);
    await tick();
    this.#show(this.#drawn.nodes);
    this.#gliding.from(starts, this.#drawn.nodes.length > MOST_GLIDING ? 0 : glide());
  }

  async picture(kind: PictureFile): Promise<Blob> {
    const [{ drawingFacts }, { drawingSvg }] = await Promise.all([import('./drawing-facts.ts'), import('./drawing-svg.ts')]);
    const { element } = this.#surface();
    const shown = shownOf(this.#bench.project.document);
    const inks = new Map<string, string>();
    const drawing = drawingSvg(shown, drawingFacts(this.#bench), (colour) => {
      const ink = inks.get(colour) ?? readColour(element, colour);
      inks.set(colour, ink);
      return ink;
    });
    if (kind === 'svg') return new Blob([drawing.svg]);
    return (await import('../theme/drawing-png.ts')).drawingPng(drawing);
  }

  centre(): Point {
    const { element, width, height } = this.#surface();
    const { left, top } = element.getBoundingClientRect();
    const { x, y } = this.#flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
    return [x, y];
  }

  /** Hears where the pointer is on the screen; null: no longer over the canvas. */
  point(screen: Place | null): void {
    this.#pointer = screen;
  }

  /** While a menu is open, the hand counts as where it was when the menu came. */
  hold(screen: Place | null): void {
    this.#held = screen;
  }

  hand(): Point | null {
    const pointer = this.#held ?? this.#pointer;
    if (!pointer) return null;
    const { x, y } = this.#flow.screenToFlowPosition(pointer, { snapToGrid: false });
    return [x, y];
  }

  onScreen([x, y]: Point): Point {
    const place = this.#flow.flowToScreenPosition({ x, y });
    return [place.x, place.y];
  }

  focus(node: string | null): void {
    const { element } = this.#surface();
    const id = node === null ? undefined : (this.#drawn.shown.ofNode.get(node) ?? this.#drawn.shown.byId.get(node))?.id;
    element.focus({ preventScroll: true });
    if (id !== undefined) focusOnceSeen(element, `.svelte-flow__node[data-id="${CSS.escape(id)}"]`);
  }

  focusWire(wire: string): void {
    focusOnceSeen(this.#surface().element, `.svelte-flow__edge[data-id="${CSS.escape(wire)}"]`);
  }

  reveal(node: string, covered: number): void {
    const thing = this.#drawn.shown.ofNode.get(node);
    if (!thing) return;
    const [right, down] = this.#outOfView({ x: thing.position[0], y: thing.position[1] }, covered);
    if (right === 0 && down === 0) return;
    const { x, y, zoom } = this.#flow.getViewport();
    void this.#flow.setViewport({ x: x - right, y: y - down, zoom }, { duration: glide() });
  }

  makeRoom(covered: number): boolean {
    if (covered === 0) {
      const room = this.#room;
      this.#room = null;
      if (room && isSame(this.#flow.getViewport(), room.made)) void this.#flow.setViewport(room.before, { duration: glide() });
      return true;
    }
    const { width, height } = this.#surface();
    const around = boxAround([...this.#drawn.shown.byId.values()]);
    if (!around) return false;
    const before = this.#flow.getViewport();
    const [left, top] = [around.position[0] * before.zoom + before.x, around.position[1] * before.zoom + before.y];
    const [right, bottom] = [left + around.size[0] * before.zoom, top + around.size[1] * before.zoom];
    if (left < 0 || top < 0 || right > width || bottom > height) return false;
    if (bottom + AIR <= height - covered) return true;
    const bounds = { x: around.position[0], y: around.position[1], width: around.size[0], height: around.size[1] };
    const padding = { top: '24px', bottom: `${covered + AIR}px`, x: '40px' } as const;
    const made = getViewportForBounds(bounds, width, height, MIN_ZOOM, before.zoom, padding);
    if (made.zoom < TOLD) return false;
    this.#room = { before, made };
    void this.#flow.setViewport(made, { duration: glide() });
    return true;
  }

  get focused(): boolean {
    return this.#surface().element.contains(document.activeElement);
  }

  isInView(position: Place): boolean {
    return this.#outOfView(position).every((distance) => distance === 0);
  }

  /** A network that is readable as a whole is shown whole; of a larger one the view moves just far enough. */
  show(position: Place, nodes: readonly { readonly id: string }[]): void {
    const { width, height } = this.#surface();
    const bounds = this.#flow.getNodesBounds(nodes.map(({ id }) => id));
    const whole = Math.min((width - 80) / bounds.width, (height - 112) / bounds.height);
    if (whole >= READABLE) return this.fit();
    const { x, y, zoom } = this.#flow.getViewport();
    const [right, down] = this.#outOfView(position);
    void this.#flow.setViewport({ x: x - right, y: y - down, zoom }, { duration: glide() });
  }

  /** As large as can be read; where the flow draws them on their way, where they will be. */
  #show(nodes: readonly { readonly id: string }[]): void {
    const { width, height } = this.#surface();
    const boxes = nodes.flatMap(({ id }) => this.#drawn.shown.byId.get(id) ?? []);
    const around = boxAround(boxes);
    if (!around) return;
    const [x, y] = around.position;
    const [wide, high] = around.size;
    const bounds = { x, y, width: wide, height: high };
    const viewport = getViewportForBounds(bounds, width, height, MIN_ZOOM, FIT.maxZoom, FIT.padding);
    void this.#flow.setViewport(viewport, { duration: glide() });
  }

  /** How far the view has to move, in screen pixels, to hold a block that stands there above what covers its lower edge. */
  #outOfView(position: Place, covered = 0): [x: number, y: number] {
    const { width, height } = this.#surface();
    const { x, y, zoom } = this.#flow.getViewport();
    const beyond = (from: number, length: number, room: number) => Math.min(0, from - AIR) + Math.max(0, from + length + AIR - room);
    return [beyond(position.x * zoom + x, BLOCK.width * zoom, width), beyond(position.y * zoom + y, BLOCK.height * zoom, height - covered)];
  }
}

/** A block that is new is not seen, and takes no focus, before the flow has measured it. Gives up if the focus goes elsewhere. */
function focusOnceSeen(surface: HTMLElement, selector: string, frames = 30): void {
  const thing = surface.querySelector<HTMLElement>(selector);
  thing?.focus({ preventScroll: true });
  if (document.activeElement === surface && frames > 0) requestAnimationFrame(() => focusOnceSeen(surface, selector, frames - 1));
}

function isSame(a: Viewport, b: Viewport): boolean {
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1 && Math.abs(a.zoom / b.zoom - 1) < 1e-3;
}

/** Milliseconds in which the view glides to another place; none for those who asked their system for less motion. */
function glide(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 240;
}
