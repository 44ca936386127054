/** @file What was recorded leaves the window as it is shown: pictures that open, and text with the very numbers. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, type NamedBytes, type Person } from './person.ts';

const root = join(import.meta.dirname, '../..');

/** Trains the ten sigmoids to the end. */
async function trained(person: Person): Promise<void> {
  await person.openExample('Ten sigmoids: the gradient vanishes');
  await person.page.keyboard.press('Control+Enter');
  await expect.poll(() => person.progress(), { timeout: 60_000 }).toMatch(/finished, step 800$/);
}

async function exported(person: Person, item: RegExp): Promise<NamedBytes> {
  await person.button('Export').click();
  return person.saved(() => person.page.getByRole('menuitem', { name: item }).click());
}

/** The lines of a table, by column and step. */
function tableOf({ bytes }: NamedBytes): (step: number, column: string) => number {
  const [head, ...lines] = bytes.toString().trimEnd().split('\n');
  const names = head!.split(',');
  const bySteps = new Map(lines.map((line) => line.split(',')).map((cells) => [Number(cells[0]), cells]));
  return (step, column) => Number(bySteps.get(step)![names.indexOf(column)]);
}

test('the table has the numbers that the landscape reads out, of the first step and of the last', async ({ person }) => {
  const { page, heatmap } = person;
  await trained(person);
  const number = tableOf(await exported(person, /\.csv/));
  await heatmap.focus();
  for (const [key, step] of [
    ['End', 800],
    ['Home', 1],
  ] as const) {
    await page.keyboard.press(key);
    for (const layer of ['fc1', 'sigmoid1', 'fc2']) {
      const said = page.locator('[aria-live=polite]', { hasText: new RegExp(`^${layer} · step ${step} ·`) });
      await expect(said).toHaveText(/signal \d/);
      const shown = /signal ([\d.]+(?:e[−\d]+)?)/.exec((await said.textContent())!)![1]!.replace('−', '-');
      expect(number(step, `${layer}.signal`)).toBeGreaterThan(0);
      expect(Number(shown) / number(step, `${layer}.signal`)).toBeCloseTo(1, 2);
      await page.keyboard.press('ArrowDown');
    }
    for (let up = 0; up < 3; up++) await page.keyboard.press('ArrowUp');
  }
});

test('the log is diagnosed to what the window says', async ({ person }) => {
  const { findings } = person;
  await trained(person);
  await expect(findings.getByText('The gradient vanishes at fc1').first()).toBeVisible();
  const log = await exported(person, /\.jsonl/);
  expect(log.name).toBe('Ten sigmoids recording.jsonl');
  const folder = await mkdtemp(join(tmpdir(), 'gradscape-'));
  await writeFile(join(folder, log.name), log.bytes);
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'core/cli/gradscape.ts'), 'diagnose', join(folder, log.name), '--json'],
    {
      encoding: 'utf8',
    },
  );
  await rm(folder, { recursive: true });
  const verdict = JSON.parse(stdout) as { name: string; step: number; findings: { code: string }[] };
  expect(status).toBe(3);
  expect(verdict).toMatchObject({ name: 'Ten sigmoids', step: 800 });
  expect(verdict.findings.map(({ code }) => code)).toEqual(['gradient_vanishing']);
});

/** Of a picture, drawn at its own size, the colours at some places. */
function coloursAt(page: Page, svg: string, places: readonly (readonly [x: number, y: number])[]): Promise<string[]> {
  return page.evaluate(
    async ([text, at]) => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      return at.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].join(' '));
    },
    [svg, places] as const,
  );
}

test('the picture of the landscape opens, and has the colours of the screen', async ({ person }) => {
  const { page, heatmap } = person;
  await trained(person);
  const svg = await exported(person, /Landscape.*\.svg/);
  expect(svg.name).toBe('Ten sigmoids landscape.svg');
  const text = svg.bytes.toString();
  const facts = await page.evaluate((source) => {
    const read = new DOMParser().parseFromString(source, 'image/svg+xml');
    const box = /translate\((\d+) (\d+)\)/.exec(read.querySelector('.cells')!.getAttribute('transform')!)!;
    const ground = read.querySelector('.none')!;
    return {
      wrong: read.querySelector('parsererror')?.textContent ?? null,
      rows: [...read.querySelectorAll('.row > title')].map((title) => title.textContent),
      words: read.documentElement.textContent,
      cells: [box[1], box[2], ground.getAttribute('width'), ground.getAttribute('height')].map(Number),
    };
  }, text);
  expect(facts.wrong).toBeNull();
  expect(facts.rows.slice(0, 2)).toEqual(['fc1', 'sigmoid1']);
  for (const words of ['Signal vs healthy', 'run 1', 'steps 1 to 800', 'decades from healthy', 'predicted', 'now'])
    expect(facts.words).toContain(words);

  const [left, top, width, height] = facts.cells as [number, number, number, number];
  const shares = [0.25, 0.5, 0.9].flatMap((x) => facts.rows.map((_, row): [number, number] => [x, (row + 0.5) / facts.rows.length]));
  const drawn = await coloursAt(
    page,
    text,
    shares.map(([x, y]) => [left + Math.floor(x * width), top + Math.floor(y * height)]),
  );
  const onScreen = await heatmap
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement, at) => {
      const context = canvas.getContext('2d')!;
      return at.map(([x, y]) =>
        [...context.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1).data].join(' '),
      );
    }, shares);
  // a pixel of the screen stands for other steps than one of the picture: colours are near to each other, row by row
  for (const [index, colour] of drawn.entries()) {
    const [a, b] = [colour, onScreen[index]!].map((each) => each.split(' ').map(Number));
    expect(Math.max(...a!.map((channel, at) => Math.abs(channel - b![at]!)))).toBeLessThanOrEqual(24);
  }
  expect(new Set(drawn).size).toBeGreaterThan(6);
});

test('the curves that are shown are saved, sharp and in pixels; from the palette as well', async ({ person }) => {
  const { page } = person;
  await trained(person);
  await page.getByRole('region', { name: 'Curves', exact: true }).getByRole('radio', { name: 'Norm' }).click();
  const svg = (await exported(person, /Curves.*\.svg/)).bytes.toString();
  expect(svg).toContain('Gradient norm curve');
  expect(svg.match(/class="curve"/g)).toHaveLength(1);
  const [width, height] = [/width="(\d+)"/, /height="(\d+)"/].map((size) => Number(size.exec(svg)![1]));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('export curves png');
  const { name, bytes: png } = await person.saved(() => page.keyboard.press('Enter'));
  expect(name).toBe('Ten sigmoids curves.png');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width!, 2 * height!]);
});

test('before anything is recorded the menu says what to do first, and offers nothing', async ({ person }) => {
  const { page } = person;
  await person.openExample('Residual blocks');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('Nothing has been recorded yet. Train the network first.')).toBeVisible();
  for (const item of await page.getByRole('menuitem').all()) await expect(item).toHaveAttribute('data-disabled');
});

test('curves are read by keys, and the window shows the step that is chosen there', async ({ person }) => {
  const { page } = person;
  await trained(person);
  const chart = page.getByRole('img', { name: 'Loss curve' });
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  const said = page.locator('[aria-live=polite]', { hasText: /batch/ });
  await expect(said).toHaveText(/^step \d+, batch [\d.]+, training [\d.]+, validation [\d.]+$/);
  const step = /^step (\d+)/.exec((await said.textContent())!)![1]!;
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(said).not.toHaveText(new RegExp(`^step ${step},`));
  const chosen = /^step (\d+)/.exec((await said.textContent())!)![1]!;
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Looking at step ${chosen}`)).toBeVisible();
});

test('smoothing is chosen in a menu and remembered; what was measured stays drawn', async ({ person }) => {
  const { page } = person;
  await trained(person);
  const line = page.getByRole('img', { name: 'Loss curve' }).locator('path.line').first();
  const smooth = await line.getAttribute('d');
  await person.button('How curves are drawn').click();
  await page.getByRole('menuitemradio', { name: 'None' }).click();
  await page.keyboard.press('Escape');
  await expect(line).not.toHaveAttribute('d', smooth!);
  await expect(page.getByRole('img', { name: 'Loss curve' }).locator('path.band')).toHaveCount(1);
  await page.reload();
  await person.button('How curves are drawn').click();
  await expect(page.getByRole('menuitemradio', { name: 'None' })).toBeChecked();
});
