import { LESSONS } from '../../core/lessons/index.ts';
import { expect, test, type Person } from './person.ts';

/** What the diagnosis foresees and finds of the examples that are ill, and whom it names. */
const ILL: Readonly<Record<string, { readonly foreseen: RegExp; readonly found: RegExp }>> = {
  'ten-sigmoids': {
    foreseen: /the gradient will vanish on its way to fc1\./,
    found: /The gradient vanishes at (fc|sigmoid)\d+: its signal is \d+(\.\d+)? decades below that of/,
  },
  exploding: {
    foreseen: /the gradient will explode on its way to fc1\./,
    found: /The gradient explodes: .*the weights are drawn too large/,
  },
};

async function train(person: Person, title: string, before: string | RegExp): Promise<void> {
  await person.openExample(title);
  await expect(person.findings).toContainText(before);
  await person.button('Train').click();
}

for (const { title, document } of LESSONS.filter(({ id }) => !(id in ILL)))
  test(`the example "${title.en}" opens whole, learns, and raises no flag`, async ({ person }) => {
    await train(person, title.en, 'No findings');
    await expect(person.blocks).toHaveCount(document.nodes.length);
    await expect(person.wires).toHaveCount(document.edges.length);
    const curve = person.page.getByRole('img', { name: 'Loss curve' });
    await expect.poll(() => lossAgainstConstant(person, curve), { timeout: 30_000 }).toBeLessThan(0.8);
    await expect(person.findings.getByText(/^(Error|Warning)$/)).toHaveCount(0);
  });

/** The training loss as a share of the constant predictor's, as the words under the curve say. */
async function lossAgainstConstant(person: Person, curve: ReturnType<Person['page']['getByRole']>): Promise<number> {
  const words = /training ([\d.e−-]+).*constant predictor ([\d.]+\d)/.exec(await person.description(curve));
  return words ? Number(words[1]!.replace('−', '-')) / Number(words[2]) : Number.NaN;
}

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  for (const { id, title } of LESSONS.filter(({ id }) => id in ILL))
    test(`the example "${title.en}" is flagged, with the cause and the place`, async ({ person, picture }) => {
      const { foreseen, found } = ILL[id]!;
      await train(person, title.en, foreseen);
      await expect(person.findings).toContainText(found, { timeout: 30_000 });
      await picture(`finding-${id}`);
      const card = person.findings.getByRole('button').filter({ hasText: found });
      await card.click();
      await expect(person.inspector.getByRole('heading', { level: 2, name: /^(fc|sigmoid|relu|head)\d* · / })).toBeVisible();
    });
});
