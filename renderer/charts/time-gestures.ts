/**
 * @file What the hand does on the time of a heatmap. Wheel and pinch zoom around the pointer; a drag over the cells carries what is
 * seen along, or, where all of it is in view, leads the moment; a drag along the axis always leads the moment; with Shift it chooses a
 * stretch. A press that does not move is a click. It knows where the plot is and what is in view, and tells what is meant.
 */
import { brushed, panned, zoomed, type Extent } from './time-window.ts';
import type { TimeWindow } from './pixel-columns.ts';

export interface TimePlot {
  /** Of the cells, in CSS pixels of the window. */
  box(): { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** What is in view; null while there is no time to go about in. */
  time(): TimeWindow | null;
  extent(): Extent;
  /** What the person wants to have in view. */
  onwindow(time: TimeWindow): void;
  /** The moment is led to this place of the width, from 0 to 1. */
  onscrub(share: number): void;
  /** A press that did not move, in CSS pixels from the upper left corner of the cells; it may be beside them. */
  onpress(x: number, y: number): void;
  /** Two of them, one upon the other. */
  ondouble(): void;
  /** Two places of the width between which a stretch is being chosen; null when it is. */
  onbrush(brush: readonly [from: number, to: number] | null): void;
}

/** A press that moves no further is a click, in pixels. */
const STILL = 4;
/** A wheel tells pixels, lines or pages; this many of them are a zoom of e. */
const WHEEL = [400, 12, 1] as const;
/** A pinch on a trackpad is told as a wheel with Ctrl, in small numbers. */
const PINCH = 80;

interface Drag {
  readonly pointer: number;
  readonly kind: 'pan' | 'scrub' | 'brush';
  readonly x: number;
  readonly y: number;
  readonly time: TimeWindow;
  moved: boolean;
}

/** Hears the hand on an element until the function that is returned is called. */
export function hearTimeGestures(element: HTMLElement, plot: TimePlot): () => void {
  const fingers = new Map<number, number>();
  let drag: Drag | null = null;
  /** The press has become a drag: what the browser then tells as a click is none. */
  let dragged = false;

  const shareOf = (clientX: number) => {
    const { left, width } = plot.box();
    return width === 0 ? 0 : Math.max(0, Math.min(1, (clientX - left) / width));
  };

  function wheel(event: WheelEvent) {
    const time = plot.time();
    if (!time) return;
    event.preventDefault();
    const per = event.ctrlKey ? PINCH : WHEEL[event.deltaMode as 0 | 1 | 2];
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) plot.onwindow(panned(time, plot.extent(), event.deltaX / per));
    else plot.onwindow(zoomed(time, plot.extent(), shareOf(event.clientX), Math.exp(event.deltaY / per)));
  }

  function kindOf(event: PointerEvent, time: TimeWindow): Drag['kind'] {
    const { top, height } = plot.box();
    const { first, last } = plot.extent();
    if (event.shiftKey) return 'brush';
    return event.clientY > top + height || (time.first <= first && time.last >= last) ? 'scrub' : 'pan';
  }

  function down(event: PointerEvent) {
    const time = plot.time();
    const { left, width, top } = plot.box();
    dragged = false;
    if (event.button !== 0 || !time || event.clientY < top || event.clientX < left || event.clientX > left + width) return;
    fingers.set(event.pointerId, event.clientX);
    drag =
      fingers.size > 1
        ? null
        : { pointer: event.pointerId, kind: kindOf(event, time), x: event.clientX, y: event.clientY, time, moved: false };
  }

  function move(event: PointerEvent) {
    if (fingers.size === 2 && fingers.has(event.pointerId)) return pinch(event);
    if (drag?.pointer !== event.pointerId) return;
    if (!drag.moved) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < STILL) return;
      drag.moved = dragged = true;
      element.setPointerCapture(event.pointerId);
    }
    const from = shareOf(drag.x);
    const to = shareOf(event.clientX);
    if (drag.kind === 'scrub') plot.onscrub(to);
    else if (drag.kind === 'brush') plot.onbrush([from, to]);
    else plot.onwindow(panned(drag.time, plot.extent(), (drag.x - event.clientX) / plot.box().width));
  }

  function pinch(event: PointerEvent) {
    const time = plot.time();
    const before = [...fingers.values()];
    fingers.set(event.pointerId, event.clientX);
    const after = [...fingers.values()];
    const apart = ([a, b]: readonly number[]) => Math.max(8, Math.abs(a! - b!));
    if (time) plot.onwindow(zoomed(time, plot.extent(), shareOf((after[0]! + after[1]!) / 2), apart(before) / apart(after)));
  }

  function up(event: PointerEvent) {
    fingers.delete(event.pointerId);
    if (drag?.pointer !== event.pointerId) return;
    const { kind, moved, x, time } = drag;
    drag = null;
    if (kind !== 'brush' || !moved) return;
    plot.onbrush(null);
    if (event.type === 'pointerup') plot.onwindow(brushed(time, plot.extent(), shareOf(x), shareOf(event.clientX)));
  }

  function click(event: MouseEvent) {
    if (dragged || event.detail > 1) return;
    const { left, top } = plot.box();
    plot.onpress(event.clientX - left, event.clientY - top);
  }

  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('click', click);
  element.addEventListener('dblclick', plot.ondouble);
  return () => {
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
    element.removeEventListener('click', click);
    element.removeEventListener('dblclick', plot.ondouble);
  };
}
