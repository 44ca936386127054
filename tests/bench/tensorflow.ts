/** @file TensorFlow.js as a peer: its plain back end in JavaScript and its WebAssembly one, each in a thread of its own. */
import { Worker } from 'node:worker_threads';
import type { Clock } from './clock.ts';
import type { Peer } from './contender.ts';
import { Remote } from './remote.ts';
import type { TensorflowFacts } from './tensorflow-contender.ts';
import type { Material } from './tensorflow-worker.ts';

const CAVEATS = {
  wasm: [
    'In Node the WebAssembly back end of TensorFlow.js runs on one thread only, however many there are.',
    'It multiplies fast only where neither matrix is transposed. Both products of the backward pass of a Linear layer are transposed and go through a plain loop, so its ratios say more about a missing kernel than about WebAssembly.',
  ],
  cpu: [],
} as const;

/** @throws Error if it is not installed, or does not start */
export async function tensorflowPeer(backend: 'wasm' | 'cpu', clock: Clock): Promise<Peer> {
  const worker = new Worker(new URL('./tensorflow-worker.ts', import.meta.url), { workerData: backend });
  const remote = new Remote((request) => worker.postMessage(request));
  worker.on('message', (answer: Record<string, unknown>) => remote.answered(answer));
  worker.on('error', (error) => remote.fail(error as Error));

  const { version, simd, threads } = (await remote.ask({ do: 'about' })) as unknown as TensorflowFacts;
  const how = backend === 'wasm' ? `WebAssembly back end, ${simd ? 'SIMD' : 'no SIMD'}` : 'plain JavaScript back end';
  return {
    name: `tfjs-${backend}`,
    about: `TensorFlow.js ${version}, ${how}, ${threads} thread`,
    caveats: CAVEATS[backend],
    threaded: false,
    start: (each, weights, examples) => remote.start({ each, weights, examples, clock } satisfies Material),
    end: () => void worker.terminate(),
  };
}
