import type { PowerSaveBlocker } from 'electron';

/** Keeps the machine from falling asleep, for as long as it is wanted; the screen may. */
export class StayingAwake {
  readonly #blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  #id: number | null = null;

  constructor(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>) {
    this.#blocker = blocker;
  }

  want(awake: boolean): void {
    if (awake) {
      this.#id ??= this.#blocker.start('prevent-app-suspension');
    } else if (this.#id !== null) {
      this.#blocker.stop(this.#id);
      this.#id = null;
    }
  }
}
