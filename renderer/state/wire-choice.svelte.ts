/** @file The choice of a wire by its other end, without a hand that draws it. */
export type Side = 'from' | 'to';

export interface WantedWire {
  /** The block that the wire is to leave or to lead to. */
  readonly node: string;
  readonly side: Side;
  /** Only this port of it. */
  readonly port?: string | undefined;
}

export class WireChoice {
  /** Null while nothing is chosen. */
  wanted = $state.raw<WantedWire | null>(null);

  open(wanted: WantedWire): void {
    this.wanted = wanted;
  }

  close(): void {
    this.wanted = null;
  }
}
