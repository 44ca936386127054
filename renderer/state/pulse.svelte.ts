/**
 * @file How much gradient one block gets, as the canvas shows it. A pulse is a small box of its own: it changes sixty times a
 * second, and must not touch the canvas's list of nodes, which would lay all of them out again.
 */
import type { Instant } from '../../core/telemetry/instant.ts';
import type { Recording } from '../../core/telemetry/recording.ts';
import { readRow } from './reading.ts';

export class Pulse {
  /** Decades above (below: negative) a healthy network's signal; -Infinity for an exact zero, null for not known. */
  heat = $state<number | null>(null);
  /** Some number of it is no longer finite. */
  broken = $state(false);
  /** The fraction of its units that was dead, or of its outputs that was saturated, when they were last inspected; null before. */
  dead = $state<number | null>(null);
  saturated = $state<number | null>(null);
}

/** How far back an inspection is looked for in a run that is already there, in recorded steps. */
const LOOK_BACK = 600;

export class Pulses {
  readonly #byNode = new Map<string, Pulse>();
  /** For each row, how many frames of the recording its inspections have been looked for in. */
  #seen: { readonly recording: Recording; readonly frames: number[] } | null = null;

  /** The box of a block; the same one for as long as the app runs. */
  of(node: string): Pulse {
    let pulse = this.#byNode.get(node);
    if (!pulse) {
      pulse = new Pulse();
      this.#byNode.set(node, pulse);
    }
    return pulse;
  }

  /** Takes over the last recorded step for the rows from `from` up to `to`; of what is measured only now and then the last that was. */
  update(recording: Recording, from = 0, to = recording.header.rows.length): void {
    const { recent, frames, header } = recording;
    if (recent.count === 0) return;
    if (this.#seen?.recording !== recording) this.#seen = { recording, frames: [] };
    for (let row = from; row < to; row++) {
      const { node, inspected } = header.rows[row]!;
      const pulse = this.of(node);
      const before = this.#seen.frames[row];
      const fresh = before === undefined ? LOOK_BACK : frames - before;
      const { heat, broken, units } = readRow(recording, row, Math.max(0, recent.count - fresh));
      pulse.heat = heat;
      pulse.broken = broken;
      if (inspected && (units !== null || before === undefined)) pulse[inspected] = units;
      this.#seen.frames[row] = frames;
    }
  }

  /** Shows an earlier step in the rows from `from` up to `to`. */
  lookBack(recording: Recording, instant: Instant, from = 0, to = recording.header.rows.length): void {
    this.#seen = null;
    for (let row = from; row < to; row++) {
      const { node, inspected } = recording.header.rows[row]!;
      const pulse = this.of(node);
      const { heat, broken, units } = readRow(recording, row, 0, instant);
      pulse.heat = heat;
      pulse.broken = broken;
      if (inspected) pulse[inspected] = units;
    }
  }

  clear(): void {
    this.#seen = null;
    for (const pulse of this.#byNode.values()) {
      pulse.heat = null;
      pulse.broken = false;
      pulse.dead = null;
      pulse.saturated = null;
    }
  }
}
