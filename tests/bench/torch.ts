/** @file PyTorch eager as a peer: a Python process that stays up and sleeps between its turns (torch-peer.py). */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { linearShapes, PRODUCTS_OF, type Case } from './cases.ts';
import type { Clock } from './clock.ts';
import type { Peer, Weights } from './contender.ts';
import type { Examples } from './examples.ts';
import { Remote } from './remote.ts';

/** Below this a BLAS cannot be one that was written for the processor. */
const SLOW_GFLOPS = 12;
interface About {
  readonly version: string;
  readonly built: string;
  readonly libraries: readonly string[];
  readonly capability: string;
  readonly gflops: number;
}

/** Starts it with the Python at this path. @throws Error with what Python said if it does not start */
export async function torchPeer(python: string, clock: Clock): Promise<Peer> {
  const child = spawn(python, [join(import.meta.dirname, 'torch-peer.py')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Intel's threads would spin for 200 ms after the last product, into the next contender's turn
    env: { ...process.env, KMP_BLOCKTIME: '1' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  child.stdin.on('error', () => {}); // the end of the process tells it, too
  const remote = new Remote((request) => child.stdin.write(`${JSON.stringify(request)}\n`));
  createInterface(child.stdout).on('line', (line) => remote.answered(JSON.parse(line) as Record<string, unknown>));
  child.on('error', (error) => remote.fail(error));
  child.on('close', () => remote.fail(new Error(`${python} ended. ${said.trim().split('\n').at(-1) ?? ''}`)));

  const [first] = linearShapes(PRODUCTS_OF);
  const about = (await remote.ask({ do: 'about', rows: PRODUCTS_OF.batch, ...first })) as unknown as About;
  const blas = about.libraries.length > 0 ? about.libraries.join(', ') : about.built;
  const rate = `${about.gflops.toFixed(1)} GFLOP/s`;
  return {
    name: 'pytorch',
    about: `PyTorch ${about.version} eager (${python}), ${about.capability}, BLAS ${blas}: ${rate} in its own ${PRODUCTS_OF.batch}×${first!.inputs}×${first!.outputs} product on one thread`,
    caveats:
      about.gflops < SLOW_GFLOPS
        ? [
            `This PyTorch multiplies matrices at ${rate} on one thread, so it has no fast BLAS (${blas}): a PyTorch with MKL or OpenBLAS is many times as fast in (c) and (d), and faster in (b). \`--torch PATH\` names another Python.`,
          ]
        : [],
    threaded: true,
    start: (each, weights, examples, threads) => remote.start(materialOf(each, weights, examples, threads, threads === 1 ? clock : 'wall')),
    end: () => child.stdin.end(),
  };
}

function layersOf(each: Case): Record<string, unknown>[] {
  const linears = linearShapes(each);
  return linears.flatMap((shape, index) => {
    const linear = { layer: 'Linear', ...shape };
    if (index === linears.length - 1) return [linear];
    return [
      linear,
      ...(each.batchNorm ? [{ layer: 'BatchNorm1d', features: shape.outputs }] : []),
      { layer: 'ReLU' },
      ...(each.p > 0 ? [{ layer: 'Dropout', p: each.p }] : []),
    ];
  });
}

/** All that torch-peer.py makes the network from; numbers as the bytes of 32-bit floats, in base64. */
function materialOf(each: Case, weights: Weights, examples: Examples, threads: number, clock: Clock): Record<string, unknown> {
  const text = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
  return {
    threads,
    clock,
    inputs: each.inputs,
    batch: each.batch,
    layers: layersOf(each),
    optimizer: each.optimizer,
    parameters: weights.map(({ values }) => text(values)),
    features: text(examples.features),
    labels: text(examples.labels),
  };
}
