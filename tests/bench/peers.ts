/** @file Who is there to be compared with, and who is not. */
import { pythonWith } from '../helpers/python.ts';
import type { Peer } from './contender.ts';
import { tensorflowPeers } from './tensorflow.ts';
import { torchPeer } from './torch.ts';

export interface Found {
  readonly peers: readonly Peer[];
  /** A sentence for each that is not there. */
  readonly absent: readonly string[];
}

/** `python` names the Python with torch; null looks for one. */
export async function findPeers(python: string | null): Promise<Found> {
  const absent: string[] = [];
  const reason = (error: unknown) => (error instanceof Error ? error.message.split('\n')[0]! : String(error));
  const tensorflow = await tensorflowPeers().catch((error: unknown) => {
    absent.push(`TensorFlow.js is not there: ${reason(error)}`);
    return [];
  });
  const found = python ?? pythonWith('torch');
  const torch = found
    ? await torchPeer(found).catch((error: unknown) => {
        absent.push(`PyTorch is not there: ${reason(error)}`);
        return null;
      })
    : null;
  if (!found) absent.push('PyTorch is not there: no python3 that imports torch was found. `--torch PATH` names one.');
  return { peers: [...tensorflow, ...(torch ? [torch] : [])], absent };
}
