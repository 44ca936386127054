/** @file What `npm run package` does once the packages of the tools are there: builds, and packs the app for this system. */
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { layOutApp } from './app-folder.ts';
import { buildAll } from './build.ts';
import { downloadElectron, electronFolder, electronVersion, findElectron } from './desktop.ts';
import { APP_FOLDER, packageConfig, PACKAGES_FOLDER } from './electron-builder.ts';
import { root } from './root.ts';

const USAGE = `npm run package -- [options]

  --dir           the app in a folder, ready to run, and no packages of it
  --inspectable   let a debugger in, as the end-to-end specs need it; with --dir only
  --help          print this

Packs the app for this system and this kind of processor into ${PACKAGES_FOLDER}/: AppImage and deb on Linux, dmg and zip on macOS, an installer
on Windows. Electron, and once the tools that make a package, are fetched from the network.`;

const isNetwork = (message: string) => /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|fetch failed/.test(message);

/** @throws Error in one sentence, or that of the builder */
async function pack(dir: boolean, inspectable: boolean): Promise<void> {
  if (!findElectron()) {
    const why = await downloadElectron();
    if (why) throw new Error(`${why} Every package holds it. What else goes into one is checked without, by npm run package:check.`);
  }
  await buildAll();
  layOutApp(join(root, APP_FOLDER));
  const { build } = await import('electron-builder');
  const config = packageConfig({ electronVersion: electronVersion(), electronFolder: electronFolder(), inspectable });
  try {
    const made = await build({ projectDir: root, config, dir, publish: 'never' });
    for (const path of dir ? [join(root, PACKAGES_FOLDER)] : made) console.log(relative(root, path));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!isNetwork(message)) throw error;
    throw new Error(
      `The tools that make a package could not be fetched (${message}): they are, once, from github.com. npm run package -- --dir does without.`,
      { cause: error },
    );
  }
}

try {
  const { values } = parseArgs({
    options: {
      dir: { type: 'boolean', default: false },
      inspectable: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.inspectable && !values.dir) throw new Error('--inspectable goes with --dir only: nobody is to be given such a package.');
  if (values.help) console.log(USAGE);
  else await pack(values.dir, values.inspectable);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
