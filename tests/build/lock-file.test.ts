import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Package {
  readonly version: string;
  readonly optionalDependencies?: Record<string, string>;
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
}

const text = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8');
const packages = (JSON.parse(text) as { packages: Record<string, Package> }).packages;

/** Where Node finds a package that another names: beside it, or beside a folder above it. */
function found(from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (`${at ? `${at}/` : ''}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

test('packages for other systems are in the lock file, else npm ci refuses it: a registry without them leaves them out in silence', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !found(path, name)),
  );
  expect(missing).toEqual([]);
});

test('the lock file names no place that packages came from', () => expect(text).not.toContain('"resolved"'));

test('no package runs a script of its own when it is installed here', () => {
  const scripts = Object.entries(packages).filter(([path, { hasInstallScript, os }]) => path && hasInstallScript && !os);
  expect(scripts.map(([path]) => path)).toEqual([]);
});

test('packages that the project names have exact versions', () => {
  const { devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  for (const [name, version] of Object.entries({ ...devDependencies, ...optionalDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
});

test('what the packer names and never needs here, an installer of another kind and native modules, is a package of a few lines', () => {
  for (const name of ['electron-builder-squirrel-windows', 'app-builder-lib/node_modules/@electron/rebuild'])
    expect(packages[`node_modules/${name}`], name).toMatchObject({ name: 'lazy-val' });
});
