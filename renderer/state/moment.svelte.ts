/**
 * @file The moment of the run that the window shows: its newest, or an earlier one that was chosen in the landscape. Blocks, wires,
 * numbers, pictures and findings follow it; the run itself goes on.
 */

export class Moment {
  #step = $state<number | null>(null);

  /** The step that is looked back at; null: the newest. */
  get step(): number | null {
    return this.#step;
  }

  get live(): boolean {
    return this.#step === null;
  }

  show(step: number): void {
    this.#step = step;
  }

  /** Follows the run again. */
  follow(): void {
    this.#step = null;
  }
}
