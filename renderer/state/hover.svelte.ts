/**
 * @file What the pointer rests on, or the keyboard has come to, on the canvas: a card tells of it. It comes after a moment, stays while
 * the pointer is on the thing or on the card, and goes for good when it is dismissed, until something else is pointed at.
 */

/** A block by its id, a wire by its `edgeName`. */
export type Subject = { readonly kind: 'block' | 'wire'; readonly id: string };

/** Where something is on the screen, in CSS pixels of the window. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Pointed {
  readonly subject: Subject;
  /** Where it is now; null if it is gone. */
  readonly place: () => Edges | null;
}

/** Milliseconds of rest before the card comes, before it tells of another thing instead, and on the way from the thing to the card. */
const OPEN_AFTER = 500;
const SWITCH_AFTER = 160;
const CLOSE_AFTER = 220;

export class Hover {
  /** Null while there is no card. */
  shown = $state.raw<Pointed | null>(null);
  #wanted: Pointed | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The pointer or the focus has come to something. */
  point(pointed: Pointed): void {
    if (sameSubject(this.shown, pointed)) return this.stay();
    if (sameSubject(this.#wanted, pointed)) return;
    this.#wanted = pointed;
    this.#after(this.shown ? SWITCH_AFTER : OPEN_AFTER, pointed);
  }

  /** It has left, maybe for the card. */
  leave(): void {
    this.#wanted = null;
    if (this.shown) this.#after(CLOSE_AFTER, null);
    else clearTimeout(this.#timer);
  }

  /** The pointer is on the card. */
  stay(): void {
    clearTimeout(this.#timer);
    this.#wanted = this.shown;
  }

  /** Away with it at once; what is pointed at brings no card again before it has been left. */
  dismiss(): void {
    clearTimeout(this.#timer);
    this.#wanted = this.shown ?? this.#wanted;
    this.shown = null;
  }

  #after(milliseconds: number, pointed: Pointed | null): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.shown = pointed), milliseconds);
  }
}

function sameSubject(a: Pointed | null, b: Pointed): boolean {
  return a !== null && a.subject.kind === b.subject.kind && a.subject.id === b.subject.id;
}
