/** @file One line on a terminal that is written over again and again; nothing at all where standard error is not a terminal. */
import type { Event } from '../session/protocol.ts';

const WIDTH = 24;

export class ProgressBar {
  readonly #shown = process.stderr.isTTY === true;

  show({ step, totalSteps, epoch, stepsPerSecond, secondsLeft }: Extract<Event, { type: 'status' }>, loss: number): void {
    if (!this.#shown) return;
    const filled = totalSteps > 0 ? Math.round((WIDTH * step) / totalSteps) : 0;
    const parts = [
      `epoch ${epoch}`,
      `step ${step} of ${totalSteps}`,
      ...(Number.isNaN(loss) ? [] : [`loss ${loss.toPrecision(3)}`]),
      ...(stepsPerSecond === null ? [] : [`${stepsPerSecond.toPrecision(3)} steps/s`]),
      ...(secondsLeft === null ? [] : [`${Math.ceil(secondsLeft)} s left`]),
    ];
    process.stderr.write(`\r\x1b[2K${'━'.repeat(filled)}${'┄'.repeat(WIDTH - filled)} ${parts.join(' · ')}`);
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[2K');
  }
}
