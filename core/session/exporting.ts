/** @file A network as a file of another program. */
import type { Finding } from '../findings/finding.ts';
import type { HeldRuns } from './held-runs.ts';
import type { Request } from './protocol.ts';
import type { Workshop } from './workshop.ts';

type Wanted = Omit<Extract<Request, { type: 'export' }>, 'type' | 'id'>;

export interface Exported {
  readonly type: 'exported';
  readonly bytes: Uint8Array;
  readonly findings: readonly Finding[];
}

/** @throws InputError what of the network the format has no way to say */
export async function exportNetwork({ document, format, modelFile }: Wanted, workshop: Workshop, runs: HeldRuns): Promise<Exported> {
  throw new Error(`${format} of ${document.name} beside ${modelFile}: ${String(workshop)} ${String(runs)}`);
}
