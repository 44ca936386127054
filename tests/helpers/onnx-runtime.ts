/** @file ONNX Runtime, which judges what an ONNX file computes. It runs in WebAssembly on one thread and fetches nothing. */
import { env, InferenceSession, Tensor } from 'onnxruntime-web';

env.wasm.numThreads = 1;
env.logLevel = 'error';

/** What one output of a model holds, row-major. */
export interface RuntimeOutput {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What goes into one input of a model: its name, its extents with the batch, and its numbers. */
export interface RuntimeInput {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The outputs of a model, by name, as the file says it: nothing is optimised. @throws Error what ONNX Runtime has against it */
export async function runOnnx(file: Uint8Array, inputs: readonly RuntimeInput[]): Promise<ReadonlyMap<string, RuntimeOutput>> {
  const session = await InferenceSession.create(file, { executionProviders: ['wasm'], graphOptimizationLevel: 'disabled' });
  try {
    const feeds = Object.fromEntries(inputs.map(({ name, shape, values }) => [name, new Tensor('float32', values, shape)]));
    const results = await session.run(feeds);
    return new Map(Object.entries(results).map(([name, { dims, data }]) => [name, { shape: dims, values: data as Float32Array }]));
  } finally {
    await session.release();
  }
}
