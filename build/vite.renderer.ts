/**
 * @file The page: renderer/ built into dist/renderer, and beside it dist/renderer.json, the list of what may be served
 * (exact address → file and media type) that the loopback server and the app:// protocol answer from.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
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

/**
 * Makes one build of the page and its workers: what both need is in files that both fetch, where Vite would make a whole program of each
 * worker. Workers are written as Vite wants them, new Worker(new URL('./worker.ts', import.meta.url)).
 */
function shareWithWorkers(): Plugin {
  return {
    name: 'gradscape-workers',
    enforce: 'pre', // before Vite's own
    transform: {
      filter: { code: 'new Worker(new URL(' },
      handler(code, id) {
        const from = dirname(id.split('?')[0]!);
        return code.replace(/(new Worker\()new URL\('(.+?)', import\.meta\.url\)/g, (_, begin: string, path: string) => {
          const file = this.emitFile({ type: 'chunk', id: join(from, path) });
          return `${begin}import.meta.ROLLUP_FILE_URL_${file}`;
        });
      },
    },
  };
}

const WORKERS = ['worker', 'reader-worker', 'helper'].map((name) => join(root, `core/session/${name}.ts`));

/**
 * Few files at the start: what the page has in common with any worker, now or later, and the rest of it. What the page imports when it is
 * needed is in neither.
 */
function startingGroups(): Rolldown.CodeSplittingGroup {
  const reached = new Map<string, ReadonlySet<string>>();
  const isReached = (from: 'page' | 'workers', module: string, context: Rolldown.ChunkingContext): boolean => {
    let modules = reached.get(from);
    if (!modules) {
      const found = new Set(from === 'page' ? [join(root, 'renderer/main.ts')] : WORKERS);
      for (const id of found) {
        const { importedIds = [], dynamicallyImportedIds = [] } = context.getModuleInfo(id) ?? {};
        for (const imported of from === 'page' ? importedIds : [...importedIds, ...dynamicallyImportedIds]) found.add(imported);
      }
      reached.set(from, (modules = found));
    }
    return modules.has(module);
  };
  return {
    name(module, context) {
      if (!isReached('page', module, context)) return null;
      return isReached('workers', module, context) ? 'common' : 'page';
    },
  };
}

/** A worker that fetched a file of the page would start another page, without a window. */
function keepPageFromWorkers(): Plugin {
  return {
    name: 'gradscape-no-page-in-workers',
    generateBundle(_options, bundle) {
      const found = new Set(
        Object.values(bundle).flatMap((file) =>
          file.type === 'chunk' && WORKERS.includes(file.facadeModuleId ?? '') ? [file.fileName] : [],
        ),
      );
      if (found.size !== WORKERS.length) this.error(`There are ${WORKERS.length} workers, and of them ${found.size} in the build.`);
      for (const name of found) {
        const file = bundle[name];
        if (file?.type !== 'chunk') continue;
        if (file.name === 'page')
          this.error('What a worker imports is in the file of the page: see startingGroups in build/vite.renderer.ts.');
        for (const imported of [...file.imports, ...file.dynamicImports]) found.add(imported);
      }
    },
  };
}

/**
 * What every start needs beside scripts and styles, asked for with the page: the faces of the letters that it shows, so that no text is seen
 * in another face first, and the kernels that browsers of today train with.
 */
const FIRST: readonly (readonly [file: RegExp, attributes: Readonly<Record<string, string>>])[] = [
  [/\/inter-latin-wght-normal-[^/]+\.woff2$/, { as: 'font', type: 'font/woff2' }],
  [/\/jetbrains-mono-latin-400-normal-[^/]+\.woff2$/, { as: 'font', type: 'font/woff2' }],
  [/\/kernels\.relaxed\.shared-[^/]+\.wasm$/, { as: 'fetch', type: 'application/wasm' }],
];

function preloadFirst(): Plugin {
  return {
    name: 'gradscape-first',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        FIRST.map(([pattern, attributes]) => {
          const file = Object.keys(bundle).find((name) => pattern.test(name));
          if (!file) throw new Error(`No file of the page is named ${pattern}: build/vite.renderer.ts asks for one at the start.`);
          return { tag: 'link', attrs: { rel: 'preload', ...attributes, crossorigin: true, href: `./${file}` }, injectTo: 'head' };
        }),
    },
  };
}

export default defineConfig({
  root: join(root, 'renderer'),
  base: './',
  publicDir: false,
  cacheDir: join(root, 'dist/.vite'),
  plugins: [
    shareWithWorkers(),
    svelte({ configFile: false, compilerOptions: { cssHash: ({ hash, css }) => `s${hash(css).slice(0, 5)}` } }),
    preloadFirst(),
    keepPageFromWorkers(),
    writeServedFiles(),
  ],
  define: { GRADSCAPE_VERSION: JSON.stringify(version) },
  build: {
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0, // data: addresses are refused by the content policy
    // a part that is fetched later has its styles with it; what it imports is fetched by the browser, in workers too
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed, { hostType }) => (hostType === 'html' ? needed : needed.filter((file) => file.endsWith('.css'))),
    },
    reportCompressedSize: false,
    // The page comes from this machine: few large files load sooner than many small ones.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks: { pluginTimings: false }, output: { codeSplitting: { groups: [startingGroups()] } } },
  },
});
