/**
 * @file The desktop shell: electron/main.ts and electron/preload.ts, each bundled into one CommonJS file. A sandboxed preload script
 * can be nothing else, and the main script has to have registered its scheme before Electron is ready, which a module may miss.
 */
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './root.ts';

export async function bundleElectron(): Promise<void> {
  for (const name of ['main', 'preload'])
    await build({
      configFile: false,
      logLevel: 'warn',
      root: join(root, 'electron'),
      publicDir: false,
      build: {
        ssr: true,
        target: 'node24',
        outDir: join(root, 'dist/electron'),
        emptyOutDir: name === 'main',
        minify: false,
        rolldownOptions: {
          input: join(root, 'electron', `${name}.ts`),
          external: ['electron', /^node:/, ...builtinModules],
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    });
}
