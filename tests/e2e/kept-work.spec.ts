import type { Page } from '@playwright/test';
import { readSafetensors, writeSafetensors } from '../../core/formats/safetensors.ts';
import { expect, test, Person } from './person.ts';

/** How many tabs have work that is in no file. */
const keptWorks = (page: Page) => keptIn(page, 'work');
/** How many have weights beside it. */
const keptWeights = (page: Page) => keptIn(page, 'work_weights');

function keptIn(page: Page, store: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('gradscape');
        request.onerror = () => reject(request.error!);
        request.onsuccess = () => {
          const count = request.result.transaction(name).objectStore(name).count();
          count.onsuccess = () => {
            request.result.close();
            resolve(count.result);
          };
        };
      }),
    store,
  );
}

interface Entry {
  readonly data_offsets: readonly [number, number];
}

/** The header of a safetensors file, and where its data begin. */
function headerOf(bytes: Buffer): { header: Record<string, Entry> & { __metadata__: Record<string, string> }; data: number } {
  const data = 8 + Number(bytes.readBigUInt64LE());
  return { header: JSON.parse(bytes.toString('utf8', 8, data)), data };
}

function tensorsOf(bytes: Buffer): Map<string, Buffer> {
  const { header, data } = headerOf(bytes);
  const { __metadata__: _, ...entries } = header;
  return new Map(
    Object.entries(entries).map(
      ([
        name,
        {
          data_offsets: [from, to],
        },
      ]) => [name, bytes.subarray(data + from, data + to)],
    ),
  );
}

/** The same model file of a document with another data set. */
function withDataset(bytes: Buffer, dataset: object): Buffer {
  const { header, data } = headerOf(bytes);
  const { gradscape } = header.__metadata__;
  header.__metadata__.gradscape = JSON.stringify({ ...JSON.parse(gradscape!), dataset });
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([text, Buffer.alloc(-text.length & 7, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, bytes.subarray(data)]);
}

test('work in no file comes back after a reload, every tab its own, and what a closed tab left is offered in the next', async ({
  person,
  address,
}) => {
  const { page } = person;
  page.on('dialog', (dialog) => void dialog.accept());
  await person.dragBlock('Dropout', [200, 200]);
  await expect.poll(() => keptWorks(page)).toBe(1);

  const other = new Person(await page.context().newPage());
  await other.page.goto(address);
  await expect(other.blocks).toHaveCount(0); // the first tab lives, and its work is its own
  await other.openExample('XOR: eight neurons and one answer');
  await expect(other.block('head')).toBeVisible();

  await page.reload();
  await expect(person.block('drop1')).toBeVisible();
  await expect(page.getByRole('log')).toContainText('Restored unsaved work.');

  await page.close();
  await other.page.reload();
  await expect(other.blocks).toHaveCount(0);
  await other.button('Restore Untitled').click();
  await expect(other.block('drop1')).toBeVisible();
  await expect.poll(() => keptWorks(other.page)).toBe(1);
});

test('a change that was made as the page went is there again, though what it wrote to the database went with it', async ({
  person,
  address,
}) => {
  const { page } = person;
  const context = page.context();
  await context.addInitScript(() =>
    addEventListener('beforeunload', () => {
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('the page is going', 'AbortError');
      };
    }),
  );
  context.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await person.openExample('XOR: eight neurons and one answer');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await expect.poll(() => keptWeights(page)).toBe(1);
  await person.fill('name', 'loaded again');
  await page.reload();
  await expect(person.field('name')).toHaveValue('loaded again');
  await expect.poll(() => person.progress()).toMatch(/^finished/); // its weights are those that were kept

  await person.fill('name', 'closed');
  const gone = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await gone;
  const next = new Person(await context.newPage());
  await next.page.goto(address);
  await next.button('Restore closed').click();
  await expect(next.field('name')).toHaveValue('closed');
  await expect.poll(() => next.progress()).toMatch(/^finished/);
  expect(await next.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('last-words')))).toEqual([]);
});

test('a window that is closed with nothing worth asking about leaves nothing behind, though a reload would have had it', async ({
  person,
  address,
}) => {
  const { page } = person;
  await person.openExample('XOR: eight neurons and one answer');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await expect.poll(() => keptWorks(page)).toBe(1);
  await page.reload();
  await expect(person.block('head')).toBeVisible();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await person.button('New').click();
  await person.button('Discard').click();
  await expect(person.blocks).toHaveCount(0);
  await person.openExample('XOR: eight neurons and one answer');
  await expect.poll(() => person.progress()).toBe('not started');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await expect.poll(() => keptWorks(page)).toBe(1);

  const other = new Person(await page.context().newPage());
  await page.close();
  await other.page.goto(address);
  await expect(other.canvas).toBeVisible();
  await expect.poll(() => keptWorks(other.page)).toBe(0);
  await expect(other.page.getByRole('region', { name: 'Recovered work' })).toHaveCount(0);
});

test('weights of a file whose data are not there outlast a reload, and are what is saved after it', async ({ person }) => {
  const { page } = person;
  page.on('dialog', (dialog) => void dialog.accept());
  await person.openExample('XOR: eight neurons and one answer');
  for (let steps = 0; steps < 3; steps++) await person.button('Step').click();
  await expect.poll(() => person.restingStep()).toBe(3);
  const { bytes } = await person.saveAs('Model with its weights');
  const apart = withDataset(bytes, { source: 'csv', path: 'away.csv' });
  await person.button('New').click();
  await person.open({ name: 'model.safetensors', bytes: apart });
  await expect(person.block('head')).toBeVisible();
  await person.select('fc1');
  await person.fill('name', 'first');
  await expect.poll(() => keptWeights(page)).toBe(1);
  await page.reload();
  await expect(person.block('first')).toBeVisible();
  const [before, after] = [tensorsOf(apart), tensorsOf((await person.save()).bytes)];
  expect(after.get('first.weight')).toEqual(before.get('fc1.weight'));
});

test('weights that were loaded into the open network are in no file, and outlast a reload', async ({ person }) => {
  const { page } = person;
  page.on('dialog', (dialog) => void dialog.accept());
  const unsaved = page.getByRole('img', { name: 'There are changes that are in no file yet.' });
  await person.openExample('XOR: eight neurons and one answer');
  await person.fill('seed', '7');
  const { bytes } = await person.saveAs('Model with its weights');
  const weights = [...readSafetensors('model', bytes).tensors].filter(([name]) => !name.startsWith('gradscape.'));
  const plain = Buffer.from(
    writeSafetensors(
      weights.map(([name, tensor]) => ({ ...tensor, name })),
      new Map(),
    ),
  );
  await person.fill('seed', '8');
  await person.save();
  await expect(unsaved).toHaveCount(0);
  await person.open({ name: 'plain.safetensors', bytes: plain });
  await person.button('Load its weights into the open network').click();
  await expect(unsaved).toBeVisible();
  await expect.poll(() => keptWeights(page)).toBe(1);
  await page.reload();
  await expect(person.block('head')).toBeVisible();
  const after = tensorsOf((await person.save()).bytes);
  for (const [name, tensor] of weights) expect(after.get(name)!.equals(tensor.bytes), name).toBe(true);
});
