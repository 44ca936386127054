import { inBrowserOnly } from './hosts.ts';
import { expect, test, type Person } from './person.ts';

const question = ({ page }: Person) => page.getByRole('alertdialog', { name: 'Save the changes to Spiral?' });

/** An example with a change that is in no file. */
async function changeSomething(person: Person): Promise<void> {
  await person.openExample('Spiral: two arms, four layers');
  await person.select('fc2');
  await person.fill('out_features', '24');
  await expect(person.page.getByRole('img', { name: 'There are changes that are in no file yet.' })).toBeVisible();
}

test('before another network takes its place, unsaved work is kept, saved or dropped as the person says', async ({ person }) => {
  const { page } = person;
  await changeSomething(person);

  await person.button('New').click();
  await question(person).getByRole('button', { name: 'Cancel' }).click();
  await expect(question(person)).toHaveCount(0);
  await expect(person.block('fc2')).toContainText('32 → 24');

  await person.button('New').click();
  const { name } = await person.saved(() => question(person).getByRole('button', { name: 'Save' }).click());
  expect(name).toBe('Spiral.safetensors');
  await expect(person.blocks).toHaveCount(0);

  await changeSomething(person);
  await person.button('New').click();
  await question(person).getByRole('button', { name: 'Discard' }).click();
  await expect(person.blocks).toHaveCount(0);
  await person.button('New').click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test(
  'a window with unsaved work asks once before it closes, and one without does not',
  inBrowserOnly('what a browser asks before a tab closes'),
  async ({ person }) => {
    const { page } = person;
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await changeSomething(person);
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    await person.button('Undo').click();
    await expect(page.getByRole('img', { name: 'There are changes that are in no file yet.' })).toHaveCount(0);
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(asked).toHaveLength(1);
  },
);

test('a network file dropped on the window opens', async ({ person }) => {
  const { page } = person;
  await person.openExample('XOR: eight neurons and one answer');
  const { name, bytes } = await person.saveAs('Document only');
  await person.button('New').click();
  await expect(person.blocks).toHaveCount(0);
  const dropped = await page.evaluateHandle(
    ({ name, text }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name));
      return transfer;
    },
    { name, text: bytes.toString() },
  );
  await person.canvas.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(person.blocks).toHaveCount(5);
  await expect(person.block('head')).toContainText('8 → 1');
});
