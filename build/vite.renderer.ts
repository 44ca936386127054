/**
 * @file The page: renderer/ built into dist/renderer, and beside it dist/renderer.json, the list of what may be served
 * (exact address → file and media type) that the loopback server and the app:// protocol answer from.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { root } from './root.ts';

const outDir = join(root, 'dist/renderer');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** A worker served as text/plain is refused, and so is streaming WebAssembly: every kind of file is named here or the build stops. */
const MEDIA_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

function writeServedFiles(): Plugin {
  return {
    name: 'gradscape-served-files',
    closeBundle() {
      const paths = readdirSync(outDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .sort();
      const served: Record<string, { file: string; type: string }> = {};
      for (const path of paths) {
        const type = MEDIA_TYPES[extname(path)];
        if (!type) throw new Error(`${path}: no media type is known for ${extname(path)} files. Add it to build/vite.renderer.ts.`);
        served[path === 'index.html' ? '/' : `/${path}`] = { file: path, type };
      }
      writeFileSync(join(root, 'dist/renderer.json'), `${JSON.stringify(served, null, 1)}\n`);
    },
  };
}

export default defineConfig({
  root: join(root, 'renderer'),
  base: './',
  publicDir: false,
  cacheDir: join(root, 'dist/.vite'),
  plugins: [svelte({ configFile: false }), writeServedFiles()],
  define: { GRADSCAPE_VERSION: JSON.stringify(version) },
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0, // data: addresses are refused by the content policy
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The page comes from this machine: few large files load sooner than many small ones.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
