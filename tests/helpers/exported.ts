/** @file A document exported as Python by a session, and what the session itself makes of it. */
import type { Document } from '../../core/document/document.ts';
import type { Finding } from '../../core/findings/finding.ts';
import type { GivenFile } from '../../core/session/protocol.ts';
import type { Evaluation } from '../../core/telemetry/frame.ts';
import { Listener } from './local-session.ts';

export interface OwnRun {
  /** Of the steps that were taken. */
  readonly losses: readonly number[];
  readonly evaluations: readonly Evaluation[];
  /** The model file after them. */
  readonly model: Uint8Array;
}

export async function exportedPython(
  document: Document,
  { files = [], modelFile = null }: { readonly files?: readonly GivenFile[]; readonly modelFile?: string | null } = {},
): Promise<{ readonly code: Uint8Array; readonly text: string; readonly findings: readonly Finding[] }> {
  const { client } = new Listener();
  try {
    await client.files(files);
    const { bytes, findings } = await client.export(document, 'pytorch', modelFile);
    return { code: bytes, text: new TextDecoder().decode(bytes), findings };
  } finally {
    client.close();
  }
}

/** Trains for so many steps, to the end without a number; from the weights in a file if there is one. */
export async function ownRun(
  document: Document,
  steps?: number,
  { files = [], model }: { readonly files?: readonly GivenFile[]; readonly model?: Uint8Array } = {},
): Promise<OwnRun> {
  const listener = new Listener();
  const { client } = listener;
  try {
    await client.files(files);
    if (model) await client.open({ name: 'model.safetensors', bytes: model.slice() });
    await client.edit(document);
    await client.start(steps);
    await listener.rest();
    const recording = listener.recording!;
    const losses = Array.from({ length: recording.count }, (_, column) => recording.scalar('loss', column));
    const { bytes } = await client.save(document);
    return { losses, evaluations: [...recording.evaluations], model: bytes };
  } finally {
    client.close();
  }
}
