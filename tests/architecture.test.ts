/**
 * @file The import DAG. Rows are in the order data flows; a folder may import itself and what its row
 * names, and a row may name only rows above it, so there is no way to write a cycle between folders.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

const NOUNS = ['core/tensor', 'core/findings', 'core/document', 'core/plan', 'core/telemetry'];

const MAY_IMPORT: Record<string, string[]> = {
  dist: [], // what the build writes and the page fetches: kernels.wasm
  'core/tensor': [],
  'core/findings': [],
  'core/document': ['core/findings'],
  'core/plan': ['core/tensor'],
  'core/telemetry': ['core/plan'],
  'core/ops': ['core/tensor'],
  'core/layers': ['core/tensor', 'core/findings', 'core/plan', 'core/ops'],
  'core/compiler': ['core/tensor', 'core/findings', 'core/document', 'core/plan', 'core/ops', 'core/layers'],
  'core/engine': ['core/tensor', 'core/plan', 'core/telemetry'],
  'core/diagnostics': ['core/findings', 'core/plan', 'core/telemetry'],
  'core/datasets': ['core/tensor', 'core/findings', 'core/document'],
  'core/formats': [...NOUNS, 'core/layers'],
  'core/repairs': ['core/findings', 'core/document', 'core/layers', 'core/datasets'],
  'core/lessons': ['core/document'],
  'core/session': [
    ...NOUNS,
    'core/layers',
    'core/compiler',
    'core/engine',
    'core/diagnostics',
    'core/datasets',
    'core/formats',
    'core/repairs',
  ],
  'core/disk': ['core/findings'],
  'core/cli': [...NOUNS, 'core/layers', 'core/diagnostics', 'core/datasets', 'core/formats', 'core/lessons', 'core/session', 'core/disk'],
  electron: ['core/findings', 'core/disk'],
  'renderer/theme': [],
  'renderer/language': [],
  'renderer/host': ['core/findings', 'electron'],
  'renderer/charts': ['renderer/theme', 'renderer/language'],
  'renderer/editing': ['core/findings', 'core/document', 'core/plan', 'core/tensor', 'core/layers', 'renderer/language'],
  'renderer/state': [
    'dist',
    ...NOUNS,
    'core/layers',
    'core/datasets',
    'core/formats',
    'core/repairs',
    'core/lessons',
    'core/session',
    'electron',
    'renderer/language',
    'renderer/host',
    'renderer/editing',
  ],
  'renderer/actions': [...NOUNS, 'core/layers', 'renderer/language', 'renderer/editing', 'renderer/state'],
  'renderer/canvas': [
    ...NOUNS,
    'core/layers',
    'renderer/theme',
    'renderer/language',
    'renderer/editing',
    'renderer/state',
    'renderer/actions',
  ],
  'renderer/panels': [
    ...NOUNS,
    'core/layers',
    'core/datasets',
    'core/lessons',
    'renderer/theme',
    'renderer/language',
    'renderer/charts',
    'renderer/editing',
    'renderer/state',
    'renderer/actions',
  ],
  renderer: [
    'renderer/theme',
    'renderer/language',
    'renderer/host',
    'renderer/state',
    'renderer/actions',
    'renderer/canvas',
    'renderer/panels',
  ],
};

/** The first pattern that matches a file's path decides which packages it may name. */
const PACKAGES: [folder: RegExp, allowed: RegExp][] = [
  [/^core\/document\//, /^(valibot|@valibot\/to-json-schema)$/],
  [/^core\/datasets\//, /^d3-dsv$/],
  [/^core\/formats\/pytorch\//, /^@lezer\/(python|common)$/],
  [/^core\/formats\/onnx\//, /^pbf$/],
  [/^core\/(cli|disk)\//, /^node:/],
  [/^core\//, /^$/],
  [/^renderer\/editing\//, /^@dagrejs\/dagre$/],
  [/^renderer\/canvas\//, /^(svelte|@xyflow\/svelte|@lucide\/svelte|bits-ui|d3-[a-z-]+)(\/|$)/],
  [/^renderer\//, /^(svelte|@lucide\/svelte|bits-ui|idb|@fontsource[a-z-]*\/[a-z-]+|d3-[a-z-]+)(\/|$)/],
  [/^electron\//, /^(electron|node:|valibot$)/],
];

const root = normalize(join(import.meta.dirname, '..'));
const folders = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length);
const folderOf = (path: string) => folders.find((folder) => path.startsWith(`${folder}/`));

/** Every module a file names, `import type` included. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  const scripts = path.endsWith('.svelte') ? [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map((match) => match[1]!) : [text];
  return scripts.flatMap((source) => {
    const { module } = parseSync('module.ts', source);
    return [
      ...module.staticImports.map((statement) => statement.moduleRequest.value),
      ...module.staticExports.flatMap((statement) => statement.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
      ...module.dynamicImports.map(({ moduleRequest }) => source.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
      ...[...source.matchAll(/new URL\('([^']+)', import\.meta\.url\)/g)].map((match) => match[1]!), // workers
    ];
  });
}

const files = ['core', 'renderer', 'electron'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name))
    .map((name) => join(top, name).replaceAll('\\', '/')),
);

test('each row names only rows above it', () => {
  const rows = Object.keys(MAY_IMPORT);
  for (const [row, allowed] of Object.entries(MAY_IMPORT))
    for (const name of allowed) expect(rows.indexOf(name), `${row} names ${name}`).toBeLessThan(rows.indexOf(row));
});

test('there are files to check', () => expect(files.length).toBeGreaterThan(5));

test.each(files)('%s keeps to its row', (path) => {
  const folder = folderOf(path)!;
  expect(folder, 'every file belongs to a row').toBeDefined();
  for (const specifier of importsOf(path)) {
    if (specifier.startsWith('.')) {
      const target = folderOf(relative(root, join(root, dirname(path), specifier)).replaceAll('\\', '/'))!;
      expect([folder, ...MAY_IMPORT[folder]!], `${path} imports ${specifier}`).toContain(target);
    } else {
      const [, allowed] = PACKAGES.find(([pattern]) => pattern.test(path))!;
      expect(specifier, `${path} imports a package`).toMatch(allowed);
    }
  }
});
