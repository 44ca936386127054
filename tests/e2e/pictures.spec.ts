/** @file Pictures of the window in every state, to look at: dist/screenshots/. Each state must come about; how it looks is for eyes. */
import type { Locator } from '@playwright/test';
import { deepNetwork } from '../bench/canvas-document.ts';
import { printDocument } from '../../core/document/print-document.ts';
import { expect, test, type Person } from './person.ts';

const SIZES = [
  { width: 1280, height: 720 },
  { width: 2560, height: 1440 },
] as const;

/** Blocks in a frame, the others in a collapsed group, and a note. */
function grouped(): Buffer {
  const network = deepNetwork(26);
  const names = network.nodes.map(({ id }) => id);
  const groups = [
    { id: 'g1', name: 'Residual block', nodes: names.slice(3, 10) },
    { id: 'g2', name: 'Two more', nodes: names.slice(10, 24), collapsed: true },
  ];
  const notes = [
    { id: 'n1', text: 'The shortcut gives the gradient\na road that passes no weights.', position: [0, -160] as [number, number] },
  ];
  return Buffer.from(printDocument({ ...network, name: 'Grouped', groups, notes }));
}

const STATES: Readonly<Record<string, (person: Person) => Promise<void>>> = {
  empty: async () => {},
  built: async (person) => {
    await person.openExample('Residual blocks');
    await person.select('fc1a');
  },
  training: async (person) => {
    await person.openExample('Ten sigmoids: the gradient vanishes');
    await person.button('Train').click();
    await expect.poll(() => person.progress()).toMatch(/^epoch ([3-9]|\d\d)|step/);
  },
  error: async (person) => {
    await person.openExample('Residual blocks');
    await person.select('fc1b');
    await person.fill('out_features', '20');
    await expect(person.findings.getByText('Error').first()).toBeAttached();
  },
  grouped: async (person) => {
    await person.open({ name: 'Grouped.gradscape.json', bytes: grouped() });
    await expect(person.canvas.getByRole('group', { name: /^Two more/ })).toBeVisible();
  },
};

for (const size of SIZES)
  for (const theme of ['dark', 'light'] as const)
    for (const [state, reach] of Object.entries(STATES))
      test(`${state}, ${theme}, ${size.width} × ${size.height}`, async ({ person, picture }) => {
        const { page } = person;
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: theme });
        await reach(person);
        await page.mouse.move(size.width / 2, 24);
        await picture(`${state}-${theme}-${size.width}`);
      });

/** Of a hundred pixels of a landscape: how many glow, for they are two decades from healthy or more, how many do not, and how many are black. */
interface Shares {
  readonly cold: number;
  readonly hot: number;
  readonly quiet: number;
  readonly black: number;
}

/** Colours are read by the legend's own bar, from three decades below to three above; no theme has black. */
async function sharesOf(heatmap: Locator, legend: Locator): Promise<Shares> {
  const bar = await legend.evaluate((canvas: HTMLCanvasElement) => [
    ...canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data,
  ]);
  return heatmap
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement, bar) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const decadesOf = (red: number, green: number, blue: number) => {
        let nearest = 0;
        let least = Infinity;
        for (let at = 0; at < bar.length; at += 4) {
          const off = Math.abs(bar[at]! - red) + Math.abs(bar[at + 1]! - green) + Math.abs(bar[at + 2]! - blue);
          if (off < least) [nearest, least] = [at, off];
        }
        return (6 * nearest) / (bar.length - 4) - 3;
      };
      const known = new Map<number, number>();
      const count = { cold: 0, hot: 0, quiet: 0, black: 0 };
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
        const colour = (red << 16) | (green << 8) | blue;
        const decades = known.get(colour) ?? decadesOf(red, green, blue);
        known.set(colour, decades);
        count[colour === 0 ? 'black' : decades <= -2 ? 'cold' : decades >= 2 ? 'hot' : 'quiet'] += 1;
      }
      const share = (pixels: number) => (100 * pixels) / (canvas.width * canvas.height);
      return { cold: share(count.cold), hot: share(count.hot), quiet: share(count.quiet), black: share(count.black) };
    }, bar);
}

/** Trains an example for some dozens of steps, or until it breaks off; its landscape in each theme. */
async function landscapesOf(person: Person, example: string, picture: (theme: string) => Promise<void>): Promise<Shares[]> {
  const { page } = person;
  await person.openExample(example);
  await person.button('Train').click();
  const moment = page.getByRole('toolbar', { name: 'Moment of the run' });
  await expect
    .poll(async () => `${await moment.textContent()}, ${await person.progress()}`)
    .toMatch(/step ([4-9]\d|\d{3}|\d,\d{3})|stopped/);
  // a short run may be over before the hand is there
  await person
    .button('Pause')
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await expect(person.button('Train')).toBeVisible();
  await page.mouse.move(640, 24);
  const shares: Shares[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(() => new Promise(requestAnimationFrame)); // the page hears of it before its next frame, and draws
    await picture(theme);
    shares.push(await sharesOf(person.heatmap, page.locator('.legend .bar').first()));
  }
  return shares;
}

test('without a word, a healthy, a vanishing, an exploding and a repaired run tell themselves apart', async ({ person, picture }) => {
  const run = (name: string, example: string) => landscapesOf(person, example, (theme) => picture(`run-${name}-${theme}`));
  const healthy = await run('healthy', 'Digits: 784 → 512 → 256 → 10');
  const vanishing = await run('vanishing', 'Ten sigmoids: the gradient vanishes');
  const repaired = await run('repaired', 'Ten sigmoids, repaired with BatchNorm');
  const exploding = await run('exploding', 'Weights of std 1: the gradient explodes');

  const told = JSON.stringify({ healthy, vanishing, repaired, exploding });
  for (const { quiet, black } of [...healthy, ...repaired]) {
    expect(quiet, told).toBeGreaterThan(90);
    expect(black, told).toBe(0);
  }
  for (const { cold, hot, black } of vanishing) {
    expect(cold, told).toBeGreaterThan(40);
    expect(hot, told).toBe(0);
    expect(black, told).toBe(0);
  }
  for (const { hot, black } of exploding) {
    expect(hot, told).toBeGreaterThan(20);
    expect(black, told).toBeGreaterThan(5);
  }
});
