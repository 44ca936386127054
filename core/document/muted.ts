import type { Document } from './document.ts';

/** The codes of findings that the person muted in this network. */
export function mutedCodes({ diagnosis }: Document): readonly string[] {
  return diagnosis?.muted ?? [];
}
