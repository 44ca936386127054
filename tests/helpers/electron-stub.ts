/**
 * @file A folder that looks like Electron's as far as a packer looks, without Electron: the program is a few bytes around the row of fuses,
 * switched as Electron sets them. One for each system.
 */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

export type System = 'linux' | 'mac' | 'windows';

/**
 * After the mark: the version of the row, its length, and a digit for each. On are runAsNode, NODE_OPTIONS, --inspect, the privileges of
 * file: addresses, and the trap handlers of WebAssembly.
 */
const FUSES = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101100011')]);
const program = (): Buffer => Buffer.concat([Buffer.from('a program '), FUSES, Buffer.from(' that does nothing')]);

const plist = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string><key>CFBundleIdentifier</key><string>stub</string></dict></plist>
`;

/** A program of Windows that holds nothing but what describes it, and after it the fuses. */
function windowsProgram(): Buffer {
  const executable = NtExecutable.createEmpty();
  const resources = NtExecutableResource.from(executable);
  const described = Resource.VersionInfo.createEmpty();
  described.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron', FileDescription: 'Electron' });
  described.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  return Buffer.concat([Buffer.from(executable.generate()), program()]);
}

const HELPERS = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map((kind) => `Electron Helper${kind}`);
const CONTENTS = 'Electron.app/Contents';
const FRAMEWORK = `${CONTENTS}/Frameworks/Electron Framework.framework`;
/** A framework of macOS is a folder of versions, of which the present one is shown beside them. */
const LINKS = {
  [`${FRAMEWORK}/Versions/Current`]: 'A',
  [`${FRAMEWORK}/Resources`]: 'Versions/Current/Resources',
  [`${FRAMEWORK}/Electron Framework`]: 'Versions/Current/Electron Framework',
};

const FILES: { readonly [S in System]: () => Readonly<Record<string, string | Buffer>> } = {
  linux: () => ({
    electron: program(),
    version: '45.4.1',
    LICENSE: 'of Electron',
    'LICENSES.chromium.html': 'of Chromium',
    'locales/en-US.pak': 'en',
    'locales/fr.pak': 'fr',
    'locales/hi.pak': 'hi',
    'resources/default_app.asar': 'the app of no app',
  }),
  windows: () => ({
    'electron.exe': windowsProgram(),
    version: '45.4.1',
    LICENSE: 'of Electron',
    'LICENSES.chromium.html': 'of Chromium',
    'locales/en-US.pak': 'en',
    'locales/fr.pak': 'fr',
    'locales/hi.pak': 'hi',
    'resources/default_app.asar': 'the app of no app',
  }),
  mac: () => ({
    version: '45.4.1',
    LICENSE: 'of Electron',
    'LICENSES.chromium.html': 'of Chromium',
    [`${CONTENTS}/Info.plist`]: plist('Electron'),
    [`${CONTENTS}/MacOS/Electron`]: 'a program that loads the framework',
    [`${CONTENTS}/Resources/default_app.asar`]: 'the app of no app',
    [`${CONTENTS}/Resources/en.lproj/locale.pak`]: 'en',
    [`${FRAMEWORK}/Versions/A/Electron Framework`]: program(),
    [`${FRAMEWORK}/Versions/A/Resources/en.lproj/locale.pak`]: 'en',
    [`${FRAMEWORK}/Versions/A/Resources/fr.lproj/locale.pak`]: 'fr',
    [`${FRAMEWORK}/Versions/A/Resources/hi.lproj/locale.pak`]: 'hi',
    ...Object.fromEntries(
      HELPERS.flatMap((name) => [
        [`${CONTENTS}/Frameworks/${name}.app/Contents/Info.plist`, plist(name)],
        [`${CONTENTS}/Frameworks/${name}.app/Contents/MacOS/${name}`, 'a program'],
      ]),
    ),
  }),
};

export function writeElectronStub(system: System, folder: string): void {
  for (const [path, content] of Object.entries(FILES[system]())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: 0o755 });
  }
  if (system === 'mac') for (const [path, target] of Object.entries(LINKS)) symlinkSync(target, join(folder, path));
}
