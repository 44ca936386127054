/**
 * @file What a package of the app is, on each system: what is in it, how Electron's own switches stand, which files it opens. The builder
 * reads no other settings. The app's own files are those that build/package.ts lays out in a folder of their own.
 */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { APP_ID } from '../electron/app-id.ts';
import { root } from './root.ts';

/** Where the files of the app are laid out, and where packages are put, below the project's folder. */
export const APP_FOLDER = 'dist/app';
export const PACKAGES_FOLDER = 'dist/packages';

export interface PackageOptions {
  readonly electronVersion: string;
  /** The unpacked Electron that is packed. */
  readonly electronFolder: string;
  /** Let a debugger in, which Playwright needs to drive a packaged app. Never in what people get. */
  readonly inspectable: boolean;
}

/** Electron's own switches, burnt into its program. Its ninth, the trap handlers of WebAssembly, stays on as Electron sets it. */
const fuses = (inspectable: boolean): Configuration['electronFuses'] => ({
  runAsNode: false,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: inspectable,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
});

const MODEL = {
  ext: 'safetensors',
  name: 'Safetensors model',
  description: 'Safetensors model',
  mimeType: 'application/x-safetensors',
  role: 'Editor',
  rank: 'Alternate',
} as const;

/**
 * An ending of two dots. Linux knows files by patterns, and the longest wins over `*.json`. macOS is told and may look at `json` alone,
 * Windows does look at it alone (build/installer.nsh says what it gets instead): neither is given all of JSON.
 */
const NETWORK = {
  ext: 'gradscape.json',
  name: 'Gradscape network',
  description: 'Gradscape network',
  mimeType: 'application/x-gradscape+json',
  role: 'Editor',
  rank: 'Owner',
} as const;

/** What has to go with Electron, and its name in a package. */
const LICENCES = { LICENSE: 'LICENSE.electron.txt', 'LICENSES.chromium.html': 'LICENSES.chromium.html' };

/** Signed where the environment names a certificate, else for this machine only, without which no app starts on Apple's processors. */
const appleSigning = (): Configuration['mac'] => {
  const certificate = Boolean(process.env.CSC_LINK || process.env.CSC_NAME);
  return certificate ? { hardenedRuntime: true } : { identity: '-', hardenedRuntime: false };
};

export const packageConfig = ({ electronVersion, electronFolder, inspectable }: PackageOptions): Configuration => ({
  appId: APP_ID,
  productName: 'Gradscape',
  copyright: 'Gradscape and its contributors, MIT licence',
  // eslint-disable-next-line no-template-curly-in-string -- the builder's own macros
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  directories: { app: APP_FOLDER, output: PACKAGES_FOLDER, buildResources: join(root, 'build/icons') },
  files: ['**/*'],
  asar: true,
  electronVersion,
  electronDist: electronFolder,
  afterExtract: ({ appOutDir, electronPlatformName }) => {
    const resources = join(appOutDir, electronPlatformName === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources');
    rmSync(join(resources, 'default_app.asar'), { force: true }); // what Electron shows without an app
    rmSync(join(appOutDir, 'version'), { force: true });
    // Elsewhere the whole folder is taken; of macOS's only the app, and these are beside it.
    if (electronPlatformName === 'darwin')
      for (const [licence, name] of Object.entries(LICENCES)) copyFileSync(join(electronFolder, licence), join(resources, name));
    return Promise.resolve();
  },
  electronFuses: fuses(inspectable),
  electronLanguages: ['en', 'hi'],
  beforeBuild: () => Promise.resolve(false), // nothing of node_modules is looked for: the app has none
  publish: null,
  toolsets: { appimage: '1.0.3' }, // the older one starts the app without Chromium's sandbox
  linux: {
    target: ['AppImage', 'deb'],
    icon: join(root, 'build/icons'),
    executableName: 'gradscape',
    syncDesktopName: true,
    synopsis: 'Draw and train neural networks, and watch their gradients live',
    category: 'Education;ArtificialIntelligence',
    desktop: {
      entry: {
        'Comment[hi]': 'Neural network बनाएँ, train करें, और हर layer का असली gradient चलते-चलते देखें।',
        Keywords: 'neural network;gradient;training;PyTorch;safetensors;',
      },
    },
    fileAssociations: [MODEL, NETWORK],
  },
  deb: { executableArgs: ['%F'], packageCategory: 'science', recommends: [] },
  mac: {
    target: ['dmg', 'zip'],
    icon: join(root, 'build/icons/icon.icns'),
    category: 'public.app-category.education',
    fileAssociations: [MODEL, NETWORK],
    ...appleSigning(),
  },
  win: { target: ['nsis'], icon: join(root, 'build/icons/icon.ico') },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, include: join(root, 'build/installer.nsh') },
});
