/** @file The network is saved as a picture, by menu and by name, and the picture is one. */
import { expect, test } from './person.ts';

test('the picture has each block and wire once, opens as an image, and as pixels is twice its size', async ({ person }) => {
  const { page } = person;
  await person.openExample('Residual blocks');
  await expect(page.getByText(/^[1-9][\d,]* parameters/)).toBeVisible();
  const saveAs = async (kind: RegExp) => {
    await person.button('Save as').click();
    await page.getByRole('menuitem', { name: kind }).click();
  };
  const svg = await person.saved(() => saveAs(/\.svg/));
  expect(svg.name).toBe('Residual blocks.svg');
  const facts = await page.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, 'image/svg+xml');
    const root = read.documentElement;
    return {
      wrong: read.querySelector('parsererror')?.textContent ?? null,
      blocks: read.querySelectorAll('.block').length,
      wires: read.querySelectorAll('.wire').length,
      size: [Number(root.getAttribute('width')), Number(root.getAttribute('height'))],
    };
  }, svg.bytes.toString());
  expect(facts).toMatchObject({ wrong: null, blocks: await person.blocks.count(), wires: await person.wires.count() });

  const png = await person.saved(() => saveAs(/\.png/));
  expect(png.name).toBe('Residual blocks.png');
  // width and height stand in the first chunk of a PNG
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual(facts.size.map((length) => 2 * length));
});

test('a picture is saved from the command palette, and there is none of an empty canvas', async ({ person }) => {
  const { page } = person;
  await person.button('Save as').click();
  await expect(page.getByRole('menuitem', { name: /\.svg/ })).toHaveAttribute('data-disabled');
  await page.keyboard.press('Escape');
  await person.openExample('Residual blocks');
  await page.keyboard.press('Control+k');
  const png = await person.saved(async () => {
    await page.keyboard.type('picture png');
    await page.keyboard.press('Enter');
  });
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
});
