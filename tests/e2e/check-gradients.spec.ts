import { axe } from './axe.ts';
import { expect, test, type Person } from './person.ts';

const EXAMPLE = 'Ten sigmoids, repaired with BatchNorm';

/** Three hundred hidden layers of 16: checking them takes a while. */
function deep(activation = 'Sigmoid', settings = {}): unknown {
  const hidden = Array.from({ length: 300 }, (_, index) => [
    { layer: 'Linear', name: `fc${index}`, settings: { out_features: 16, ...settings } },
    { layer: activation, name: `act${index}`, settings: {} },
  ]).flat();
  const layers = [
    { layer: 'Input', name: 'input', settings: { shape: [2] } },
    ...hidden,
    { layer: 'Linear', name: 'head', settings: { out_features: 2 } },
    { layer: 'CrossEntropyLoss', name: 'loss', settings: {} },
  ];
  const nodes = layers.map((layer, index) => ({ ...layer, id: `n${index}`, position: [index * 180, 0] }));
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: [`n${index}`, 'out'], to: [id, 'in'] }));
  return {
    format: 'gradscape',
    version: 1,
    name: 'deep',
    nodes,
    edges,
    training: {},
    dataset: { source: 'spiral', rows: 400, noise: 0.1 },
  };
}

function badge({ page }: Person) {
  return page.getByRole('button', { name: /^gradients? / });
}

test('the gradients of a network are checked before it trains, and the badge opens a row for each layer', async ({ person, picture }) => {
  const { page } = person;
  await person.openExample('Spiral: two arms, four layers');
  await person.button('Check gradients').click();
  await expect(badge(person)).toHaveText(/^gradients true to \de−[5-9]$/);
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toHaveAttribute('aria-valuetext', 'not started');

  await badge(person).click();
  const dialog = page.getByRole('dialog', { name: 'Gradient check' });
  await expect(dialog).toContainText('weights of step 0');
  await expect(dialog.getByRole('rowheader')).toHaveText(['fc1', 'relu1', 'fc2', 'relu2', 'fc3', 'relu3', 'fc4']);
  await picture('gradients-true');
});

test('a check is stale after an edit and valid again when it is undone; a key asks for the next', async ({ person }) => {
  const { page } = person;
  await person.openExample('Spiral: two arms, four layers');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(badge(person)).toHaveText(/^gradients true to /);
  await person.select('fc2');
  await person.fill('out_features', '20');
  await expect(badge(person)).toHaveText('gradients changed since the check');
  await person.button('Undo').click();
  await expect(badge(person)).toHaveText(/^gradients true to /);
  await person.block('fc2').press('ArrowDown');
  await expect(badge(person)).toHaveText(/^gradients true to /);

  await person.select('fc2');
  await person.fill('out_features', '24');
  await expect(badge(person)).toHaveText('gradients changed since the check');
  await badge(person).click();
  await page.getByRole('button', { name: 'Check again' }).press('Enter');
  await expect(badge(person)).toHaveText(/^gradients true to /);
});

test('a run goes on while its gradients are checked, and pauses when it is told to', async ({ person }) => {
  const { page } = person;
  await person.openExample(EXAMPLE);
  await person.selectNothing();
  await person.fill('epochs', '20000');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toContain('epoch');
  await person.button('Check gradients').click();
  await expect(page.getByRole('status').filter({ hasText: 'checking gradients…' })).toBeAttached();
  await person.button('Pause').click();
  await expect.poll(() => person.progress()).toMatch(/^paused at step/);
  await expect(badge(person)).toHaveText(/^gradients true to /);
  await badge(person).click();
  await expect(page.getByRole('dialog', { name: 'Gradient check' })).not.toContainText('weights of step 0');
});

test('a check that another document overtakes leaves no badge behind, and the next can be asked for at once', async ({ person }) => {
  await person.open({ name: 'deep.gradscape.json', bytes: Buffer.from(JSON.stringify(deep())) });
  await expect(person.page.locator('footer')).toContainText('81,410 parameters');
  await person.button('Check gradients').click();
  await expect(person.page.getByRole('status').filter({ hasText: 'checking gradients…' })).toBeAttached();
  await person.openExample('Spiral: two arms, four layers');
  await expect(person.button('Check gradients')).toBeEnabled();
  await expect(badge(person)).toHaveCount(0);
  await person.button('Check gradients').click();
  await expect(badge(person)).toHaveText(/^gradients true to /);
  await badge(person).click();
  await expect(person.page.getByRole('dialog', { name: 'Gradient check' }).getByRole('rowheader')).toHaveCount(7);
});

test('where the forward pass is lost, no layer is blamed', async ({ person }) => {
  const large = deep('ReLU', { init: { kind: 'normal', mean: 0, std: 30 } });
  await person.open({ name: 'large.gradscape.json', bytes: Buffer.from(JSON.stringify(large)) });
  await expect(person.page.locator('footer')).toContainText('81,410 parameters');
  await person.button('Check gradients').click();
  await person.button('no finite loss to check').click();
  await expect(person.page.getByRole('dialog', { name: 'Gradient check' })).toContainText('Draw smaller weights or scale the data');
  await expect(person.page.getByRole('dialog', { name: 'Gradient check' }).getByRole('row')).toHaveCount(0);
});

test('half a network is refused with a sentence, and another document has no badge', async ({ person }) => {
  await person.palette.getByRole('button', { name: 'Linear', exact: true }).click();
  await person.button('Check gradients').click();
  await expect(person.page.getByRole('alert')).toContainText('This cannot be trained: The network has no Input.');
  await expect(badge(person)).toHaveCount(0);
});

test('where a gradient is wrong, the badge is red and names the layer from which on it is', async ({ person, picture }) => {
  const { page } = person;
  await page.addInitScript(() => {
    const Sound = window.Worker;
    // the engine is right: what its worker says is made wrong on the way
    window.Worker = class extends Sound {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          if (data.type !== 'gradients_checked') return;
          data.check.passed = false;
          for (const layer of data.check.layers.slice(0, 3)) Object.assign(layer, { passed: false, error: 0.013 });
          Object.assign(data.check.layers[2].worst, { tensor: 'fc2.weight', index: [3, 17], computed: 0.1013, expected: 0.1 });
        });
      }
    };
  });
  await page.reload();
  await person.openExample('Spiral: two arms, four layers');
  await person.button('Check gradients').click();
  await expect(badge(person)).toHaveText('gradient wrong at fc2');
  await badge(person).click();
  const dialog = page.getByRole('dialog', { name: 'Gradient check' });
  await expect(dialog).toContainText('At fc2, fc2.weight[3, 17] is 0.1013, and differences of the loss give 0.1000.');
  await expect(dialog.getByRole('row', { name: /^fc2 1e−2 wrong/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^relu2 \de−\d true/ })).toBeVisible();
  await picture('gradients-wrong');
});

for (const colorScheme of ['dark', 'light'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the result speaks Hindi, and axe finds nothing serious in it', async ({ person, picture }) => {
      const { page } = person;
      await person.openExample(EXAMPLE);
      await person.button('Check gradients').click();
      await expect(badge(person)).toHaveText(/^gradients true to /);
      await person.button('हिन्दी').click();
      const inHindi = page.getByRole('button', { name: /^gradients .* तक सही$/ });
      await inHindi.click();
      const dialog = page.getByRole('dialog', { name: 'Gradient की जाँच' });
      await expect(dialog.getByRole('rowheader')).toHaveCount(31);
      await picture(`gradients-hindi-${colorScheme}`);
      const { violations } = await axe(page).analyze();
      expect(
        violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, help }) => `${id}: ${help}`),
      ).toEqual([]);
    });
  });
