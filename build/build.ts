/** @file `npm run build`: makes in dist/ what is not up to date. With names of steps it makes only those. */
import { KERNEL_BUILDS, kernelsFile } from '../core/engine/kernel-build.ts';
import { whenChanged, type Step } from './when-changed.ts';

const KERNELS = KERNEL_BUILDS.map((build) => `dist/${kernelsFile(build)}`);

// The tools are imported when they are needed: most runs build nothing, and start at once.
const STEPS: readonly Step[] = [
  {
    name: 'kernels',
    inputs: ['core/engine/kernels', 'core/engine/kernel-build.ts', 'build/kernels.ts'],
    outputs: KERNELS,
    run: async () => (await import('./kernels.ts')).buildKernels(),
  },
  {
    name: 'language',
    inputs: ['renderer/language/messages', 'build/language.ts'],
    outputs: ['renderer/language/generated/messages.js'],
    run: async () => (await import('./language.ts')).compileLanguage(),
  },
  {
    name: 'renderer',
    inputs: ['renderer', 'core', 'electron/bridge.ts', 'electron/links.ts', ...KERNELS, 'build/vite.renderer.ts', 'package.json'],
    outputs: ['dist/renderer.json', 'dist/renderer/index.html'],
    run: async () => {
      const [{ build }, { default: config }] = await Promise.all([import('vite'), import('./vite.renderer.ts')]);
      await build({ ...config, configFile: false, logLevel: 'warn' });
    },
  },
  {
    name: 'electron',
    inputs: ['electron', 'build/vite.electron.ts'],
    outputs: ['dist/electron/main.cjs', 'dist/electron/preload.cjs'],
    run: async () => (await import('./vite.electron.ts')).bundleElectron(),
  },
];

export async function buildAll(names: readonly string[] = STEPS.map((step) => step.name)): Promise<void> {
  for (const step of STEPS) if (names.includes(step.name)) await whenChanged(step);
}

if (process.argv[1] === import.meta.filename) {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !STEPS.some((step) => step.name === name));
  if (unknown) {
    console.error(`There is no step "${unknown}" in the build. There are: ${STEPS.map((step) => step.name).join(', ')}.`);
    process.exit(1);
  }
  await buildAll(names.length > 0 ? names : undefined);
  process.exit(0); // the compiler of the messages leaves a timer of half a minute behind
}
