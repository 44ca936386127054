/**
 * @file The theme's colours as numbers, for what is drawn and not styled: canvas elements and colour tables. They are read
 * from the page, so that tokens.css stays the only place where a colour is written.
 */

const TOKENS = ['ground', 'panel', 'muted', 'cold', 'hot'] as const;
export type Token = (typeof TOKENS)[number];

/** Each token as `rgb(r, g, b)`. */
export type Palette = Readonly<Record<Token, string>>;

/** The colours in force at an element. */
export function readPalette(element: Element): Palette {
  const palette = {} as Record<Token, string>;
  for (const token of TOKENS) palette[token] = readColour(element, `var(--${token})`);
  return palette;
}

/** A CSS colour as it is at an element, as `rgb(r, g, b)`; `light-dark()` is resolved by the browser, hence the probe. */
export function readColour(element: Element, colour: string): string {
  const probe = element.ownerDocument.createElement('i');
  probe.hidden = true;
  probe.style.color = colour;
  element.append(probe);
  const read = getComputedStyle(probe).color;
  probe.remove();
  return read;
}

/** Milliseconds from a canvas of the page to those that are only drawn from, which say nothing to the page when they are back. */
const ALL_RESTORED = 250;

/**
 * Calls back when everything that is drawn and not styled is to be drawn anew: the page changes between light and dark, by choice or by the
 * machine; or the process that draws was lost, and with it what was on the canvases. Returns how to stop.
 */
export function onRedraw(redraw: () => void): () => void {
  const machine = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(redraw);
  let restoring: ReturnType<typeof setTimeout> | undefined;
  const restored = () => {
    clearTimeout(restoring);
    restoring = setTimeout(redraw, ALL_RESTORED);
  };
  machine.addEventListener('change', redraw);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  document.addEventListener('contextrestored', restored, { capture: true }); // it does not bubble
  return () => {
    clearTimeout(restoring);
    machine.removeEventListener('change', redraw);
    observer.disconnect();
    document.removeEventListener('contextrestored', restored, { capture: true });
  };
}
