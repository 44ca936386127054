/** @file Tells which block or wire of the canvas the pointer rests on, or the keyboard has come to. */
import type { Edges, Hover, Pointed, Subject } from '../state/hover.svelte.ts';

const BLOCK = '.svelte-flow__node-block';
const WIRE = '.svelte-flow__edge';
const LABEL = '.wire-label';

/** Around a point of a wire, in pixels: the card keeps clear of the pointer. */
const CLEAR = 12;

export function watchHover(hover: Hover): (canvas: HTMLElement) => () => void {
  return (canvas) => {
    const listening = new AbortController();
    const listen = <K extends keyof HTMLElementEventMap>(type: K, heard: (event: HTMLElementEventMap[K]) => void) =>
      canvas.addEventListener(type, heard, { signal: listening.signal, passive: true, capture: true });

    listen('pointerover', (event) => {
      if (event.pointerType === 'touch' || event.buttons !== 0) return;
      const pointed = pointedAt(event.target as Element, event);
      if (pointed) hover.point(pointed);
      else hover.leave();
    });
    listen('pointerout', (event) => {
      if (!canvas.contains(event.relatedTarget as Node | null)) hover.leave();
    });
    listen('focusin', ({ target }) => {
      const pointed = (target as Element).matches(`:is(${BLOCK}, ${WIRE}):focus-visible`) ? pointedAt(target as Element, null) : null;
      if (pointed) hover.point(pointed);
    });
    listen('focusout', () => hover.leave());
    listen('pointerdown', () => hover.dismiss());
    listen('wheel', () => hover.dismiss());
    return () => {
      listening.abort();
      hover.dismiss();
    };
  };
}

function pointedAt(target: Element, pointer: PointerEvent | null): Pointed | null {
  const subject = subjectOf(target);
  const element = target.closest<Element>(subject?.kind === 'block' ? BLOCK : `${WIRE}, ${LABEL}`);
  if (!subject || !element) return null;
  const { clientX: x = 0, clientY: y = 0 } = pointer ?? {};
  const place = subject.kind === 'wire' && pointer ? () => around(x, y) : () => placeOf(element);
  return { subject, place: () => (element.isConnected ? place() : null) };
}

function subjectOf(target: Element): Subject | null {
  const element = target.closest<HTMLElement | SVGElement>(`${BLOCK}, ${WIRE}, ${LABEL}`);
  const id = element?.dataset['id'];
  return element && id !== undefined ? { kind: element.matches(BLOCK) ? 'block' : 'wire', id } : null;
}

/** Of a wire its middle: the box around a wire may be as large as the canvas. */
function placeOf(element: Element): Edges {
  const path = element.querySelector<SVGPathElement>('path.wire');
  const onScreen = path?.getScreenCTM();
  if (!path || !onScreen) return element.getBoundingClientRect();
  const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(onScreen);
  return around(x, y);
}

function around(x: number, y: number): Edges {
  return { left: x - CLEAR, top: y - CLEAR, right: x + CLEAR, bottom: y + CLEAR };
}
