/**
 * @file How much gradient one block gets, as the canvas shows it. A pulse is a small box of its own: it changes sixty times a
 * second, and must not touch the canvas's list of nodes, which would lay all of them out again.
 */
import { heatOf } from '../../core/telemetry/heat.ts';
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

  /** Takes over the last recorded step for the rows from `from` up to `to`. */
  update(recording: Recording, from = 0, to = recording.header.rows.length): void {
    const { rows } = recording.header;
    const now = recording.recent;
    const column = now.count - 1;
    if (column < 0) return;
    for (let row = from; row < to; row++) {
      const pulse = this.of(rows[row]!.node);
      const heat = heatOf(recording, now, row, column);
      pulse.broken = heat === Infinity;
      pulse.heat = pulse.broken || Number.isNaN(heat) ? null : heat;
    }
  }

  clear(): void {
    for (const pulse of this.#byNode.values()) {
      pulse.heat = null;
      pulse.broken = false;
    }
  }
}
