import { expect, test, type Person } from './person.ts';

const chip = (person: Person) => person.page.getByRole('button', { name: /^Adam · lr/ });

/** What the chip shows after each key. */
async function type(person: Person, field: string, text: string): Promise<string[]> {
  await person.field(field).fill('');
  const shown: string[] = [];
  for (const key of text) {
    await person.page.keyboard.type(key);
    shown.push(await chip(person).innerText());
  }
  return shown;
}

test('a running setting is taken up when it is typed to the end, never on the way, and undone at once', async ({ person }) => {
  const { page } = person;
  await person.openExample('Spiral: two arms, four layers');
  await person.fill('epochs', '20000');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toContain('epoch');

  // between two keys no time passes, however slow the machine is
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  expect(new Set(await type(person, 'lr', '1e-3'))).toEqual(new Set(['Adam · lr 0.005 · batch 32']));
  await page.clock.runFor(1000);
  await expect(chip(person)).toHaveText('Adam · lr 0.001 · batch 32');
  await expect(person.field('lr')).toHaveValue('1e-3');

  await type(person, 'lr', '2e-3');
  await page.keyboard.press('Enter');
  await expect(chip(person)).toHaveText('Adam · lr 0.002 · batch 32');
  await page.keyboard.press('ArrowDown');
  await expect(chip(person)).toHaveText('Adam · lr 0.001 · batch 32');

  expect(new Set(await type(person, 'batch_size', '128'))).toEqual(new Set(['Adam · lr 0.001 · batch 32']));
  await page.clock.resume();
  await person.block('fc1').click(); // the hand reaches for a block, and the field is gone
  await expect(chip(person)).toHaveText('Adam · lr 0.001 · batch 128');
  await person.button('Undo').click();
  await expect(chip(person)).toHaveText('Adam · lr 0.001 · batch 32');
  await expect(person.button('Pause')).toBeVisible();
});
