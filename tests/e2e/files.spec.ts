/** @file Files of networks, opened by chooser, by drop and by paste, read beside what goes on, and written for other programs. */
import type { Page } from '@playwright/test';
import { readSafetensors, writeSafetensors } from '../../core/formats/safetensors.ts';
import { expect, test, type NamedBytes, type Person } from './person.ts';

const XOR = 'XOR: eight neurons and one answer';

/** What the window says, in its list of messages. */
const messages = ({ page }: Person) => page.getByRole('log', { name: 'Messages' });

async function drop({ page, canvas }: Person, ...files: readonly NamedBytes[]): Promise<void> {
  const dropped = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of given) transfer.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name));
      return transfer;
    },
    files.map(({ name, bytes }) => ({ name, bytes: bytes.toString('base64') })),
  );
  await canvas.dispatchEvent('drop', { dataTransfer: dropped });
}

/** As Ctrl+V tells of it. */
async function paste({ canvas }: Person, text: string): Promise<void> {
  await canvas.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Every reader of a file that is started from now on hears of its request once what is returned is called. */
async function holdReaders(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(() => {
    const requests: (() => void)[] = [];
    const Real = Worker;
    class Slow extends Real {
      override postMessage(message: unknown): void {
        requests.push(() => super.postMessage(message));
      }
    }
    Object.assign(window, {
      Worker: new Proxy(Real, { construct: (_, [url, options]) => new (String(url).includes('reader') ? Slow : Real)(url, options) }),
    });
    return requests;
  });
  return () => held.evaluate((requests) => requests.forEach((send) => send()));
}

test('a document that was not changed is saved to the very bytes that it was opened from', async ({ person }) => {
  await person.openExample(XOR);
  const { name, bytes } = await person.saveAs('Document only');
  const byHand = Buffer.from(`${JSON.stringify(JSON.parse(bytes.toString()), null, 5)}  \n`);
  await person.button('New').click();
  await expect(person.blocks).toHaveCount(0);
  await person.open({ name, bytes: byHand });
  await expect(person.blocks).toHaveCount(5);
  expect((await person.save()).bytes.equals(byHand)).toBe(true);
  await person.select('fc1');
  await person.fill('out_features', '9');
  const changed = await person.save();
  expect(changed.bytes.equals(byHand)).toBe(false);
  await person.button('Undo').click();
  expect((await person.save()).bytes.equals(byHand)).toBe(true);
});

test('a file is read beside what goes on, tells how far it is, and stops when it is told to', async ({ person, picture }) => {
  const { page } = person;
  await person.openExample(XOR);
  const model = await person.saveAs('Model with its weights');
  await person.openExample('Spiral: two arms, four layers');
  await expect(person.block('fc2')).toBeVisible();
  const letRead = await holdReaders(page);
  await person.selectNothing();
  await person.fill('epochs', '50000');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/left$/);

  await person.open(model);
  const bar = page.getByRole('progressbar', { name: `Reading ${model.name}` });
  await expect(bar).toBeVisible();
  await picture('reading-file');
  await person.button('Cancel').focus();
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await letRead();
  const before = await person.progress();
  await expect.poll(() => person.progress()).not.toBe(before); // the run goes on
  await expect.poll(() => person.progress()).toMatch(/left$/);
  await expect(person.block('fc2')).toContainText('32 → 32');
  await expect(messages(person)).toHaveText('');
  await person.button('Pause').click();
});

test('a network and its data are dropped at once, and of two networks one is opened', async ({ person }) => {
  await person.openExample(XOR);
  const xor = await person.saveAs('Document only');
  await person.button('New').click();
  await expect(person.blocks).toHaveCount(0);
  const rows = Array.from({ length: 40 }, (_, row) => `${row % 2},${(row >> 1) % 2},${(row ^ (row >> 1)) % 2}`);
  await drop(person, { name: 'table.csv', bytes: Buffer.from(['a,b,answer', ...rows].join('\n')) }, xor, {
    ...xor,
    name: 'other.gradscape.json',
  });
  await expect(person.blocks).toHaveCount(5);
  await expect(person.field('source')).toHaveValue('csv');
  await expect(person.inspector).toContainText('table.csv');
  await expect(messages(person)).toContainText('One network is open at a time: other.gradscape.json was not opened.');
});

test('a whole document that is pasted is opened, blocks are added, and other text is refused with a sentence', async ({ person }) => {
  const { page } = person;
  await person.openExample(XOR);
  const { bytes } = await person.saveAs('Document only');
  await person.openExample('Spiral: two arms, four layers');
  await expect(person.blocks).toHaveCount(9);
  await paste(person, bytes.toString());
  await expect(person.blocks).toHaveCount(5);
  await expect(page.getByRole('img', { name: 'There are changes that are in no file yet.' })).toBeVisible();
  await person.block('head').click();
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(person.blocks).toHaveCount(6);
  await paste(person, 'import os\nprint(os.name)\n');
  await expect(messages(person)).toContainText('The clipboard holds no blocks.');
  await expect(person.blocks).toHaveCount(6);
});

test('code that is no network, and torn files of every kind, are refused while the network and its run stay', async ({ person }) => {
  await person.openExample(XOR);
  for (let steps = 0; steps < 3; steps++) await person.button('Step').click();
  await expect.poll(() => person.restingStep()).toBe(3);
  const before = await person.network();
  for (const [name, text] of [
    ['empty.py', ''],
    ['script.py', 'import torch\nimport torch.nn as nn\nprint(1)\n'],
    ['torn.py', 'import torch.nn as nn\nnet = nn.Sequential(nn.Linear(2, 3'],
    ['torn.onnx', '\x08\x08\x12\x07pytorch:\x0a'],
    ['torn.safetensors', '\x10\x00\x00\x00\x00\x00\x00\x00{"a":{"dtype":1}}'],
    ['unknown.bin', '\x01\x02\x03'],
  ] as const) {
    await drop(person, { name, bytes: Buffer.from(text, 'latin1') });
    const said = person.page.getByRole('alert');
    await expect(said).toContainText(name);
    expect((await said.innerText()).trim().split('\n')).toHaveLength(1);
    await said.getByRole('button', { name: 'Dismiss' }).click();
    await expect(said).toHaveCount(0);
  }
  expect(await person.network()).toEqual(before);
  await expect.poll(() => person.restingStep()).toBe(3);
});

test('what is in the way of writing for other programs is said in the menu', async ({ person, picture }) => {
  const { page } = person;
  await person.openExample(XOR);
  await person.block('loss').click();
  await page.keyboard.press('Delete');
  await expect(person.findings).toContainText('The network has no loss.');
  await person.button('Save as').click();
  for (const name of [/^PyTorch code/, /^ONNX/]) await expect(page.getByRole('menuitem', { name })).toBeDisabled();
  await expect(page.getByRole('menu')).toContainText('The network has no loss.');
  await picture('save-as');
});

test('PyTorch code is written, opened again as a network of its own, and never written over', async ({ person, picture }) => {
  const { page } = person;
  await person.openExample('Spiral: two arms, four layers');
  const code = await person.saveAs('PyTorch code (.py)');
  expect(code.name).toBe('Spiral.py');
  expect(code.bytes.toString()).toContain('nn.Linear(');
  await expect(messages(person)).toContainText('Spiral.py was written.');
  const before = (await person.network()) as { nodes: { layer: string; settings: unknown }[] };

  await person.button('New').click();
  await expect(person.blocks).toHaveCount(0);
  await person.open(code);
  await expect(person.blocks).toHaveCount(9);
  await expect(messages(person)).toContainText('Spiral.py was imported.');
  await picture('imported-pytorch');
  const unsaved = page.getByRole('img', { name: 'There are changes that are in no file yet.' });
  await expect(unsaved).toBeVisible();
  expect((await person.save()).name).toBe('Spiral.safetensors');
  await expect(unsaved).toHaveCount(0);
  const after = (await person.network()) as typeof before;
  expect(after.nodes.map(({ layer }) => layer)).toEqual(before.nodes.map(({ layer }) => layer));
});

test('of several networks in code that is pasted one is chosen by keys', async ({ person, picture }) => {
  const { page } = person;
  const layers = (width: number) => `nn.Sequential(nn.Linear(2, ${width}), nn.ReLU(), nn.Linear(${width}, 2))`;
  await paste(person, `import torch\nfrom torch import nn\n\nsmall = ${layers(4)}\nlarge = ${layers(64)}\n`);
  const dialog = page.getByRole('dialog', { name: 'Which network?' });
  await expect(dialog.getByRole('button', { name: 'small' })).toBeFocused();
  await picture('which-network');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(person.canvas.getByText('2 → 64')).toBeVisible();
});

test('an ONNX file is written, and opened again with its weights', async ({ person, picture }) => {
  await person.openExample('Spiral: two arms, four layers');
  for (let steps = 0; steps < 3; steps++) await person.button('Step').click();
  await person.restingStep();
  const onnx = await person.saveAs('ONNX, for other programs');
  expect(onnx.name).toBe('Spiral.onnx');
  await person.button('New').click();
  await expect(person.blocks).toHaveCount(0);
  await person.open(onnx);
  await expect(person.block('fc1')).toBeVisible();
  await picture('imported-onnx');
  const again = await person.saveAs('ONNX, for other programs');
  expect(again.bytes.equals(onnx.bytes)).toBe(true);
});

/** As PyTorch saves a network's state: no drawing, and nothing of an optimizer's. */
function withoutDrawing({ bytes }: NamedBytes): NamedBytes {
  const { tensors } = readSafetensors('model', bytes);
  const weights = [...tensors].filter(([name]) => !name.startsWith('gradscape.')).map(([name, tensor]) => ({ ...tensor, name }));
  return { name: 'plain.safetensors', bytes: Buffer.from(writeSafetensors(weights, new Map([['format', 'pt']]))) };
}

test('weights without a drawing that fit the open network go into it, or become a network of their own, or are left', async ({
  person,
  picture,
}) => {
  const { page } = person;
  await person.openExample(XOR);
  for (let steps = 0; steps < 3; steps++) await person.button('Step').click();
  await person.restingStep();
  const plain = withoutDrawing(await person.saveAs('Model with its weights'));
  const weightsNow = async () => withoutDrawing(await person.saveAs('Model with its weights')).bytes;
  await person.openExample(XOR);
  await expect.poll(() => person.progress()).toBe('not started');
  const fresh = await weightsNow();
  expect(fresh.equals(plain.bytes)).toBe(false);
  const before = await person.network();
  const dialog = page.getByRole('alertdialog', { name: 'plain.safetensors fits the open network' });

  await person.open(plain);
  await expect(dialog).toBeVisible();
  await picture('weights-fit');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  expect((await weightsNow()).equals(fresh)).toBe(true);

  await person.open(plain);
  await dialog.getByRole('button', { name: 'Load its weights into the open network' }).click();
  await expect(messages(person)).toContainText(
    'The tensors of plain.safetensors have the names and shapes of the open network and became its weights.',
  );
  expect((await weightsNow()).equals(plain.bytes)).toBe(true);
  expect(await person.network()).toEqual(before);

  await person.open(plain);
  await dialog.getByRole('button', { name: 'Open as a new network' }).click();
  await expect(messages(person)).toContainText('plain.safetensors was imported.');
  await expect(page.getByRole('img', { name: 'There are changes that are in no file yet.' })).toBeVisible();
  expect((await weightsNow()).equals(plain.bytes)).toBe(true);
});
