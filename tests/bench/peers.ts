/** @file Who is there to be compared with, and who is not. */
import type { Clock } from './clock.ts';
import type { Peer } from './contender.ts';
import { tensorflowPeer } from './tensorflow.ts';
import { torchPeer } from './torch.ts';

/** Where a Python may be: on the path, or where Debian keeps the one that its packages are for. */
const PYTHONS = ['python3', '/usr/bin/python3'];

export interface Found {
  readonly peers: readonly Peer[];
  /** A sentence for each that is not there. */
  readonly absent: readonly string[];
}

/** `python` names the Python with torch; null looks for one. */
export async function findPeers(python: string | null, clock: Clock): Promise<Found> {
  const absent: string[] = [];
  const orAbsent = (name: string, peer: Promise<Peer>) =>
    peer.catch((error: Error) => {
      absent.push(`${name} is not there: ${error.message.split('\n')[0]}`);
      return null;
    });
  const found = await Promise.all([
    orAbsent('tfjs-wasm', tensorflowPeer('wasm', clock)),
    orAbsent('tfjs-cpu', tensorflowPeer('cpu', clock)),
    orAbsent('pytorch', firstTorch(python === null ? PYTHONS : [python], clock)),
  ]);
  return { peers: found.filter((peer) => peer !== null), absent };
}

/** @throws Error that tells why the last of them does not start */
async function firstTorch([python, ...others]: readonly string[], clock: Clock): Promise<Peer> {
  try {
    return await torchPeer(python!, clock);
  } catch (error) {
    if (others.length === 0) throw error;
    return firstTorch(others, clock);
  }
}
