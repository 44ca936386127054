/** @file The workflow of the packages, which runs nowhere but on GitHub: what can be known of it here. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageConfig, PACKAGES_FOLDER } from '../../build/electron-builder.ts';
import { root } from '../../build/root.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}

interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[] } };
  readonly permissions: Record<string, string>;
  readonly jobs: Record<
    string,
    {
      readonly needs?: readonly string[];
      readonly if?: string;
      readonly permissions?: Record<string, string>;
      readonly strategy?: { readonly matrix: { readonly include: readonly Record<string, string>[] } };
      readonly steps: readonly Step[];
    }
  >;
}

const { load } = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown };
const folder = join(root, '.github/workflows');
const [name, ...others] = readdirSync(folder);
const text = readFileSync(join(folder, name!), 'utf8');
const workflow = load(text) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const commands = steps.flatMap(({ run = '' }) => run.split('\n'));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

test('there is one workflow', () => expect(others).toEqual([]));

test('every script that it runs is one of the project', () => {
  const named = commands.flatMap((command) => [...command.matchAll(/npm (?:run )?([a-z0-9:]+)/g)].map(([, script]) => script!));
  expect(named).toContain('package');
  for (const script of named.filter((each) => each !== 'ci')) expect(Object.keys(scripts)).toContain(script);
});

test('the actions of others are named by what they are, and by a version for people', () => {
  const lines = text.split('\n').filter((line) => /\buses:/.test(line));
  expect(lines.length).toBe(steps.filter(({ uses }) => uses).length);
  for (const line of lines) expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('it may read, and only the release may write', () => {
  expect(workflow.permissions).toEqual({ contents: 'read' });
  for (const [job, { permissions }] of Object.entries(workflow.jobs))
    expect(permissions, job).toEqual(job === 'release' ? { contents: 'write' } : undefined);
  for (const { uses, with: given } of steps)
    if (uses?.startsWith('actions/checkout@')) expect(given).toEqual({ 'persist-credentials': false });
});

test('no text that others write, such as the name of a branch, becomes part of a command', () => {
  for (const command of commands) expect(command).not.toContain('${{');
});

test('a release is of a tag alone, and after every test', () => {
  expect(workflow.on.push.tags).toEqual(['v*']);
  const { release, ...before } = workflow.jobs;
  expect(release!.if).toBe("startsWith(github.ref, 'refs/tags/v')");
  expect([...release!.needs!].sort()).toEqual(Object.keys(before).sort());
});

describe('the packed app is looked for where it is put', () => {
  const config = packageConfig({ electronVersion: '45.4.1', electronFolder: '', inspectable: true });
  const systems = workflow.jobs.desktop!.strategy!.matrix.include;
  const PLACES: Record<string, string> = {
    ubuntu: `linux-unpacked/${config.linux!.executableName}`,
    macos: `mac-arm64/${config.productName}.app/Contents/MacOS/${config.productName}`,
    'macos-intel': `mac/${config.productName}.app/Contents/MacOS/${config.productName}`,
    windows: `win-unpacked/${config.productName}.exe`,
  };

  test('on three systems, and on both processors of Apple', () =>
    expect(systems.map(({ system }) => system!.replace(/-[0-9.]+/, ''))).toEqual(Object.keys(PLACES)));

  test.each(systems)('$system', ({ system, app }) => expect(app).toBe(`${PACKAGES_FOLDER}/${PLACES[system!.replace(/-[0-9.]+/, '')]}`));
});
