/** @file A network that is seen from far away: names can be read as long as letters are large enough, and then give way to colour. */
import { expect, test } from './person.ts';

/** Heights in pixels of the screen. */
const LEAST_LETTERS = 9;

test('a network that is opened and does not fit at full size shows names large enough to read', async ({ person, picture }) => {
  await person.page.setViewportSize({ width: 1280, height: 720 });
  await person.openExample('Ten sigmoids: the gradient vanishes');
  const block = person.page.locator('.svelte-flow__node-block').first();
  const name = block.locator('.line b');
  await expect(name).toBeVisible();
  const zoom = (await block.boundingBox())!.width / (await block.evaluate((element) => (element as HTMLElement).offsetWidth));
  expect(zoom).toBeLessThan(0.6);
  expect(zoom * (await name.evaluate((element) => parseFloat(getComputedStyle(element).fontSize)))).toBeGreaterThanOrEqual(LEAST_LETTERS);
  await expect(block.locator('small')).toBeHidden();
  await picture('far-ten-sigmoids');
});

test('from where no letters would be large enough there are none', async ({ person, picture }) => {
  await person.openExample('Ten sigmoids: the gradient vanishes');
  const name = person.page.locator('.svelte-flow__node-block .line b').first();
  await expect(name).toBeVisible();
  for (let step = 0; step < 8; step++) await person.page.getByRole('button', { name: 'Zoom out' }).click();
  await expect(name).toBeHidden();
  await picture('farthest-ten-sigmoids');
});
