import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Person } from './person.ts';

async function violations({ page }: Person): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
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
      await person.button('Train').click();
      await expect(person.findings).toContainText('The gradient vanishes');
      expect(await violations(person), 'training').toEqual([]);
    });
  });
