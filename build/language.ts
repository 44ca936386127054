/**
 * @file Compiles renderer/language/messages/{en,hi}.json into typed functions in renderer/language/generated, with
 * paraglide. The project is made in memory: the directory form would fetch its plugins from the network and write files of
 * its own beside ours.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileProject } from '@inlang/paraglide-js';
import { loadProjectInMemory, newProject, type InlangPlugin } from '@inlang/sdk';

const LOCALES = ['en', 'hi'] as const;
const folder = join(import.meta.dirname, '..', 'renderer', 'language');

type Bundles = Awaited<ReturnType<NonNullable<InlangPlugin['importFiles']>>>;

/** `{ "key": "text with {placeholder}" }`: one flat file for each language. */
const flatMessages: InlangPlugin = {
  key: 'gradscape.flat-messages',
  importFiles: async ({ files }) => {
    const declared = new Map<string, Bundles['bundles'][number]>();
    const messages: Bundles['messages'] = [];
    const variants: Bundles['variants'] = [];
    for (const { locale, content } of files)
      for (const [bundleId, text] of Object.entries(JSON.parse(new TextDecoder().decode(content)) as Record<string, string>)) {
        const pieces = text.split(/(\{\w+\})/).filter((piece) => piece !== '');
        const names = new Set(pieces.filter((piece) => /^\{\w+\}$/.test(piece)).map((piece) => piece.slice(1, -1)));
        if (!declared.has(bundleId))
          declared.set(bundleId, { id: bundleId, declarations: [...names].map((name) => ({ type: 'input-variable', name })) });
        messages.push({ bundleId, locale, selectors: [] });
        variants.push({
          messageBundleId: bundleId,
          messageLocale: locale,
          matches: [],
          pattern: pieces.map((piece) =>
            /^\{\w+\}$/.test(piece)
              ? { type: 'expression', arg: { type: 'variable-reference', name: piece.slice(1, -1) } }
              : { type: 'text', value: piece },
          ),
        });
      }
    return { bundles: [...declared.values()], messages, variants };
  },
};

/**
 * Paraglide's index has every language in it, in full. Ours has English, and the names by which `said` finds a message in a language that
 * was fetched.
 */
function indexOf(theirs: string): string {
  const names = [...theirs.matchAll(/return __en\.(\w+)\(inputs\)/g)].map(([, name]) => name!);
  const renamed = new Map([...theirs.matchAll(/^export \{ (\w+) as "(\w+)" \}/gm)].map(([, name, key]) => [name!, key!]));
  if (names.length === 0) throw new Error('The index that paraglide writes is not what build/language.ts takes it for.');
  const lines = names.map((name) => `export const ${renamed.get(name) ?? name} = /* @__PURE__ */ said(en.${name}, '${name}');\n`);
  return `import { said } from '../../said.ts';\nimport * as en from './en.js';\n\n${lines.join('')}`;
}

/** Writes renderer/language/generated anew. A message that a language lacks falls back to English; a test names it. */
export async function compileLanguage(): Promise<void> {
  const project = await loadProjectInMemory({
    blob: await newProject({ settings: { baseLocale: 'en', locales: [...LOCALES] } }),
    providePlugins: [flatMessages],
  });
  await project.importFiles({
    pluginKey: flatMessages.key,
    files: LOCALES.map((locale) => ({ locale, content: readFileSync(join(folder, 'messages', `${locale}.json`)) })),
  });
  const output = await compileProject({
    project,
    compilerOptions: {
      strategy: ['globalVariable', 'baseLocale'],
      outputStructure: 'locale-modules',
      emitTsDeclarations: true,
      emitReadme: false,
      emitGitIgnore: false,
      emitPrettierIgnore: false,
      isServer: 'false',
    },
  });
  await project.close();
  output['messages/_index.js'] = indexOf(output['messages/_index.js']!);
  const generated = join(folder, 'generated');
  rmSync(generated, { recursive: true, force: true });
  for (const [name, text] of Object.entries(output)) {
    mkdirSync(dirname(join(generated, name)), { recursive: true });
    writeFileSync(join(generated, name), text);
  }
}

if (import.meta.main) {
  await compileLanguage();
  process.exit(0); // the in-memory project leaves timers behind that would hold the process for half a minute
}
