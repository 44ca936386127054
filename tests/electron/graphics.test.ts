import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Details } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import type { ShellLogEntry } from '../../electron/bridge.ts';
import { Graphics } from '../../electron/graphics.ts';

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'gradscape-graphics-')), 'graphics.json');
});

/** A start of the app, over what the starts before it have remembered. */
async function start(...gone: readonly Partial<Details>[]) {
  const app = new EventEmitter();
  const logged: ShellLogEntry[] = [];
  let disabled = false;
  const asApp = Object.assign(app, { disableHardwareAcceleration: () => void (disabled = true) }) as unknown as App;
  const graphics = new Graphics(asApp, path, { write: (entry) => logged.push(entry) });
  for (const details of gone) app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 139, ...details });
  await graphics.written;
  return { disabled, without: graphics.without, logged };
}

test('a graphics process that is lost now and then is written down, and nothing else comes of it', async () => {
  const { logged } = await start({}, {});
  expect(logged.map(({ text }) => text)).toEqual(['a process is gone: GPU , crashed, 139', 'a process is gone: GPU , crashed, 139']);
  expect(await start()).toMatchObject({ disabled: false, without: false });
});

test('after three losses in one start the next draws without the graphics card, and the one after that with it', async () => {
  await start({}, {}, {});
  expect(await start()).toMatchObject({ disabled: true, without: true });
  expect(await start()).toMatchObject({ disabled: false, without: false });
});

test('other processes, and those that end as they should, do not count', async () => {
  const { logged } = await start({ type: 'Utility', name: 'Network Service' }, {}, {}, { reason: 'clean-exit' });
  expect(logged).toHaveLength(3);
  expect((await start()).without).toBe(false);
});
