import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Choosers, withEnding } from '../../electron/dialogs.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gradscape-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const MODEL = { title: 'Model', endings: ['.safetensors'] };
const DOCUMENT = { title: 'Document', endings: ['.gradscape.json'] };

/** The choosers, with a person who answers them in this order; null turns back. */
function choosers(answers: (string | readonly string[] | number | null)[], last?: string) {
  const asked: (OpenDialogOptions & SaveDialogOptions & Partial<MessageBoxOptions>)[] = [];
  const fronts: unknown[] = [];
  const frame = {} as BrowserWindow;
  const ask = (given: unknown[]) => {
    asked.push(given.at(-1) as (typeof asked)[0]);
    fronts.push(given.length > 1 ? given[0] : null);
    return answers.shift();
  };
  const all = new Choosers(
    {
      showOpenDialog: (...given: unknown[]) => Promise.resolve({ canceled: false, filePaths: (ask(given) ?? []) as string[] }),
      showSaveDialog: (...given: unknown[]) => {
        const filePath = ask(given) as string | null;
        return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
      },
      showMessageBox: (...given: unknown[]) => Promise.resolve({ response: ask(given) as number, checkboxChecked: false }),
    },
    () => 'en',
    () => Promise.resolve(last),
  );
  return { asked, fronts, frame, all, ...all.of(frame) };
}

test('what can be opened is offered, and all else as well', async () => {
  const { asked, fronts, frame, choose } = choosers([['/a'], []]);
  expect(await choose({ title: 'Network', endings: ['.safetensors', '.gradscape.json', '.py'] }, false)).toEqual(['/a']);
  expect(asked[0]).toMatchObject({
    title: 'Network',
    filters: [
      { name: 'Network', extensions: ['safetensors', 'json', 'py'] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile'],
  });
  expect(fronts).toEqual([frame]);
  expect(await choose(MODEL, true)).toEqual([]);
  expect(asked[1]).toMatchObject({ properties: ['openFile', 'multiSelections'] });
});

test('without a window they are in front of none', async () => {
  const { all, fronts } = choosers([[]]);
  await all.of(null).choose(MODEL, false);
  expect(fronts).toEqual([null]);
});

test('each begins where the one before ended, in whatever window, and the first where the last start ended', async () => {
  const { asked, all, choose, choosePlace } = choosers([['/nets/a.py'], '/other/b.safetensors', null], '/before');
  await choose(MODEL, false);
  expect(asked[0]!.defaultPath).toBe('/before');
  await choosePlace(MODEL, 'b.safetensors');
  expect(asked[1]!.defaultPath).toBe(join('/nets', 'b.safetensors'));
  await all.of({} as BrowserWindow).choosePlace(MODEL, 'c.safetensors');
  expect(asked[2]!.defaultPath).toBe(join('/other', 'c.safetensors'));
  all.used('/dropped/d.py');
  await choose(MODEL, false);
  expect(asked[3]!.defaultPath).toBe('/dropped');
});

test('where nothing is known, a name is suggested alone', async () => {
  const { asked, choosePlace } = choosers([null]);
  expect(await choosePlace(MODEL, 'net.safetensors')).toBe(null);
  expect(asked[0]).toMatchObject({ defaultPath: 'net.safetensors', properties: ['createDirectory', 'showOverwriteConfirmation'] });
});

test.each([
  ['net', ['.safetensors'], 'net.safetensors'],
  ['net.SafeTensors', ['.safetensors'], 'net.SafeTensors'],
  ['net.v2', ['.safetensors'], 'net.v2.safetensors'],
  ['.safetensors', ['.safetensors'], '.safetensors.safetensors'],
  ['net', ['.gradscape.json'], 'net.gradscape.json'],
  ['net.json', ['.gradscape.json'], 'net.gradscape.json'],
  ['net.gradscape', ['.gradscape.json'], 'net.gradscape.json'],
  ['net.gradscape.json', ['.gradscape.json'], 'net.gradscape.json'],
  ['net.png', ['.svg', '.png'], 'net.png'],
  ['net', [], 'net'],
])('%s, chosen for %j, is saved as %s', (name, endings, expected) =>
  expect(withEnding(join('/x', name), endings)).toBe(join('/x', expected)),
);

test('a name that gets its ending, and is there with it already, is asked about, for the system has not', async () => {
  mkdirSync(join(folder, 'nets'));
  const [typed, there] = [join(folder, 'nets', 'net'), join(folder, 'nets', 'net.gradscape.json')];
  writeFileSync(there, 'old');
  const { asked, choosePlace } = choosers([typed, 1, typed, 0]);
  expect(await choosePlace(DOCUMENT, 'net.gradscape.json')).toBe(there);
  expect(asked[1]).toMatchObject({
    message: 'net.gradscape.json is there already. Replace it?',
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  expect(asked[2]!.defaultPath, 'who does not want to replace it chooses once more').toBe(there);
  expect(asked).toHaveLength(4);
  expect(readdirSync(join(folder, 'nets')), 'nothing is touched here').toEqual(['net.gradscape.json']);
});

test('a name that is chosen as it is was asked about by the system', async () => {
  const path = join(folder, 'net.safetensors');
  writeFileSync(path, 'old');
  const { asked, choosePlace } = choosers([path]);
  expect(await choosePlace(MODEL, 'net.safetensors')).toBe(path);
  expect(asked).toHaveLength(1);
});
