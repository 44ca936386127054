import { execFile } from 'node:child_process';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KERNEL_BUILDS, kernelsFile, type KernelBuild } from '../core/engine/kernel-build.ts';
import { root } from './root.ts';

const OPTIONS = ['--enable', 'simd', '--enable', 'threads', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--noAssert', '-O3'];
// v128 never leaves the module: only `run` and `step` are exported
const QUIET = ['--disableWarning', '112'];
/** All that 32 bits can address: memory grows when data are bound, and a shared one must say how far. */
const MOST_PAGES = '65536';

/**
 * Compiles core/engine/kernels to dist/, once for each build: SIMD, memory from outside, no runtime and no data of its own. The
 * compiler runs as a command, for its types, once imported, redefine `console` and `Array` for every file of the program.
 */
export async function buildKernels(): Promise<void> {
  await mkdir(join(root, 'dist'), { recursive: true });
  await Promise.all(KERNEL_BUILDS.map(compile));
}

async function compile(build: KernelBuild): Promise<void> {
  const asc = join(root, 'node_modules/assemblyscript/bin/asc.js');
  const file = `dist/${kernelsFile(build)}`;
  const unfinished = `${file}.${process.pid}`;
  const options = [
    ...(build.numerics === 'relaxed' ? ['--enable', 'relaxed-simd'] : []),
    ...(build.shared ? ['--sharedMemory', '--maximumMemory', MOST_PAGES] : []),
  ];
  const { stderr } = await promisify(execFile)(
    process.execPath,
    [asc, 'core/engine/kernels/program.ts', '--outFile', unfinished, ...OPTIONS, ...options, ...QUIET],
    { cwd: root },
  ).catch((error: { stderr: string }) => error);
  if (stderr) throw new Error(`The kernels do not compile.\n${stderr}`);
  await rename(join(root, unfinished), join(root, file));
}
