import { expect, test, type Person } from './person.ts';

const FAULTY = 'Ten sigmoids: the gradient vanishes';

function card(person: Person) {
  return person.page.getByRole('tooltip', { name: 'Numbers of what is pointed at' });
}

/** What a card or the inspector says of a number. */
async function numberIn(person: Person, place: 'card' | 'inspector', name: string): Promise<string> {
  const within = place === 'card' ? card(person) : person.inspector;
  return (await within.locator('.number').filter({ hasText: name }).first().locator('dd').textContent()) ?? '';
}

test('while it trains, each block and wire carries its gradient by form and in words', async ({ person, picture }) => {
  await person.openExample(FAULTY);
  await expect(person.wire('fc1', 'sigmoid1')).toHaveAccessibleName(/^Wire from fc1 to sigmoid1, \d+ × \d+$/);
  await person.button('Train').click();
  await expect(person.findings).toContainText('The gradient vanishes');
  await expect(person.wire('fc1', 'sigmoid1')).toHaveAccessibleDescription(/^Gradient [3-9] decades below healthy\./);
  await expect(person.block('fc1')).toHaveAccessibleDescription(
    /^Gradient [3-9] decades below healthy\. Error: The gradient vanishes at fc1/,
  );
  await expect(person.wire('fc1', 'sigmoid1').locator('.wire')).toHaveClass(/\bcold\b/);
  await expect(person.wire('input', 'fc1').locator('.wire')).toHaveClass(/\bunknown\b/);
  await expect(person.wire('fc10', 'sigmoid10').locator('.wire')).toHaveClass(/\bhealthy\b/);
  await person.button('Pause').or(person.button('Train')).click();
  await picture('gradients-vanishing');
});

test('a card tells the numbers of what the pointer rests on, and they tick while it trains', async ({ person, picture }) => {
  const { page } = person;
  await person.openExample(FAULTY);
  await person.fill('epochs', '20000');
  await person.block('fc3').hover();
  await expect(card(person)).toContainText('Before training, theory predicts');
  await expect(card(person)).toContainText('1,056');

  await person.button('Train').click();
  await expect(card(person)).toHaveCount(0);
  await person.block('fc3').hover();
  await expect(card(person).getByRole('img', { name: /^Signal against healthy over the last \d+ recorded steps$/ })).toBeVisible();
  const first = await numberIn(person, 'card', '‖∂L/∂W‖');
  await expect.poll(() => numberIn(person, 'card', '‖∂L/∂W‖')).not.toBe(first);
  await picture('hover-card');

  await person.button('Pause').click();
  await person.restingStep();
  await person.select('fc3');
  await page.mouse.move(0, 0);
  await person.block('fc3').hover();
  await expect(card(person)).toBeVisible();
  for (const name of ['signal q', '‖∂L/∂W‖', 'mean', 'max', 'update ratio'])
    expect(await numberIn(person, 'card', name), name).toBe(await numberIn(person, 'inspector', name));
});

test('the card can be entered, is beside its block and in the window, and Escape takes it away and nothing else', async ({ person }) => {
  const { page } = person;
  await person.openExample(FAULTY);
  await person.block('fc5').hover();
  await expect(card(person)).toBeVisible();
  const block = (await person.block('fc5').boundingBox())!;
  const box = (await card(person).boundingBox())!;
  expect(box.y >= block.y + block.height || box.y + box.height <= block.y || box.x >= block.x + block.width).toBe(true);
  expect(box.x + box.width).toBeLessThanOrEqual(1440);
  // on its way to the card the hand takes no time, however slow the machine is
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  await page.clock.runFor(600);
  await expect(card(person)).toBeVisible();
  await page.clock.resume();
  await page.mouse.move(5, 500);
  await expect(card(person)).toHaveCount(0);

  await person.block('fc2').click();
  await page.keyboard.press('Tab');
  await expect(card(person)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(person)).toHaveCount(0);
  await expect(person.field('name')).toHaveValue('fc2');
});

test('the card of a wire tells what comes back along it', async ({ person }) => {
  await person.openExample(FAULTY);
  await person.page.keyboard.press('Tab'); // who came by keys sees the focus
  await person.wire('fc1', 'sigmoid1').focus();
  await expect(card(person)).toContainText('fc1 → sigmoid1');
  await expect(card(person)).toContainText('What comes back along this wire is the gradient of the output of fc1.');
});

test('where ReLUs are dead the block says so, and what gets no gradient at all is dotted', async ({ person, picture }) => {
  const block = (id: string, layer: string, x: number, settings = {}) => ({ id, layer, name: id, settings, position: [x, 0] });
  const wire = (from: string, to: string) => ({ from: [from, 'out'], to: [to, 'in'] });
  const dead = {
    format: 'gradscape',
    version: 1,
    name: 'Dead',
    nodes: [
      block('input', 'Input', 0, { shape: [2] }),
      block('fc1', 'Linear', 196, { out_features: 16, bias_init: { kind: 'constant', value: -50 } }),
      block('relu1', 'ReLU', 392),
      block('fc2', 'Linear', 588, { out_features: 2 }),
      block('loss', 'CrossEntropyLoss', 784),
    ],
    edges: [wire('input', 'fc1'), wire('fc1', 'relu1'), wire('relu1', 'fc2'), wire('fc2', 'loss')],
    training: { epochs: 200 },
    dataset: { source: 'spiral' },
  };
  await person.open({ name: 'dead.gradscape.json', bytes: Buffer.from(JSON.stringify(dead)) });
  await expect(person.block('relu1')).toBeVisible();
  await person.button('Train').click();
  await expect(person.block('relu1').getByRole('img', { name: '100 % of units dead' })).toBeVisible();
  await expect(person.block('relu1')).toHaveAccessibleDescription(/100 % of units dead\./);
  await expect(person.wire('fc1', 'relu1').locator('.wire')).toHaveClass(/\bzero\b/);
  await expect(person.wire('fc1', 'relu1')).toHaveAccessibleDescription(/^Gradient exactly zero\./);
  await picture('gradients-dead');
});

test('what is not finite is crossed out on blocks and wires', async ({ person, picture }) => {
  await person.openExample('Ten ReLU layers, repaired with Kaiming');
  await person.fill('lr', '1000');
  await person.button('Train').click();
  await expect(person.canvas.locator('.wire.broken')).not.toHaveCount(0);
  await expect(
    person.canvas
      .getByRole('group', { name: /^Wire from / })
      .filter({ has: person.page.locator('.wire.broken') })
      .first(),
  ).toHaveAccessibleDescription(/^Gradient not finite\./);
  // the pattern of the crosses is found by its name, or nothing would be drawn
  const found = await person.canvas.locator('.wire.broken').evaluateAll((wires) =>
    wires.every((wire) => {
      const name = /#([^")]+)/.exec(getComputedStyle(wire).stroke)?.[1];
      return name !== undefined && document.getElementById(name) instanceof SVGPatternElement;
    }),
  );
  expect(found).toBe(true);
  await picture('gradients-lost');
});

test('changes are spoken: edits, undo, and what a run finds and comes to', async ({ person }) => {
  const spoken = person.page.getByRole('status');
  await person.openExample(FAULTY);
  await expect(spoken.filter({ hasText: 'Ten sigmoids opened, 23 blocks' })).toHaveCount(1);
  await person.select('fc1');
  await person.fill('out_features', '16');
  await expect(spoken.filter({ hasText: 'fc1: out_features 16' })).toHaveCount(1);
  await person.button('Undo').click();
  await expect(spoken.filter({ hasText: 'Undone: fc1: out_features 16' })).toHaveCount(1);
  await person.selectNothing();
  await person.fill('epochs', '400');
  await person.button('Train').click();
  await expect(spoken.filter({ hasText: /^fc1: gradient \de-\d+, (vanishing|small)/ })).toHaveCount(1);
  await expect.poll(() => person.progress(), { timeout: 60_000 }).toMatch(/^finished/); // machines that are crowded train slowly
  await expect(spoken.filter({ hasText: /Training finished, accuracy \d+ %/ })).toHaveCount(1);
});

test('a legend explains the forms, and from far away there are bars without words', async ({ person, picture }) => {
  await person.openExample(FAULTY);
  await person.button('Legend').click();
  const legend = person.page.getByRole('dialog', { name: 'What the forms on the canvas mean' });
  await expect(legend).toContainText('less: thinner, with wider and wider gaps');
  await picture('legend');
  await person.page.keyboard.press('Escape');
  await expect(person.block('fc1').getByText('fc1', { exact: true })).toBeVisible();
  for (let press = 0; press < 8; press++) await person.button('Zoom out').click();
  await expect(person.block('fc1').getByText('fc1', { exact: true })).toBeHidden();
  await expect(person.block('fc1')).toBeVisible();
  await picture('far');
});
