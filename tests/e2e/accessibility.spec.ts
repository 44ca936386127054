import { axe } from './axe.ts';
import { expect, test, type Person } from './person.ts';

/** In the window, or within one element of it. */
async function violations({ page }: Person, within?: string): Promise<readonly string[]> {
  const whole = axe(page);
  const { violations } = await (within === undefined ? whole : whole.include(within)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

for (const colorScheme of ['dark', 'light'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('nobody is kept out: axe finds nothing serious in the empty window, in a network, in menus, and while it trains', async ({
      person,
    }) => {
      expect(await violations(person), 'empty').toEqual([]);
      await person.button('Examples').press('Enter');
      await person.page.keyboard.press('ArrowDown');
      expect(await violations(person), 'examples').toEqual([]);
      await person.page.keyboard.press('Escape');
      await person.openExample('Ten sigmoids: the gradient vanishes');
      await person.block('fc1').click();
      expect(await violations(person), 'built').toEqual([]);
      await person.button('Step').click();
      await person.page.getByRole('region', { name: 'Step 1, slowly' }).getByRole('button', { name: 'Backward' }).click();
      expect(await violations(person), 'a step, told slowly').toEqual([]);
      await person.button('Train').click();
      await expect(person.findings).toContainText('The gradient vanishes');
      expect(await violations(person), 'training').toEqual([]);
    });

    test('nobody is kept out of the past of a run, of the list of runs, and of their comparison', async ({ person }) => {
      const { page } = person;
      await person.openExample('Spiral: two arms, four layers');
      await person.fill('epochs', '5');
      await person.button('Train').click();
      await expect.poll(() => person.progress()).toMatch(/^finished/);
      await page.keyboard.press('Alt+<');
      expect(await violations(person), 'looking back').toEqual([]);
      await page.keyboard.press('Alt+b');
      await expect.poll(() => person.progress()).toMatch(/^paused/);
      await person.button('Train').click();
      await expect.poll(() => person.progress()).toMatch(/^finished/);
      await page.keyboard.press('Alt+r');
      for (const run of ['run 1', 'run 2']) await page.getByRole('checkbox', { name: `Compare ${run}` }).check();
      await person.button('Compare 2').click();
      await expect(page.getByRole('region', { name: 'Compare runs' })).toBeVisible();
      expect(await violations(person), 'runs and comparison').toEqual([]);
    });

    test('nobody is kept out of the outline, nor of what opens over the window', async ({ person }) => {
      const { keyboard } = person.page;
      await keyboard.press('Control+Shift+O');
      const tree = person.page.getByRole('tree', { name: 'Outline' });
      await expect(person.page.getByRole('region', { name: 'Outline' })).toContainText('No blocks yet');
      expect(await violations(person), 'empty outline').toEqual([]);

      await person.openExample('Ten sigmoids: the gradient vanishes');
      await tree.getByRole('treeitem', { name: /^fc2,/ }).click();
      await keyboard.press('Shift+ArrowDown');
      await keyboard.press('Control+g');
      await tree.getByRole('treeitem', { name: /^fc3,/ }).click();
      await keyboard.press('ArrowRight');
      expect(await violations(person), 'outline').toEqual([]);

      for (const [key, role, name, within] of [
        ['w', 'combobox', 'Search blocks', '[role="dialog"]'],
        ['Control+k', 'combobox', 'Search for a command', '[role="dialog"]'],
        ['?', 'searchbox', 'Search keys', '[role="dialog"]'],
        ['+', 'combobox', 'Add a block here', ':has(> #quick-add-layers)'],
        ['Control+f', 'textbox', 'Find blocks and notes', '[role="search"]'],
      ] as const) {
        await keyboard.press(key);
        await expect(person.page.getByRole(role, { name }).and(person.page.locator(':focus'))).toBeVisible();
        expect(await violations(person, within), key).toEqual([]);
        await keyboard.press('Escape');
        await expect(tree.locator(':focus')).toHaveCount(1);
      }
    });

    test('nobody is kept out of a network with errors, nor of the outline while it trains', async ({ person }) => {
      const { keyboard } = person.page;
      await person.openExample('Ten sigmoids: the gradient vanishes');
      await keyboard.press('Control+Shift+O');
      const tree = person.page.getByRole('tree', { name: 'Outline' });
      // without its loss it is no network: errors on a block, in the list and in the outline
      await tree.getByRole('treeitem', { name: /^loss/ }).click();
      await keyboard.press('Shift+Delete');
      await expect(person.findings).toContainText('Error');
      expect(await violations(person), 'errors').toEqual([]);
      await keyboard.press('Control+z');

      await keyboard.press('Control+Enter');
      await expect(person.findings).toContainText('The gradient vanishes');
      expect(await violations(person), 'training').toEqual([]);
    });
  });
