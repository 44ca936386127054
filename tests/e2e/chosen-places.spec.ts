/**
 * @file When a place is asked for and when its contents are made; files that are dropped have a place already. The pickers cannot be driven:
 * they hand out files of the browser's own file system, and what is asked of the worker is written down beside them.
 */
import type { BrowserContext } from '@playwright/test';
import { expect, test } from './app.ts';
import { Person } from './person.ts';

const XOR = 'XOR: eight neurons and one answer';

interface Watched {
  /** What happened, in its order: a place was asked for, contents were asked of the worker. */
  happened: string[];
  /** The person closes the picker without a choice. */
  turnsBack: boolean;
}

async function personWithPlaces(context: BrowserContext, address: string): Promise<Person> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const watched: Watched = { happened: [], turnsBack: false };
    const post = Worker.prototype.postMessage as (this: Worker, ...sent: unknown[]) => void;
    Worker.prototype.postMessage = function (this: Worker, ...sent: unknown[]) {
      const { type } = sent[0] as { type: string };
      if (['save', 'export'].includes(type)) watched.happened.push(type);
      post.apply(this, sent);
    };
    Object.assign(window, {
      watched,
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
        watched.happened.push('place');
        if (watched.turnsBack) throw new DOMException('closed', 'AbortError');
        return (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
      },
    });
  });
  await page.goto(address);
  return new Person(page);
}

const happened = ({ page }: Person) => page.evaluate(() => (window as unknown as { watched: Watched }).watched.happened);
const turnBack = ({ page }: Person, turnsBack: boolean) =>
  page.evaluate((turns) => void ((window as unknown as { watched: Watched }).watched.turnsBack = turns), turnsBack);

/** The names of the files that are there. */
const files = ({ page }: Person) =>
  page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names.sort();
  });

/** What is in one of them. */
const textOf = ({ page }: Person, file: string) =>
  page.evaluate(async (name) => (await (await (await navigator.storage.getDirectory()).getFileHandle(name)).getFile()).text(), file);

async function saveAs({ page }: Person, kind: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Save as', exact: true }).click();
  await page.getByRole('menuitem', { name: kind }).click();
}

test('a place is chosen before anything is made for it, and turning back makes nothing', async ({ context, address }) => {
  const person = await personWithPlaces(context, address);
  await person.openExample(XOR);
  const messages = person.page.getByRole('log', { name: 'Messages' });
  await turnBack(person, true);
  const turnedBack: string[] = [];
  for (const kind of [/^Model/, /^Document/, /^PyTorch/, /^ONNX/]) {
    await saveAs(person, kind);
    turnedBack.push('place');
    await expect.poll(() => happened(person)).toEqual(turnedBack);
  }
  expect(await files(person)).toEqual([]);
  await turnBack(person, false);
  await saveAs(person, /^PyTorch/);
  await expect(messages).toContainText('XOR.py was written.');
  await saveAs(person, /^ONNX/);
  await expect(messages).toContainText('XOR.onnx was written.');
  expect(await happened(person)).toEqual([...turnedBack, 'place', 'export', 'place', 'export']);
  expect(await files(person)).toEqual(['XOR.onnx', 'XOR.py']);
});

test('what cannot be written for another program is said before a place is asked for', async ({ context, address }) => {
  const person = await personWithPlaces(context, address);
  await person.canvas.evaluate((canvas) => {
    const layers = 'nn.Linear(2, 8), nn.BatchNorm1d(8, track_running_stats=False), nn.ReLU(), nn.Linear(8, 2)';
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', `import torch\nfrom torch import nn\n\nnet = nn.Sequential(${layers})\n`);
    canvas.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(person.blocks).not.toHaveCount(0);
  await saveAs(person, /^ONNX/);
  await expect(person.page.getByRole('alert').filter({ hasText: 'cannot be written as ONNX' })).toBeVisible();
  expect(await happened(person)).toEqual([]);
  await saveAs(person, /^PyTorch/);
  await expect.poll(() => happened(person)).toEqual(['place', 'export']);
});

test('what cannot be made leaves no empty file where it should have been', async ({ context, address }) => {
  const person = await personWithPlaces(context, address);
  await person.openExample(XOR);
  // what the worker is asked to write has lost its wires since it was asked whether it could
  await person.page.evaluate(() => {
    const post = Worker.prototype.postMessage as (this: Worker, message: object, transfer: object) => void;
    Worker.prototype.postMessage = function (this: Worker, message: { type: string; document: object }, transfer: object) {
      post.call(this, message.type === 'export' ? { ...message, document: { ...message.document, edges: [] } } : message, transfer);
    };
  });
  await saveAs(person, /^ONNX/);
  await expect(person.page.getByRole('alert')).toBeVisible();
  expect(await happened(person)).toEqual(['place', 'export']);
  expect(await files(person)).toEqual([]);
});

test('a file that is dropped is saved in its place, and is among the recent ones', async ({ context, address }) => {
  const person = await personWithPlaces(context, address);
  await person.openExample(XOR);
  await saveAs(person, /^Document/);
  await expect.poll(() => files(person)).toEqual(['XOR.gradscape.json']);
  await expect.poll(() => textOf(person, 'XOR.gradscape.json')).toContain('"gradscape"');
  await person.button('New').click();
  await expect(person.blocks).toHaveCount(0);

  await person.canvas.evaluate(async (canvas) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('XOR.gradscape.json');
    Object.assign(DataTransferItem.prototype, { getAsFileSystemHandle: () => Promise.resolve(handle) });
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(await handle.getFile());
    canvas.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(person.blocks).toHaveCount(5);
  const before = await happened(person);
  await person.fill('name', 'dropped');
  await person.button('Save').click();
  await expect(person.page.getByRole('img', { name: 'There are changes that are in no file yet.' })).toHaveCount(0);
  expect(await happened(person), 'it has a place').toEqual(before);
  expect(await textOf(person, 'XOR.gradscape.json')).toContain('"dropped"');
  await person.page.keyboard.press('Alt+o');
  await expect(person.page.getByRole('menuitem', { name: /XOR\.gradscape\.json/ })).toBeVisible();
});
