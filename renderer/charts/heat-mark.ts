/** Something that went on from a step, pointed at below the time axis. */
export interface HeatMark {
  readonly step: number;
  /** The step at which it ended; null if it has not. */
  readonly ended: number | null;
  readonly text: string;
  /** A CSS colour. */
  readonly colour: string;
}
