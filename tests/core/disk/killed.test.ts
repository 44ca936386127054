/** @file Saving is ended by SIGKILL, which no program hears of, two hundred times: at each thing it asks of the disk, and at any moment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { sweep } from '../../../core/disk/sweep.ts';
import { Folder } from '../../helpers/gradscape.ts';
import { content } from './save-and-die.ts';

const SAVER = join(import.meta.dirname, 'save-and-die.ts');
const OLD = content(0);
const NEW = content(1);

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** Runs each after another, as many at a time as there are processors. */
async function everyOf<T>(cases: readonly T[], run: (each: T) => Promise<void>): Promise<void> {
  const waiting = [...cases];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** Saves until step `step` of the disk, and there is killed. What came of it: the names that are left, before and after the sweep. */
async function killedAt(step: number, path: string): Promise<{ died: boolean; left: number }> {
  const child = spawn(process.execPath, [SAVER, path, String(step)], { stdio: 'ignore' });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  const folder = join(path, '..');
  const left = readdirSync(folder).filter((name) => name.endsWith('.tmp')).length;
  expect(await sweep(folder)).toBe(left);
  return { died: signal === 'SIGKILL', left };
}

/** A few more than saving asks for: what is past its end kills nobody. */
const STEPS = Array.from({ length: 28 }, (_, index) => index + 1);

test.each([
  ['over an old file', 'model', true],
  ['where there was none', 'model', false],
  ['through a link', 'link', true],
])(
  'killed at each step of saving %s, the old or the new file is whole, and the next start leaves nothing else',
  async (_how, name, old) => {
    const killed = new Set<number>();
    let leftovers = 0;
    await everyOf(STEPS, async (step) => {
      const folder = new Folder();
      try {
        if (old) writeFileSync(folder.at('model'), OLD);
        if (name === 'link') symlinkSync('model', folder.at('link'));
        const { died, left } = await killedAt(step, folder.at(name));
        if (died) killed.add(step);
        leftovers += left;
        const there = existsSync(folder.at('model')) ? readFileSync(folder.at('model')) : null;
        const whole = there ? same(there, NEW) || (old && same(there, OLD)) : !old;
        expect(whole, `step ${step}`).toBe(true);
        expect(died || same(there!, NEW), `step ${step}: what was not killed has saved`).toBe(true);
        if (name === 'link') expect(lstatSync(folder.at('link')).isSymbolicLink()).toBe(true);
        expect(readdirSync(folder.path).filter((other) => !['model', 'link'].includes(other))).toEqual([]);
      } finally {
        folder.remove();
      }
    });
    expect(
      [...killed].sort((a, b) => a - b),
      'every step, to the end',
    ).toEqual(STEPS.slice(0, killed.size));
    expect(killed.size).toBeGreaterThanOrEqual(24);
    expect(killed.size).toBeLessThan(STEPS.length);
    expect(leftovers).toBeGreaterThan(12); // at every piece, at least
  },
);

test.each([0, 1, 2, 3])(
  'killed at any moment of saving over and over, a whole file is there, and the next start leaves nothing else: %d',
  async (part) => {
    let leftovers = 0;
    await everyOf(
      Array.from({ length: 32 }, (_, index) => part + 4 * index),
      async (each) => {
        const folder = new Folder();
        try {
          writeFileSync(folder.at('model'), OLD);
          const child = spawn(process.execPath, [SAVER, folder.at('model'), 'any'], { stdio: ['ignore', 'pipe', 'ignore'] });
          await once(child.stdout, 'data');
          await wait(each % 40);
          child.kill('SIGKILL');
          await once(child, 'exit');
          const there = readFileSync(folder.at('model'));
          const known = Array.from({ length: 100 }, (_, n) => n).some((n) => there.byteLength === content(n).byteLength);
          expect(known && there.every((byte) => byte === there[0]), `moment ${each}`).toBe(true);
          leftovers += await sweep(folder.path);
          expect(readdirSync(folder.path)).toEqual(['model']);
        } finally {
          folder.remove();
        }
      },
    );
    expect(leftovers).toBeGreaterThan(0);
  },
);
