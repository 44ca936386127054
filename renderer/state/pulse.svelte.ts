/**
 * @file How much gradient one block gets, as the canvas shows it. A pulse is a small box of its own: it changes sixty times a
 * second, and must not touch the canvas's list of nodes, which would lay all of them out again.
 */
import type { Recording } from '../../core/telemetry/recording.ts';

export class Pulse {
  /** Decades above (below: negative) a healthy network's signal; -Infinity for an exact zero, null for not known. */
  heat = $state<number | null>(null);
  /** Some number of it is no longer finite. */
  broken = $state(false);
}

export class Pulses {
  readonly #byNode = new Map<string, Pulse>();

  /** The box of a block; the same one for as long as the app runs. */
  of(node: string): Pulse {
    let pulse = this.#byNode.get(node);
    if (!pulse) {
      pulse = new Pulse();
      this.#byNode.set(node, pulse);
    }
    return pulse;
  }

  /** Takes over the last recorded step. */
  update(recording: Recording): void {
    const { rows, healthy, anchor } = recording.header;
    const now = recording.recent;
    const column = now.count - 1;
    if (column < 0) return;
    const last = Math.log10(now.value('signal', anchor, column));
    for (let row = 0; row < rows.length; row++) {
      const pulse = this.of(rows[row]!.node);
      const expected = healthy[row];
      const heat = Math.log10(now.value('signal', row, column)) - last - (expected ?? Number.NaN);
      pulse.heat = Number.isNaN(heat) ? null : heat;
      pulse.broken = now.value('non_finite', row, column) > 0;
    }
  }

  clear(): void {
    for (const pulse of this.#byNode.values()) {
      pulse.heat = null;
      pulse.broken = false;
    }
  }
}
