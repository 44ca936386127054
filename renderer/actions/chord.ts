/** @file Keys: as the catalogue writes them, as the page prints them, and as they come from the keyboard. */

/** One key with those that are held down beside it. */
export interface Chord {
  /** Control; Command on a Mac. */
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** As `KeyboardEvent.key` names it, letters as capitals: "G", "Delete", "ArrowLeft", "/". */
  readonly key: string;
}

/** What is asked of a key press. */
export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const MODIFIERS = { Ctrl: 'ctrl', Alt: 'alt', Shift: 'shift' } as const;

/** Where signs are that stand elsewhere, or nowhere, on a keyboard that writes another script: their places on the American one. */
const SIGNS: Readonly<Record<string, string>> = {
  '/': 'Slash',
  '?': 'Shift+Slash',
  '.': 'Period',
  ',': 'Comma',
  '<': 'Shift+Comma',
  '>': 'Shift+Period',
  '=': 'Equal',
  '-': 'Minus',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '{': 'Shift+BracketLeft',
  '}': 'Shift+BracketRight',
  '+': 'Shift+Equal',
};

const PRINTED: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };
const PRINTED_ON_MAC: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' };

/** Reads "Ctrl+Shift+G". */
export function parseChord(text: string): Chord {
  const parts = text.split(/\+(?=.)/);
  const key = parts.pop()!;
  const held = parts.map((part) => MODIFIERS[part as keyof typeof MODIFIERS]);
  return { ctrl: held.includes('ctrl'), alt: held.includes('alt'), shift: held.includes('shift'), key };
}

/** The inverse of `parseChord`. */
export function printChord({ ctrl, alt, shift, key }: Chord): string {
  return [ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** As it stands on the page: "Ctrl+Shift+G", on a Mac "⇧⌘G". */
export function chordText(text: string, mac = onMac()): string {
  const { ctrl, alt, shift, key } = parseChord(text);
  const shown = PRINTED[key] ?? key;
  if (!mac) return printChord({ ctrl, alt, shift, key: shown });
  return [alt && PRINTED_ON_MAC.Alt, shift && PRINTED_ON_MAC.Shift, ctrl && PRINTED_ON_MAC.Ctrl, shown].filter(Boolean).join('');
}

/** As `aria-keyshortcuts` wants it: "Control+Shift+G". */
export function ariaChord(text: string, mac = onMac()): string {
  return text.replace(/^Ctrl(?=\+.)/, mac ? 'Meta' : 'Control');
}

/** Whether it writes a character when it is pressed: in a text field it does, and in a list it looks for an item. */
export function writes({ ctrl, alt, key }: Chord): boolean {
  return !ctrl && !alt && key.length === 1;
}

/**
 * Whether this is the chord that was pressed. A letter is meant by what it writes; on a keyboard of another script, or where Alt makes
 * another character of it, by its place. Of a sign it does not matter whether Shift is needed to write it.
 */
export function isPressed(chord: Chord, press: Press, mac = onMac()): boolean {
  const ctrl = mac ? press.metaKey : press.ctrlKey;
  const foreign = mac ? press.ctrlKey : press.metaKey;
  if (foreign || ctrl !== chord.ctrl || press.altKey !== chord.alt) return false;
  const { key } = chord;
  const shift = press.shiftKey === chord.shift;
  if (key.length > 1) return shift && press.key === key;
  const latin = /^[\x20-\x7e]$/.test(press.key);
  if (/^[A-Z]$/.test(key)) return shift && (latin ? press.key.toUpperCase() === key : press.code === `Key${key}`);
  if (/^\d$/.test(key)) return press.key === key || (shift && press.code === `Digit${key}`);
  if (latin) return press.key === key && (shift || !chord.shift);
  return SIGNS[key] === `${press.shiftKey ? 'Shift+' : ''}${press.code}`;
}

/** Whether the machine has a Command key in place of Control. */
export function onMac(): boolean {
  return /^(Mac|iP)/.test(navigator.platform);
}
