import { execFile } from 'node:child_process';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './root.ts';

const OPTIONS = ['--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--noAssert', '-O3'];
// v128 never leaves the module: only `run` is exported
const QUIET = ['--disableWarning', '112'];

/**
 * Compiles core/engine/kernels to dist/kernels.wasm: SIMD, memory from outside, no runtime and no data of its own. The compiler runs as a
 * command, for its types, once imported, redefine `console` and `Array` for every file of the program.
 */
export async function buildKernels(): Promise<void> {
  const asc = join(root, 'node_modules/assemblyscript/bin/asc.js');
  const unfinished = `dist/kernels.${process.pid}.wasm`;
  await mkdir(join(root, 'dist'), { recursive: true });
  const { stderr } = await promisify(execFile)(
    process.execPath,
    [asc, 'core/engine/kernels/program.ts', '--outFile', unfinished, ...OPTIONS, ...QUIET],
    { cwd: root },
  ).catch((error: { stderr: string }) => error);
  if (stderr) throw new Error(`The kernels do not compile.\n${stderr}`);
  await rename(join(root, unfinished), join(root, 'dist/kernels.wasm'));
}
