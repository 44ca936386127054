import { expect, test } from './person.ts';

const FAULTY = 'Ten sigmoids: the gradient vanishes';

test('while it trains, each block and wire carries its gradient by form and in words', async ({ person, picture }) => {
  await person.openExample(FAULTY);
  await expect(person.wire('fc1', 'sigmoid1')).toHaveAccessibleName(/^Wire from fc1 to sigmoid1, \d+ × \d+$/);
  await person.button('Train').click();
  await expect(person.findings).toContainText('The gradient vanishes');
  await expect(person.wire('fc1', 'sigmoid1')).toHaveAccessibleDescription(/^Gradient [3-9] decades below healthy\./);
  await expect(person.block('fc1')).toHaveAccessibleDescription(/^Gradient [3-9] decades below healthy\. Error: The gradient vanishes at fc1/);
  await expect(person.wire('fc1', 'sigmoid1').locator('.wire')).toHaveClass(/\bcold\b/);
  await expect(person.wire('input', 'fc1').locator('.wire')).toHaveClass(/\bunknown\b/);
  await person.button('Pause').or(person.button('Train')).click();
  await picture('gradients-vanishing');
});
