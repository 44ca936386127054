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

/** Calls back when the page changes between light and dark, by choice or by the machine. Returns how to stop. */
export function watchTheme(changed: () => void): () => void {
  const machine = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  machine.addEventListener('change', changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    machine.removeEventListener('change', changed);
    observer.disconnect();
  };
}
