/**
 * @file The packages, made of the built app without the network: the packer runs as it does for people, around a folder that only looks like
 * Electron's. What its tools from the network would make (AppImage, deb, dmg, the installer) is checked as far as it is handed to them.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, Platform } from 'electron-builder';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layOutApp } from '../../build/app-folder.ts';
import { electronVersion } from '../../build/desktop.ts';
import { APP_FOLDER, packageConfig, PACKAGES_FOLDER } from '../../build/electron-builder.ts';
import { root } from '../../build/root.ts';
import { writeElectronStub, type System } from '../helpers/electron-stub.ts';

const PLATFORMS = { linux: Platform.LINUX, mac: Platform.MAC, windows: Platform.WINDOWS };
/** Where the unpacked app is, the file that holds its fuses, and its asar. */
const UNPACKED: { readonly [S in System]: { readonly folder: string; readonly program: string; readonly asar: string } } = {
  linux: { folder: 'linux-unpacked', program: 'gradscape', asar: 'resources/app.asar' },
  mac: { folder: 'mac', program: 'Gradscape.app', asar: 'Gradscape.app/Contents/Resources/app.asar' },
  windows: { folder: 'win-unpacked', program: 'Gradscape.exe', asar: 'resources/app.asar' },
};
const BUDGET = 6_000_000;

/** On and off as the row of fuses has them: by the digits' codes. */
const [OFF, ON] = [48, 49];
/** The ninth is younger than the library that reads the row. */
const WASM_TRAP_HANDLERS = 8;
const RELEASED: Readonly<Record<number, number>> = {
  [FuseV1Options.RunAsNode]: OFF,
  [FuseV1Options.EnableCookieEncryption]: OFF,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
  [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
  [FuseV1Options.OnlyLoadAppFromAsar]: ON,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
  [WASM_TRAP_HANDLERS]: ON,
};

interface Packed {
  readonly project: string;
  /** Of the unpacked app. */
  readonly folder: string;
  readonly program: string;
  readonly asar: string;
  /** What was laid out to be packed. */
  readonly files: readonly string[];
  /** What the tool of each target is given, with the contents of the files that it names. */
  readonly handed: readonly unknown[];
}

/** The arguments of the tool that makes a deb name files that are gone when it has run. */
const withFiles = (options: unknown): unknown =>
  Array.isArray(options) && Array.isArray(options[0])
    ? (options[0] as string[]).map((arg) => {
        const [path, place] = arg.split('=', 2);
        return place && /\.(xml|desktop)$/.test(place) ? `${place}\n${readFileSync(path!, 'utf8')}` : arg;
      })
    : options;

const folders: string[] = [];
/** What people get, packed once. */
const released = new Map<System, Promise<Packed>>();

function release(system: System): Promise<Packed> {
  const packed = released.get(system) ?? pack(system, system === 'linux' ? ['AppImage', 'deb'] : ['dir']);
  released.set(system, packed);
  return packed;
}

async function pack(system: System, targets: readonly string[], inspectable = false): Promise<Packed> {
  const project = mkdtempSync(join(tmpdir(), 'gradscape-package-'));
  folders.push(project);
  writeElectronStub(system, join(project, 'electron'));
  const files = layOutApp(join(project, APP_FOLDER));
  const handed: unknown[] = [];
  await build({
    projectDir: project,
    config: packageConfig({ electronVersion: electronVersion(), electronFolder: join(project, 'electron'), inspectable }),
    targets: new Map([[PLATFORMS[system], new Map([[Arch.x64, [...targets]]])]]),
    publish: 'never',
    // asked before a tool is looked for, and answered that there is nothing left to do
    effectiveOptionComputed(options: unknown) {
      handed.push(withFiles(options));
      return Promise.resolve(true);
    },
  });
  const { folder, program, asar } = UNPACKED[system];
  const unpacked = join(project, PACKAGES_FOLDER, folder);
  return { project, folder: unpacked, program: join(unpacked, program), asar: join(unpacked, asar), files, handed };
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** The files of an asar, without its folders. */
const packedFiles = (asar: string): string[] => {
  const paths = listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/').replace(/^\//, ''));
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`))).sort();
};

async function fusesOf(program: string): Promise<Record<number, number>> {
  const { version, ...fuses } = (await getCurrentFuseWire(program)) as unknown as Record<string, number | string>;
  expect(version).toBe('1');
  return Object.fromEntries(Object.entries(fuses).filter(([name]) => /^\d+$/.test(name))) as Record<number, number>;
}

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'build/build.ts')], { stdio: 'pipe' });
}, 300_000);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe.each<System>(['linux', 'mac', 'windows'])('the app packed for %s', (system) => {
  let packed: Packed;
  beforeAll(async () => {
    packed = await release(system);
  });

  test('holds the page, the two scripts of the shell and their description, and nothing else', () => {
    const { asar, files } = packed;
    expect(packedFiles(asar)).toEqual(files);
    const served = JSON.parse(extractFile(asar, 'dist/renderer.json').toString()) as Record<string, { file: string }>;
    const page = Object.values(served).map(({ file }) => `dist/renderer/${file}`);
    expect(page).toContain('dist/renderer/index.html');
    expect(files).toEqual(['dist/electron/main.cjs', 'dist/electron/preload.cjs', 'dist/renderer.json', 'package.json', ...page].sort());
    expect(files.filter((file) => /\.(ts|svelte|map|md)$|node_modules|test|fixture/.test(file))).toEqual([]);
  });

  test('every file is the one that was built', () => {
    for (const file of packed.files.filter((name) => name !== 'package.json'))
      expect(extractFile(packed.asar, file).equals(readFileSync(join(root, file))), file).toBe(true);
  });

  test('is described in full, starts at a script that is there, and names no package', () => {
    const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    const described = JSON.parse(extractFile(packed.asar, 'package.json').toString()) as Record<string, string>;
    expect(Object.keys(described).sort()).toEqual(
      ['author', 'description', 'desktopName', 'homepage', 'license', 'main', 'name', 'productName', 'version'].sort(),
    );
    expect(described.version).toBe(own.version);
    expect(packed.files).toContain(described.main);
  });

  test('has the fuses of a released app', async () => {
    expect(await fusesOf(packed.program)).toEqual(RELEASED);
  });

  test('lets a debugger in when it is packed for the specs, and differs in nothing else', async () => {
    const { program } = await pack(system, ['dir'], true);
    expect(await fusesOf(program)).toEqual({ ...RELEASED, [FuseV1Options.EnableNodeCliInspectArguments]: ON });
  });

  test('of what comes with Electron it keeps the licences and two languages, and not the app that Electron shows without one', () => {
    const names = filesUnder(packed.folder);
    for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html'])
      expect(
        names.filter((path) => path.endsWith(name)),
        name,
      ).toHaveLength(1);
    const languages = names.filter((path) => /\.pak$/.test(path)).map((path) => /(en-US|en|hi|fr)(\.lproj\/locale)?\.pak$/.exec(path)![1]);
    expect([...new Set(languages)].sort()).toEqual(system === 'mac' ? ['en', 'hi'] : ['en-US', 'hi']);
    expect(names.filter((path) => path.includes('default_app'))).toEqual([]);
  });

  test(`takes less than ${BUDGET / 1e6} MB beside Electron`, () => {
    const { size } = statSync(packed.asar);
    if (system === 'linux') console.log(`The code of the app, packed: ${(size / 1e6).toFixed(2)} MB.`);
    expect(size).toBeLessThan(BUDGET);
  });
});

describe('for Linux', () => {
  let handed: readonly unknown[];
  beforeAll(async () => {
    ({ handed } = await release('linux'));
  });
  const deb = () => handed.find((options) => Array.isArray(options)) as string[];
  const argument = (name: string) => deb()[deb().indexOf(name) + 1];

  test('the AppImage starts the app within its sandbox, with the files that are given to it', () => {
    const { desktop } = handed.find((options) => !Array.isArray(options)) as { desktop: string };
    expect(desktop).toMatch(/^Exec=AppRun %U$/m);
    expect(desktop).toMatch(/^MimeType=application\/x-safetensors;application\/x-gradscape\+json;$/m);
  });

  test('the deb says what it is and who keeps it, and opens files by their paths', () => {
    expect(argument('--name')).toBe('gradscape');
    expect(argument('--maintainer')).toMatch(/^Gradscape <\S+@\S+>$/);
    expect(argument('--url')).toMatch(/^https:\/\//);
    expect(argument('--license')).toBe('MIT');
    expect(argument('--description')).toContain('watch the true gradient');
    const desktop = deb().find((arg) => arg.startsWith('/usr/share/applications/gradscape.desktop\n'))!;
    expect(desktop).toMatch(/^Exec=\/opt\/Gradscape\/gradscape %F$/m);
    expect(desktop).toMatch(/^Icon=gradscape$/m);
    expect(desktop).toMatch(/^StartupWMClass=gradscape$/m);
    expect(desktop).toMatch(/^Categories=Education;ArtificialIntelligence;$/m);
  });

  test('the deb brings the icon in every size', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
      expect(deb().join('\n')).toContain(`=/usr/share/icons/hicolor/${size}x${size}/apps/gradscape.png`);
  });

  test('its kinds of file are known by their endings, and JSON that is not ours is left alone', () => {
    const kinds = deb().find((arg) => arg.startsWith('/usr/share/mime/packages/gradscape.xml\n'))!;
    expect([...kinds.matchAll(/glob pattern="([^"]*)"/g)].map(([, pattern]) => pattern)).toEqual(['*.safetensors', '*.gradscape.json']);
    expect(kinds).not.toContain('application/json');
  });
});

describe('for macOS', () => {
  test('the app offers itself for models, owns its networks, and has the print of its code', async () => {
    const { folder } = await release('mac');
    const described = readFileSync(join(folder, 'Gradscape.app/Contents/Info.plist'), 'utf8');
    const value = (key: string) => new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(described)?.[1];
    expect(value('CFBundleIdentifier')).toBe('app.gradscape');
    expect(value('CFBundleShortVersionString')).toMatch(/^\d+\.\d+\.\d+$/);
    const kinds = [
      ...described.matchAll(/<key>CFBundleTypeExtensions<\/key>\s*<array>([^]*?)<\/array>[^]*?<key>LSHandlerRank<\/key>\s*<string>(\w+)</g),
    ];
    expect(kinds.map(([, endings, rank]) => [endings!.replace(/<\/?string>|\s/g, ''), rank])).toEqual([
      ['safetensors', 'Alternate'],
      ['gradscape.json', 'Owner'],
    ]);
    expect(described).toMatch(/<key>Resources\/app\.asar<\/key>\s*<dict>\s*<key>algorithm<\/key>\s*<string>SHA256<\/string>/);
    expect(filesUnder(folder)).toContain('Gradscape.app/Contents/Resources/icon.icns');
  });
});

describe('for Windows', () => {
  test('the program is described, has the icon in every size, and the print of its code', async () => {
    const { program } = await release('windows');
    const resources = NtExecutableResource.from(NtExecutable.from(readFileSync(program)));
    const [described] = Resource.VersionInfo.fromEntries(resources.entries);
    const { ProductName, CompanyName, FileDescription, FileVersion } = described!.getStringValues({ lang: 1033, codepage: 1200 });
    expect({ ProductName, CompanyName, FileDescription }).toEqual({
      ProductName: 'Gradscape',
      CompanyName: 'Gradscape',
      FileDescription: 'Gradscape',
    });
    expect(FileVersion).toMatch(/^\d+\.\d+\.\d+$/);
    const [icon] = Resource.IconGroupEntry.fromEntries(resources.entries);
    expect(icon!.icons.map(({ width }) => width || 256)).toEqual([16, 24, 32, 48, 64, 256]);
    const print = resources.entries.find(({ type }) => type === 'INTEGRITY')!;
    expect(JSON.parse(Buffer.from(print.bin).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
  });

  test('the installer takes neither .json nor a .safetensors that another program has', () => {
    const script = readFileSync(join(root, 'build/installer.nsh'), 'utf8');
    expect(script).not.toMatch(/Classes\\\.(gradscape\.)?json/);
    const [before, after] = script.split('WriteRegStr SHELL_CONTEXT "Software\\Classes\\.safetensors" ""', 2);
    expect(before).toMatch(/ReadRegStr \$0 SHELL_CONTEXT "Software\\Classes\\\.safetensors" ""\n\s*\$\{if\} \$0 == ""\n\s*$/);
    expect(after).toMatch(/^ "\$\{GRADSCAPE_MODEL\}"\n\s*\$\{endif\}/);
  });
});
