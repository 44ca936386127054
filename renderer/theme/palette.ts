/**
 * @file The theme's colours as numbers, for what is drawn and not styled: canvas elements and colour tables. They are read
 * from the page, so that tokens.css stays the only place where a colour is written.
 */

const TOKENS = ['ground', 'panel', 'muted', 'cold', 'hot'] as const;
export type Token = (typeof TOKENS)[number];

/** Each token as `rgb(r, g, b)`. */
export type Palette = Readonly<Record<Token, string>>;

/** The colours in force at an element; `light-dark()` is resolved by the browser, hence the probe. */
export function readPalette(element: Element): Palette {
  const probe = element.ownerDocument.createElement('i');
  probe.hidden = true;
  element.append(probe);
  const palette = {} as Record<Token, string>;
  for (const token of TOKENS) {
    probe.style.color = `var(--${token})`;
    palette[token] = getComputedStyle(probe).color;
  }
  probe.remove();
  return palette;
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
