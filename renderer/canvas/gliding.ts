/** @file What was laid out anew glides to its new place, its wires with it. The document has it there from the start. */
import type { Drawn } from './drawn.ts';

/** A frame that took longer, in milliseconds, counts as this long: what is seldom drawn glides for longer, and does not jump. */
const LONGEST_FRAME = 40;

interface Place {
  readonly x: number;
  readonly y: number;
}

export class Gliding {
  readonly #drawn: Drawn;
  #frame = 0;
  #goals: ReadonlyMap<string, Place> = new Map();

  constructor(drawn: Drawn) {
    this.#drawn = drawn;
  }

  /** Where everything is now, to glide on from. */
  places(): ReadonlyMap<string, Place> {
    return new Map(this.#drawn.nodes.map(({ id, position }) => [id, position]));
  }

  /** Glides from `starts` to where everything is now, in so many milliseconds. Ends early if the document changes meanwhile. */
  from(starts: ReadonlyMap<string, Place>, duration: number): void {
    this.finish();
    if (duration === 0) return;
    const goals = this.places();
    this.#goals = goals;
    const { shown } = this.#drawn;
    let elapsed = 0;
    let before: number | null = null;
    const draw = (now: number | null) => {
      if (this.#drawn.shown !== shown) return this.#forget();
      if (now !== null && before !== null) elapsed += Math.min(now - before, LONGEST_FRAME);
      before = now;
      const share = elapsed / duration;
      if (share >= 1) return this.finish();
      const eased = 1 - (1 - share) ** 3;
      this.#place((id, here) => {
        const [start, goal] = [starts.get(id), goals.get(id)];
        if (!start || !goal) return here;
        return { x: start.x + (goal.x - start.x) * eased, y: start.y + (goal.y - start.y) * eased };
      });
      this.#frame = requestAnimationFrame(draw);
    };
    draw(null);
  }

  /** A hand comes: everything is where it belongs at once. */
  finish(): void {
    if (this.#goals.size === 0) return;
    const goals = this.#goals;
    this.#forget();
    this.#place((id, here) => goals.get(id) ?? here);
  }

  #forget(): void {
    cancelAnimationFrame(this.#frame);
    this.#goals = new Map();
  }

  #place(placeOf: (id: string, here: Place) => Place): void {
    this.#drawn.nodes = this.#drawn.nodes.map((node) => {
      const { x, y } = placeOf(node.id, node.position);
      return x === node.position.x && y === node.position.y ? node : { ...node, position: { x, y } };
    });
  }
}
