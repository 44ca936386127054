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
 * Paraglide's index has every language in it, in full. Ours has English, each message with the number by which `said` finds it in the list of
 * a language that was fetched.
 */
function indexOf(theirs: string, english: ReadonlyMap<string, string>): string {
  const keys = new Map([...theirs.matchAll(/^export \{ (\w+) as "(\w+)" \}/gm)].map(([, name, key]) => [name!, key!]));
  const lines = [...english].map(([name, text], at) => `export const ${keys.get(name) ?? name} = /* @__PURE__ */ said(${at}, ${text});\n`);
  return `import { said } from '../../said.ts';\n\n${lines.join('')}`;
}

function listOf(english: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string {
  return `export default [\n${[...english.keys()].map((name) => `${other.get(name) ?? null},\n`).join('')}];\n`;
}

/** The functions of a language's file, by their names. */
function messagesIn(file: string): ReadonlyMap<string, string> {
  const messages = new Map(
    [...file.matchAll(/^export const (\w+) = \/\*\*.*?\*\/ (\(i?\) => \{.*?^\});?$/gms)].map(([, name, text]) => [name!, text!]),
  );
  if (messages.size !== file.match(/^export const /gm)?.length)
    throw new Error('Paraglide writes messages in another way than build/language.ts reads.');
  return messages;
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
  const english = messagesIn(output['messages/en.js']!);
  output['messages/_index.js'] = indexOf(output['messages/_index.js']!, english);
  output['messages/hi.js'] = listOf(english, messagesIn(output['messages/hi.js']!));
  delete output['messages/en.js'];
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
