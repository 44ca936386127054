/** @file The process that draws is lost: what was on the canvases is drawn anew. This takes a browser that draws in such a process. */
import { expect, Person, test } from './person.ts';

/** Without a graphics card, in a program that is one. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--use-angle=swiftshader'];
const DRAWN = ['--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--enable-gpu-rasterization'];

/** How many colours there are on each canvas of the page. */
function colours(): number[] {
  return [...document.querySelectorAll('canvas')].map((canvas) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

test('the heatmap, its legend and the picture of a layer are there again after the process that draws was lost', async ({
  playwright,
  launchOptions,
  address,
}) => {
  const browser = await playwright.chromium.launch({ ...launchOptions, args: [...ARGS, ...DRAWN] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.addInitScript(() => document.addEventListener('contextlost', () => (document.documentElement.dataset.lost = 'yes'), true));
  await page.goto(address);
  const person = new Person(page);
  await person.openExample('Spiral: two arms, four layers');
  await person.fill('epochs', '4');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  const last = new RegExp(`^Step ${await person.restingStep()}\\.`);
  await expect.poll(() => person.description(person.heatmap)).toMatch(last);
  const frame = () => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  for (let frames = 0; frames < 2; frames++) await frame(); // the words may come before the picture
  const before = await page.evaluate(colours);
  expect(Math.max(...before)).toBeGreaterThan(20);

  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess');
  await expect(page.locator('html')).toHaveAttribute('data-lost', 'yes');
  await expect.poll(() => page.evaluate(colours)).toEqual(before);
  await browser.close();
});
