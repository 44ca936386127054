/** @file What the app says of itself and of what it runs in, and what it does outside of its window. */
import { axe } from './axe.ts';
import { expect, test, type Person } from './person.ts';

const dialog = ({ page }: Person) => page.getByRole('dialog', { name: 'Gradscape' });

async function openAbout({ page }: Person): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search for a command' }).fill('About Gradscape');
  await page.keyboard.press('Enter');
}

async function violations({ page }: Person): Promise<readonly string[]> {
  const { violations: found } = await axe(page).include('[role="dialog"]').analyze();
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ help }) => help);
}

test.describe('About', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  for (const colorScheme of ['dark', 'light'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme });

      test('says versions, how it computes and what this browser lacks, can be copied, and gives the focus back', async ({
        person,
        picture,
      }) => {
        const { page } = person;
        await page.setViewportSize({ width: 1280, height: 720 });
        await person.openExample('Spiral: two arms, four layers');
        await person.block('fc2').click();
        await openAbout(person);
        await expect(dialog(person)).toContainText(/Version\s*\d+\.\d+\.\d+/);
        await expect(dialog(person)).toContainText(/Cross-origin isolated\s*yes: threads share memory/);
        await expect(dialog(person)).toContainText(/Numerics\s*fast: products and sums fused/);
        await expect(dialog(person)).toContainText(/Threads\s*\d+ of \d+/);
        await expect(dialog(person)).toContainText(/Chromium\s*\d+\.\d+\.\d+\.\d+/);
        expect(await violations(person)).toEqual([]);
        await picture(`about-${colorScheme}`);
        await dialog(person).getByRole('button', { name: 'Copy', exact: true }).click();
        await expect(dialog(person)).toContainText('Copied.');
        await page.keyboard.press('Escape');
        await expect(dialog(person)).toHaveCount(0);
        await expect(person.block('fc2')).toBeFocused();
        await person.field('name').click();
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Control+v');
        await expect(person.field('name')).toHaveValue(/Gradscape ?Version: /);
      });
    });

  test('says in Hindi what it is', async ({ person, picture }) => {
    const { page } = person;
    await page.setViewportSize({ width: 1280, height: 720 });
    await person.button('हिन्दी').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('About Gradscape');
    await page.keyboard.press('Enter');
    await expect(dialog(person)).toContainText('हर layer का असली gradient');
    await picture('about-hindi');
  });
});

test('the sheet of keys leads to it', async ({ person }) => {
  const { page } = person;
  await person.button('Keys').click();
  await page.getByRole('dialog', { name: 'Keys' }).getByRole('button', { name: 'About Gradscape' }).click();
  await expect(dialog(person)).toContainText('Version');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the block in the inspector has a link to its page in the documentation of PyTorch, and what is no class of it has none', async ({
  person,
}) => {
  await person.openExample('Spiral: two arms, four layers');
  await person.select('fc2');
  const link = person.inspector.getByRole('link');
  await expect(link).toHaveAccessibleName("torch.nn.Linear in PyTorch's documentation");
  await person.select('relu1');
  await expect(link).toHaveAccessibleName("torch.nn.ReLU in PyTorch's documentation");
  await person.select('input');
  await expect(link).toHaveCount(0);
});
