/** @file The landscape as it is drawn: its pixels against the exported numbers, time by wheel, brush and keys, the moment, and words. */
import { csvParse } from 'd3-dsv';
import { divergingColours, sequentialColours, type Colours } from '../../renderer/theme/heat.ts';
import type { Palette } from '../../renderer/theme/palette.ts';
import { expect, test, type Person } from './person.ts';

const VANISHING = 'Ten sigmoids: the gradient vanishes';

interface Drawn {
  readonly width: number;
  readonly height: number;
  /** The box of the cells on the screen. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly pixels: Uint8Array;
}

/** The cells as they stand on the canvas element. */
async function drawnOn({ heatmap }: Person): Promise<Drawn> {
  const { pixels, ...drawn } = await heatmap
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { x, y, width, height } = canvas.getBoundingClientRect();
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const line = 4 * canvas.width;
      const lines = Array.from({ length: canvas.height }, (_, at) => String.fromCharCode(...data.subarray(at * line, (at + 1) * line)));
      // half a million numbers one by one take seconds on their way here
      return { width: canvas.width, height: canvas.height, box: { x, y, width, height }, pixels: btoa(lines.join('')) };
    });
  return { ...drawn, pixels: Buffer.from(pixels, 'base64') };
}

async function paletteOf({ page }: Person): Promise<Palette> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    const entries = ['ground', 'panel', 'muted', 'cold', 'hot'].map((token) => {
      probe.style.color = `var(--${token})`;
      return [token, getComputedStyle(probe).color];
    });
    probe.remove();
    return Object.fromEntries(entries) as Palette;
  });
}

/** The run as a table of numbers, one line for each recorded step. */
async function recorded(person: Person): Promise<Record<string, number>[]> {
  const { page } = person;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('CSV');
  const { bytes } = await person.saved(() => page.keyboard.press('Enter'));
  return csvParse(bytes.toString()).map((line) =>
    Object.fromEntries(Object.entries(line).map(([name, value]) => [name, value === '' ? NaN : Number(value)])),
  );
}

/** Trains so many epochs of a few steps and waits until the run rests. */
async function trained(person: Person, example: string, epochs: number): Promise<number> {
  await person.openExample(example);
  await person.fill('epochs', String(epochs));
  await person.button('Train').click();
  await expect.poll(() => person.progress(), { timeout: 60_000 }).toMatch(/^finished/);
  return epochs;
}

/** A scale, and how fine it is: half of what one of the 255 colours of a table stands for. */
interface Scale {
  readonly colours: Colours;
  readonly half: number;
}

/** Whether a drawn pixel has the colour of a number: in each channel between those of the ends of the table's step that it is in, give or take rounding. */
function shows(drawn: Drawn, x: number, y: number, value: number, { colours, half }: Scale): boolean {
  const at = 4 * (Math.floor(y) * drawn.width + Math.floor(x));
  const channels = [value - half, value, value + half].map((number) =>
    colours(number)
      .match(/[\d.]+/g)!
      .map(Number),
  );
  return [0, 1, 2].every((channel) => {
    const near = channels.map((colour) => colour[channel]!);
    const pixel = drawn.pixels[at + channel]!;
    return pixel >= Math.min(...near) - 1 && pixel <= Math.max(...near) + 1;
  });
}

/** Compares each cell whose pixels are wide enough, in the middle of it. */
function compare(
  drawn: Drawn,
  run: Record<string, number>[],
  names: readonly string[],
  cell: (line: Record<string, number>, name: string) => number,
  scale: Scale,
): void {
  const wrong: string[] = [];
  const [cellWidth, cellHeight] = [drawn.width / run.length, drawn.height / names.length];
  expect(cellWidth).toBeGreaterThan(2);
  names.forEach((name, row) =>
    run.forEach((line, column) => {
      const value = cell(line, name);
      if (!shows(drawn, (column + 0.5) * cellWidth, (row + 0.5) * cellHeight, value, scale))
        wrong.push(`${name} at step ${line['step']}: ${value}`);
    }),
  );
  expect(wrong).toEqual([]);
}

test('each cell on the screen has the colour of the number that is exported, first and last column too', async ({ person }) => {
  const { page } = person;
  await trained(person, VANISHING, 20);
  const run = await recorded(person);
  expect(run.length).toBeGreaterThan(50);
  const learning = Object.keys(run[0]!)
    .flatMap((name) => /^(.+)\.gradient_norm$/.exec(name)?.[1] ?? [])
    .filter((name) => run[0]![`${name}.gradient_norm`]! >= 0);
  expect(learning).toHaveLength(11);
  const palette = await paletteOf(person);

  await page.getByRole('radio', { name: 'Weight gradient' }).click();
  await page.mouse.move(5, 5);
  compare(await drawnOn(person), run, learning, (line, name) => Math.log10(line[`${name}.gradient_norm`]!), {
    colours: sequentialColours(palette, -8, 2, 'magnitude'),
    half: 10 / 254 / 2,
  });

  // against the first step the colours diverge: no number of theory is needed to know them
  await page.getByRole('radio', { name: 'Signal', exact: true }).click();
  await page.getByLabel('Signal compared with').selectOption('vs first step');
  const rows = Object.keys(run[0]!).flatMap((name) => /^(.+)\.signal$/.exec(name)?.[1] ?? []);
  const diverging: Scale = { colours: divergingColours(palette, 3), half: 6 / 254 / 2 };
  await expect.poll(async () => shows(await drawnOn(person), 1, 4, 0, diverging)).toBe(true);
  compare(await drawnOn(person), run, rows, (line, name) => Math.log10(line[`${name}.signal`]! / run[0]![`${name}.signal`]!), diverging);
});

test('an exact zero is hatched and what is not finite is crossed, in words as well', async ({ person, picture }) => {
  await person.openExample('Ten ReLU layers, repaired with Kaiming');
  await person.fill('lr', '1000');
  await person.button('Train').click();
  await expect.poll(() => person.description(person.heatmap)).toMatch(/Not finite(?: since step [\d,]+)?: /);
  const drawn = await drawnOn(person);
  // the last column: black and white, and nothing between
  const colours = new Set(
    Array.from({ length: drawn.height }, (_, y) =>
      drawn.pixels.slice(4 * (y * drawn.width + drawn.width - 3), 4 * (y * drawn.width + drawn.width - 3) + 3).join(),
    ),
  );
  expect(colours).toContain('0,0,0');
  await picture('landscape-not-finite');
});

test('wheel, drag, brush and double click go about in time, and the axis says where', async ({ person, picture }) => {
  const { page } = person;
  await trained(person, VANISHING, 40);
  const axis = person.heatmap.locator('.axis');
  const range = page.getByRole('radiogroup', { name: 'Time range' });
  const { box } = await drawnOn(person);
  const at = (across: number, down: number) => [box.x + across * box.width, box.y + down * box.height] as const;
  const steps = async () => (await axis.locator('text').allTextContents()).map((text) => Number(text.replace(/\D/g, '')));
  const whole = await steps();

  await page.mouse.move(...at(0.5, 0.5));
  await page.mouse.wheel(0, -600);
  await expect(range.getByRole('radio', { checked: true })).toHaveText(/^[\d,]+ – [\d,]+$/);
  await expect.poll(async () => Math.min(...(await steps()))).toBeGreaterThan(Math.min(...whole));
  const zoomed = await steps();

  await page.mouse.down();
  await page.mouse.move(...at(0.2, 0.5), { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Math.max(...(await steps()))).toBeGreaterThan(Math.max(...zoomed));
  // a drag chooses neither a block nor a moment
  await expect(page.getByText(/^Looking at step/)).toHaveCount(0);

  await page.mouse.dblclick(...at(0.5, 0.5));
  await expect(range.getByRole('radio', { name: 'Whole run' })).toBeChecked();
  await expect(page.getByText(/^Looking at step/)).toHaveCount(0);

  await page.keyboard.down('Shift');
  await page.mouse.move(...at(0.25, 0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.5), { steps: 5 });
  await picture('landscape-brush');
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const [from, to] = (await range.getByRole('radio', { checked: true }).textContent())!
    .split(' – ')
    .map((text) => Number(text.replaceAll(',', '')));
  const last = Math.max(...whole);
  expect(from!).toBeGreaterThan(0.15 * last);
  expect(to!).toBeLessThan(0.75 * last);
});

test('by keys alone: a cell is read, the moment is led and left, time is zoomed and seen whole again', async ({ person }) => {
  const { page, heatmap } = person;
  await trained(person, VANISHING, 20);
  const spoken = page.getByRole('region', { name: 'Gradient landscape' }).locator('[aria-live]').first();
  await heatmap.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  const looking = page.getByText(/^Looking at step [\d,]+$/).first();
  await expect(looking).toBeVisible();
  await expect(spoken).toHaveText(/^fc1 · step \d+/);
  await page.keyboard.press('ArrowDown');
  await expect(spoken).toHaveText(/^sigmoid1 · step \d+/);
  await page.keyboard.press('Home');
  await expect(looking).toHaveText('Looking at step 1');
  await expect.poll(() => person.description(heatmap)).toMatch(/^Step 1\./);
  await page.keyboard.press('Escape');
  await expect(looking).toHaveCount(0);

  const range = page.getByRole('radiogroup', { name: 'Time range' });
  await page.keyboard.press('+');
  await expect(range.getByRole('radio', { checked: true })).toHaveText(/^Last /);
  await page.keyboard.press('PageUp');
  await expect(range.getByRole('radio', { checked: true })).toHaveText(/ – /);
  await page.keyboard.press('0');
  await expect(range.getByRole('radio', { name: 'Whole run' })).toBeChecked();
});

test('a press on a cell shows its step and selects its block; the view is remembered', async ({ person, picture }) => {
  const { page } = person;
  await trained(person, VANISHING, 20);
  const { box } = await drawnOn(person);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * (2.5 / 21));
  await expect(page.getByText(/^Looking at step [\d,]+$/).first()).toBeVisible();
  await expect(person.heatmap.locator('.name.selected, .chosen')).not.toHaveCount(0);
  await picture('landscape-moment');
  await page.getByRole('button', { name: 'More statistics and ranges' }).click();
  await page.getByRole('menuitemradio', { name: 'Weight norm' }).click();
  await expect.poll(() => person.description(person.heatmap)).toContain('norm of the weight');
  await page.reload();
  await expect(page.getByRole('button', { name: 'More statistics and ranges' })).toHaveText('Weight norm');
});

test('a change of the learning rate is marked, and its words are said when it is reached', async ({ person, picture }) => {
  const { page } = person;
  await person.openExample('Ten ReLU layers, repaired with Kaiming');
  await person.fill('epochs', '20000');
  await person.fill('clip_grad_norm', '0.001');
  await person.button('Train').click();
  await expect.poll(() => person.description(person.heatmap)).toMatch(/^Step [\d,]+\./);
  await person.fill('lr', '0.001');
  const change = person.heatmap.getByRole('img', { name: /^Changed before step [\d,]+: lr 0\.\d+ → 0\.001$/ });
  await expect(change).toBeAttached();
  await expect(person.heatmap.locator('.clipping path').last()).toHaveAttribute('d', /^M/);
  await person.button('Pause').click();
  await person.restingStep();
  await change.focus();
  await expect(page.locator('.readout')).toHaveText(/^Changed before step/);
  await picture('landscape-marks');
});
