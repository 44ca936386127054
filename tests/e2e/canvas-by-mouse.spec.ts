import type { Locator } from '@playwright/test';
import { expect, test, Person } from './person.ts';

type Place = readonly [x: number, y: number];

/** The middle of what is seen, in pixels of the window. */
async function middleOf(thing: Locator): Promise<Place> {
  const { x, y, width, height } = (await thing.boundingBox())!;
  return [x + width / 2, y + height / 2];
}

/** A place on the canvas, in pixels of the window. */
async function onCanvas({ canvas }: Person, [x, y]: Place): Promise<Place> {
  const box = (await canvas.boundingBox())!;
  return [box.x + x, box.y + y];
}

/** Takes hold of something in its middle and carries it there; lets go unless told to hold on. */
async function carry({ page }: Person, from: Place, to: Place, letGo = true): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + 2, from[1]); // taken up; what is dragged follows from here
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 4 });
  await page.mouse.move(...to, { steps: 4 });
  if (letGo) await page.mouse.up();
}

const search = ({ canvas }: Person) => canvas.getByRole('combobox', { name: 'Add a block here' });
const options = ({ canvas }: Person) => canvas.getByRole('listbox', { name: 'Add a block here' }).getByRole('option');
const option = (person: Person, layer: string) =>
  options(person).and(person.page.getByRole('option', { name: new RegExp(`^${layer}\\b`) }));
const said = ({ canvas }: Person, words: string | RegExp) => canvas.getByRole('status').filter({ hasText: words });

/** Input, fc1, relu1 and loss1 in a row, wired. */
async function buildRow(person: Person): Promise<void> {
  for (const [index, layer] of ['Input', 'Linear', 'ReLU', 'CrossEntropyLoss'].entries())
    await person.dragBlock(layer, [120 + index * 200, 120]);
  await person.wireInARow('input1', 'fc1', 'relu1', 'loss1');
}

test.describe('searching for a block on the canvas', () => {
  test('a double click on the empty canvas opens a search there, and Enter adds what was found', async ({ person, picture }) => {
    const { page, canvas } = person;
    await canvas.dblclick({ position: { x: 300, y: 200 } });
    await expect(search(person)).toBeFocused();
    await page.keyboard.type('bn');
    await expect(options(person).first()).toHaveText(/BatchNorm1d/);
    await picture('quick-add');
    await page.keyboard.press('Enter');
    await expect(search(person)).toBeHidden();
    await expect(person.block('bn1')).toBeFocused();
    const [x, y] = await onCanvas(person, [300, 200]);
    const middle = await middleOf(person.block('bn1'));
    expect(Math.abs(middle[0] - x)).toBeLessThan(8);
    expect(Math.abs(middle[1] - y)).toBeLessThan(8);
    await page.keyboard.press('Control+z');
    await expect(person.blocks).toHaveCount(0);
  });

  test('Escape leaves nothing behind and gives the focus back', async ({ person }) => {
    const { page, canvas } = person;
    await person.dragBlock('Linear', [200, 120]);
    await person.block('fc1').click();
    await page.keyboard.press('/');
    await expect(search(person)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(search(person)).toBeHidden();
    await expect(person.block('fc1')).toBeFocused();
    await canvas.dblclick({ position: { x: 400, y: 300 } });
    await page.keyboard.press('Escape');
    await expect(person.blocks).toHaveCount(1);
  });

  test('it is never cut off by the edge of the canvas', async ({ person }) => {
    const box = (await person.canvas.boundingBox())!;
    for (const position of [
      { x: box.width - 12, y: 30 },
      { x: 30, y: box.height - 140 },
      { x: box.width - 12, y: box.height - 120 },
    ]) {
      await person.canvas.dblclick({ position });
      await expect(search(person)).toBeFocused();
      const listbox = (await person.canvas.getByRole('listbox', { name: 'Add a block here' }).boundingBox())!;
      expect(listbox.x).toBeGreaterThanOrEqual(box.x);
      expect(listbox.x + listbox.width).toBeLessThanOrEqual(box.x + box.width);
      expect(listbox.y).toBeGreaterThanOrEqual(box.y);
      expect(listbox.y + listbox.height).toBeLessThanOrEqual(box.y + box.height);
      await person.page.keyboard.press('Escape');
    }
  });

  test('a wire dropped on the empty canvas asks for a block that fits, and is wired to it', async ({ person, picture }) => {
    const { page } = person;
    await person.dragBlock('Linear', [160, 120]);
    await carry(person, await middleOf(person.output('fc1')), await onCanvas(person, [420, 220]));
    await expect(search(person)).toBeFocused();
    await expect(option(person, 'Input')).toHaveCount(1);
    await expect(options(person).last()).toHaveAccessibleName(/^Input/); // what takes no wire comes last
    await picture('wire-dropped');
    await page.keyboard.type('relu');
    await page.keyboard.press('Enter');
    await expect(person.wire('fc1', 'relu1')).toBeAttached();
    await page.keyboard.press('Control+z');
    await expect(person.blocks).toHaveCount(1);

    // backwards, from an input
    await carry(person, await middleOf(person.input('fc1')), await onCanvas(person, [80, 260]));
    await option(person, 'Input').click();
    await expect(person.wire('input1', 'fc1')).toBeAttached();

    await carry(person, await middleOf(person.output('fc1')), await onCanvas(person, [420, 220]));
    await page.keyboard.press('Escape');
    await expect(person.blocks).toHaveCount(2);
    await expect(person.wires).toHaveCount(1);
  });
});

test.describe('drawing wires by hand', () => {
  test('a wire that may not be drawn is refused beside the hand, with the reason', async ({ person, picture }) => {
    const { page } = person;
    await buildRow(person);
    await carry(person, await middleOf(person.output('relu1')), await middleOf(person.input('fc1')), false);
    await expect(said(person, 'This wire would close a circle: fc1 already leads to relu1 (fc1 → relu1).')).toBeVisible();
    await picture('wire-refused');
    // a block that no wire can end at says so, and is no empty canvas
    await page.mouse.move(...(await middleOf(person.block('input1'))), { steps: 4 });
    await expect(said(person, 'input1 has no input that a wire could end at.')).toBeVisible();
    await page.mouse.up();
    await expect(search(person)).toBeHidden();
    await expect(person.wires).toHaveCount(3);
  });

  test('an input that is taken gives way, and while drawing it is said what for', async ({ person, picture }) => {
    const { page } = person;
    await buildRow(person);
    await carry(person, await middleOf(person.output('input1')), await middleOf(person.block('relu1')), false);
    await expect(said(person, 'It takes the place of the wire from fc1.')).toBeVisible();
    await picture('wire-replaces');
    await page.mouse.up();
    await expect(person.wire('input1', 'relu1')).toBeAttached();
    await expect(person.wire('fc1', 'relu1')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(person.wire('fc1', 'relu1')).toBeAttached();
  });

  test('a wire whose shapes do not fit is drawn with a warning that names both blocks', async ({ person, picture }) => {
    const { page } = person;
    await buildRow(person);
    await person.dragBlock('Linear', [520, 280]);
    await person.select('fc2');
    await person.fill('in_features', '256');
    await carry(person, await middleOf(person.output('fc1')), await middleOf(person.block('fc2')), false);
    await expect(said(person, /fc1.*fc2.*256/)).toBeVisible();
    await picture('wire-unfit');
    await page.mouse.up();
    await expect(person.wire('fc1', 'fc2')).toBeAttached();
  });

  test('dropped on the body of a block, it goes to the first input that is free', async ({ person }) => {
    await buildRow(person);
    await person.dragBlock('Add', [520, 280]);
    await carry(person, await middleOf(person.output('fc1')), await middleOf(person.block('add1')));
    await carry(person, await middleOf(person.output('relu1')), await middleOf(person.block('add1')));
    await expect(person.wire('fc1', 'add1')).toBeAttached();
    await expect(person.wire('relu1', 'add1')).toBeAttached();
  });

  test('either end of a wire can be pulled off and led elsewhere, or dropped', async ({ person }) => {
    const { page } = person;
    await buildRow(person);
    await person.dragBlock('Linear', [520, 280]);
    // the end at the input
    await carry(person, await middleOf(person.input('relu1')), await middleOf(person.input('fc2')));
    await expect(person.wire('fc1', 'fc2')).toBeAttached();
    await expect(person.wire('fc1', 'relu1')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(person.wire('fc1', 'relu1')).toBeAttached();
    // the end at the output, taken by the wire itself
    const [x, y] = await middleOf(person.output('fc1'));
    await carry(person, [x + 22, y], await middleOf(person.output('fc2')));
    await expect(person.wire('fc2', 'relu1')).toBeAttached();
    await expect(person.wire('fc1', 'relu1')).toHaveCount(0);
    // given up by Escape while it is in the hand
    await carry(person, await middleOf(person.input('relu1')), await onCanvas(person, [300, 300]), false);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(person.wire('fc2', 'relu1')).toBeAttached();
    // dropped on nothing
    await carry(person, await middleOf(person.input('relu1')), await onCanvas(person, [300, 300]));
    await expect(person.wire('fc2', 'relu1')).toHaveCount(0);
    await expect(search(person)).toBeHidden();
  });

  test('a click on a port and a click on another draw a wire as well', async ({ person }) => {
    await person.dragBlock('Input', [120, 120]);
    await person.dragBlock('Linear', [320, 120]);
    await person.block('input1').hover();
    await person.output('input1').click();
    await expect(said(person, 'Click an input to wire it; Escape cancels.')).toBeVisible();
    await person.input('fc1').click();
    await expect(person.wire('input1', 'fc1')).toBeAttached();
    await expect(said(person, 'Click an input')).toHaveCount(0);
  });
});

test.describe('moving by hand', () => {
  test('a block lines up with what stands near, and a thin line shows it; Alt lets it go where the hand is', async ({
    person,
    picture,
  }) => {
    const { page, canvas } = person;
    await person.dragBlock('Input', [120, 120]);
    await person.dragBlock('Linear', [420, 260]);
    const target = (await person.block('input1').boundingBox())!;
    const [x, y] = await middleOf(person.block('fc1'));
    await carry(person, [x, y], [x + 3, target.y + target.height / 2 + 4], false);
    await expect(canvas.locator('.helper-lines line')).not.toHaveCount(0);
    await picture('helper-lines');
    await page.mouse.up();
    expect((await person.block('fc1').boundingBox())!.y).toBe(target.y);
    await expect(canvas.locator('.helper-lines line')).toHaveCount(0);

    const before = (await person.block('fc1').boundingBox())!;
    const [left, top] = await middleOf(person.block('fc1'));
    await page.keyboard.down('Alt');
    await carry(person, [left, top], [left + 1, top + 3]);
    await page.keyboard.up('Alt');
    await expect.poll(async () => (await person.block('fc1').boundingBox())!.y).toBe(before.y + 3);
  });

  test('a block without wires that is let go of over a wire goes into it, as one step', async ({ person, picture }) => {
    const { page } = person;
    await buildRow(person);
    await person.dragBlock('Dropout', [420, 300]);
    const from = await middleOf(person.block('drop1'));
    const [x, y] = await middleOf(person.output('fc1'));
    const [nextX] = await middleOf(person.input('relu1'));
    await carry(person, from, [(x + nextX) / 2, y], false);
    await picture('insert-on-wire');
    await page.mouse.up();
    await expect(person.wire('fc1', 'drop1')).toBeAttached();
    await expect(person.wire('drop1', 'relu1')).toBeAttached();
    await page.keyboard.press('Control+z');
    await expect(person.wire('fc1', 'relu1')).toBeAttached();
    expect(await middleOf(person.block('drop1'))).toEqual(from);

    // one that has wires does not
    await carry(person, await middleOf(person.block('loss1')), [(x + nextX) / 2, y]);
    await expect(person.wire('fc1', 'relu1')).toBeAttached();
  });

  test('a box chooses blocks, Ctrl adds one, and a click on nothing chooses none', async ({ person }) => {
    const { page } = person;
    await buildRow(person);
    await page.keyboard.down('Shift');
    await carry(person, await onCanvas(person, [20, 40]), await onCanvas(person, [460, 240]));
    await page.keyboard.up('Shift');
    await expect(person.inspector).toContainText('2 blocks');
    await page.keyboard.down('Control');
    await page.mouse.click(...(await middleOf(person.block('loss1'))));
    await page.keyboard.up('Control');
    await expect(person.inspector).toContainText('3 blocks');
    await person.selectNothing();
  });
});

test.describe('what is dragged from the palette', () => {
  test('shows where it will stand before it is let go of', async ({ person, picture }) => {
    const { page, canvas } = person;
    await person.palette.getByRole('button', { name: 'Linear', exact: true }).hover();
    await page.mouse.down();
    const [x, y] = await onCanvas(person, [301, 203]);
    await page.mouse.move(x, y, { steps: 4 });
    const ghost = (await canvas.locator('div.ghost').boundingBox())!;
    await picture('drop-ghost');
    await page.mouse.up();
    await expect(canvas.locator('div.ghost')).toHaveCount(0);
    expect(await person.block('fc1').boundingBox()).toEqual(ghost);
  });
});

test.describe('the clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('carries blocks with their settings and wires, and pastes them at the pointer', async ({ person }) => {
    const { page } = person;
    await buildRow(person);
    await person.select('fc1');
    await person.fill('out_features', '48');
    await person.block('fc1').click();
    await page.keyboard.down('Control');
    await person.block('relu1').click();
    await page.keyboard.up('Control');
    await page.keyboard.press('Control+c');
    await page.mouse.move(...(await onCanvas(person, [420, 320])));
    await page.keyboard.press('Control+v');
    await expect(person.wire('fc2', 'relu2')).toBeAttached();
    await expect(person.block('fc2')).toContainText('48');
    await expect(person.inspector).toContainText('2 blocks');
    const [a, b] = [await middleOf(person.block('fc2')), await middleOf(person.block('relu2'))];
    const [x, y] = await onCanvas(person, [420, 320]);
    expect(Math.hypot((a[0] + b[0]) / 2 - x, (a[1] + b[1]) / 2 - y)).toBeLessThan(8);
    await page.keyboard.press('Control+z');
    await expect(person.blocks).toHaveCount(4);

    // with the wires that led in
    await person.block('relu1').click();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+Shift+v');
    await expect(person.wire('fc1', 'relu2')).toBeAttached();
    await expect(person.blocks).toHaveCount(5);

    await person.block('relu2').click();
    await page.keyboard.press('Control+x');
    await expect(person.blocks).toHaveCount(4);
    await page.keyboard.press('Control+v');
    await expect(person.blocks).toHaveCount(5);
  });

  test('goes from window to window', async ({ person, anotherPage }) => {
    await buildRow(person);
    await person.page.mouse.click(...(await onCanvas(person, [500, 400])));
    await person.page.keyboard.press('Control+a');
    await person.page.keyboard.press('Control+c');
    const other = await anotherPage();
    const there = new Person(other);
    await expect(there.canvas).toBeVisible();
    await other.keyboard.press('Control+v');
    await expect(there.blocks).toHaveCount(4);
    await expect(there.wires).toHaveCount(3);
    await other.close();
  });

  test('a text that is no network changes nothing, and one sentence says so', async ({ person }) => {
    const { page } = person;
    await person.dragBlock('Linear', [200, 120]);
    await page.evaluate(() => navigator.clipboard.writeText('milk and bread'));
    await person.block('fc1').click();
    await page.keyboard.press('Control+v');
    await expect(page.getByText('The clipboard holds no blocks.')).toBeVisible();
    await expect(person.blocks).toHaveCount(1);
  });

  test('in a text field it is of the text', async ({ person }) => {
    const { page } = person;
    await person.dragBlock('Linear', [200, 120]);
    await person.select('fc1');
    await person.field('name').selectText();
    await page.keyboard.press('Control+c');
    await person.field('name').press('End');
    await page.keyboard.press('Control+v');
    await expect(person.field('name')).toHaveValue('fc1fc1');
    await expect(person.blocks).toHaveCount(1);
  });
});

test.describe('the menu of the canvas', () => {
  const item = ({ page }: Person, name: string) => page.getByRole('menuitem', { name, exact: true });

  test('on a block it selects it, and does to it what is chosen', async ({ person, picture }) => {
    const { page } = person;
    await buildRow(person);
    await person.block('relu1').click({ button: 'right' });
    await expect(page.getByRole('menu')).toBeVisible();
    await expect(person.field('name')).toHaveValue('relu1');
    await picture('menu-block');
    await item(person, 'Delete, neighbours stay joined').click();
    await expect(person.block('relu1')).toHaveCount(0);
    await expect(person.wire('fc1', 'loss1')).toBeAttached();
  });

  test('on a wire it puts a block into it', async ({ person }) => {
    await buildRow(person);
    const [x, y] = await middleOf(person.output('fc1'));
    await person.page.mouse.click(x + 20, y, { button: 'right' });
    await item(person, 'Add a block here').click();
    await expect(search(person)).toBeFocused();
    await person.page.keyboard.type('drop');
    await person.page.keyboard.press('Enter');
    await expect(person.wire('fc1', 'drop1')).toBeAttached();
    await expect(person.wire('drop1', 'relu1')).toBeAttached();
  });

  test('on the empty canvas it adds at that place, and the menu key opens it for what has the focus', async ({ person, picture }) => {
    const { page, canvas } = person;
    await canvas.click({ button: 'right', position: { x: 260, y: 200 } });
    await picture('menu-canvas');
    await item(person, 'Add a block here').click();
    await expect(search(person)).toBeFocused();
    await page.keyboard.type('lin');
    await page.keyboard.press('Enter');
    const [x, y] = await onCanvas(person, [260, 200]);
    const middle = await middleOf(person.block('fc1'));
    expect(Math.hypot(middle[0] - x, middle[1] - y)).toBeLessThan(8);
    await expect(person.block('fc1')).toBeFocused();
    await page.keyboard.press('Shift+F10');
    await expect(item(person, 'Duplicate')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(person.block('fc1')).toBeFocused();
  });
});

test.describe('laying out anew', () => {
  for (const reducedMotion of ['no-preference', 'reduce'] as const)
    test(`${reducedMotion === 'reduce' ? 'is at once for who asked for less motion' : 'glides'}`, async ({ person }) => {
      const { page } = person;
      await page.emulateMedia({ reducedMotion });
      await buildRow(person);
      await carry(person, await middleOf(person.block('loss1')), await onCanvas(person, [300, 420]));
      await page.evaluate(() => {
        const places: string[] = [];
        Object.assign(window, { places });
        const block = document.querySelector('[aria-label^="loss1"]')!;
        const look = () => {
          const place = (block as HTMLElement).style.transform;
          if (places.at(-1) !== place) places.push(place);
          requestAnimationFrame(look);
        };
        look();
      });
      await person.button('Tidy').click();
      await expect
        .poll(async () => Math.abs((await middleOf(person.block('loss1')))[1] - (await middleOf(person.block('fc1')))[1]))
        .toBeLessThan(1);
      const places = () => page.evaluate(() => (window as unknown as { places: string[] }).places.length);
      if (reducedMotion === 'reduce') await expect.poll(places).toBe(2);
      else await expect.poll(places).toBeGreaterThan(4);
      await page.keyboard.press('Control+z');
      await expect(person.blocks).toHaveCount(4);
    });
});

test('the empty canvas says how to begin, and begins', async ({ person, picture }) => {
  const { page } = person;
  await expect(person.canvas.getByText('Drag a block from the left')).toBeVisible();
  await picture('empty-canvas');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture('empty-canvas-dark');
  await person.button('Add an Input').click();
  await expect(person.block('input1')).toBeVisible();
  await page.keyboard.press('Control+z');
  await person.canvas.getByRole('button', { name: /^Open the example / }).click();
  await expect(person.blocks).not.toHaveCount(0);
});

test('what a box has selected can be pressed one by one, moved together, and wired', async ({ person }) => {
  const { page } = person;
  await buildRow(person);
  const selected = person.canvas.locator('.svelte-flow__node.selected');
  const box = async () => {
    await page.keyboard.down('Shift');
    await carry(person, await onCanvas(person, [20, 40]), await onCanvas(person, [625, 260]));
    await page.keyboard.up('Shift');
  };
  await box();
  await expect(selected).toHaveCount(3);
  const [x, y] = await middleOf(person.block('fc1'));
  await carry(person, [x, y], [x, y + 96]);
  await expect.poll(async () => (await middleOf(person.block('fc1')))[1]).toBeGreaterThan(y + 60);
  await expect.poll(async () => (await middleOf(person.block('relu1')))[1]).toBeGreaterThan(y + 60);
  await page.keyboard.press('Control+z');
  await box();
  await person.select('fc1');
  await expect(selected).toHaveCount(1);
  await box();
  await carry(person, await middleOf(person.output('fc1')), await middleOf(person.input('loss1')));
  await expect(person.wire('fc1', 'loss1')).toBeAttached();
});
