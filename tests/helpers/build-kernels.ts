import { buildAll } from '../../build/build.ts';

/** Before the first test: dist/kernels.wasm is that of the sources. */
export default function setup(): Promise<void> {
  return buildAll(['kernels']);
}
