import type { Finding } from '../findings/finding.ts';
import type { Document } from './document.ts';

/** The codes of findings that the person muted in this network. */
export function mutedCodes({ diagnosis }: Document): readonly string[] {
  return diagnosis?.muted ?? [];
}

/** What the diagnosis says of a run, or foresees, may be muted; what keeps a network from training may not. */
export function isMutable({ evidence, where }: Finding): boolean {
  return evidence !== undefined || where.step !== undefined;
}
