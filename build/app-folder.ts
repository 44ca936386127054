/** @file The files of the app as they are packed: the two scripts of the shell, the page, and a package.json that says what Electron reads. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.ts';

/** What is packed, below dist/. The page's files are those that may be served, and nothing else that lies beside them. */
function packedFiles(dist: string): string[] {
  const served = JSON.parse(readFileSync(join(dist, 'renderer.json'), 'utf8')) as Record<string, { readonly file: string }>;
  const page = Object.values(served).map(({ file }) => `renderer/${file}`);
  return ['electron/main.cjs', 'electron/preload.cjs', 'renderer.json', ...page];
}

/** Where the source is: of the repository that a workflow runs for, or as package.json says. */
function homepage(said: string): string {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
  return GITHUB_SERVER_URL && GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` : said;
}

/** Lays the app out anew in `folder`. Returns its files, with / between folders, sorted. */
export function layOutApp(folder: string): readonly string[] {
  const {
    name,
    productName,
    version,
    description,
    license,
    author,
    homepage: said,
    main,
  } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const described = {
    name,
    productName,
    version,
    description,
    license,
    author,
    homepage: homepage(said as string),
    main,
    desktopName: `${name as string}.desktop`, // by it a desktop knows whose a window is
  };
  rmSync(folder, { recursive: true, force: true });
  const files = packedFiles(join(root, 'dist')).map((file) => `dist/${file}`);
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
  return [...files, 'package.json'].sort();
}
