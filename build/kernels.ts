import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.ts';

/** Compiles core/engine/kernels to dist/kernels.wasm: SIMD, memory from outside, no runtime and no data of its own. */
export async function buildKernels(): Promise<void> {
  const { default: asc } = await import('assemblyscript/asc');
  const options = ['--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--noAssert', '-O3'];
  // v128 never leaves the module: only `run` is exported
  const quiet = ['--disableWarning', '112'];
  let module: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    ['core/engine/kernels/program.ts', '--outFile', 'kernels.wasm', '--baseDir', root, ...options, ...quiet],
    {
      writeFile(_name, contents) {
        if (contents instanceof Uint8Array) module = contents;
      },
    },
  );
  if (error || !module || stderr.toString()) throw new Error(`The kernels do not compile.\n${stderr.toString()}`, { cause: error });
  await mkdir(join(root, 'dist'), { recursive: true });
  const unfinished = join(root, `dist/kernels.${process.pid}.wasm`);
  await writeFile(unfinished, module);
  await rename(unfinished, join(root, 'dist/kernels.wasm'));
}
