/** @file Every key of the catalogue, pressed; the command palette, the sheet of keys, and the search in the network. */
import type { Locator } from '@playwright/test';
import { ACTION_GROUPS } from '../../renderer/actions/action.ts';
import { ACTIONS } from '../../renderer/actions/index.ts';
import { expect, Person, test } from './person.ts';

const SPIRAL = 'Spiral: two arms, four layers';

/** As Playwright names the keys of the catalogue. */
function pressOf(key: string): string {
  return key.replace(/^Ctrl(?=\+)/, 'Control').replace(/\+([A-Z])$/, (_, letter: string) => `+${letter.toLowerCase()}`);
}

async function press(person: Person, key: string): Promise<void> {
  await person.page.keyboard.press(pressOf(key));
}

/** The places of blocks on the screen tell whether they were moved. */
async function leftOf(person: Person, block: string): Promise<number> {
  return (await person.block(block).boundingBox())!.x;
}

async function focusedName({ page }: Person): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
}

/** A copy of relu2 that fc2 feeds as well; fc2 is selected again. */
async function addBeside(person: Person): Promise<void> {
  const { page } = person;
  await person.block('relu2').click();
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+Shift+v');
  await expect(person.blocks).toHaveCount(10);
  await person.block('fc2').click();
}

/** At which of its stages a step is told. */
function toldAt({ page }: Person): Locator {
  return page.getByRole('slider', { name: 'Stage of the step' });
}

/** Takes a step, which is then told from its first stage. */
async function tellStep(person: Person): Promise<void> {
  await person.page.keyboard.press('Control+.');
  await expect(toldAt(person)).toHaveAttribute('aria-valuenow', '1');
}

/** A run that rests after some steps; the step. */
async function trainAWhile(person: Person): Promise<number> {
  const steps = 24;
  for (let taken = 0; taken < steps; taken++) await person.button('Step').click();
  await expect.poll(() => person.progress()).toBe(`paused at step ${steps}`);
  return steps;
}

/** The step that is looked back at. */
async function lookedAt(person: Person): Promise<number> {
  return Number(/^step ([\d,]+) of/.exec(await person.progress())?.[1]?.replaceAll(',', ''));
}

/** What is to be seen after a key, with the block fc2 of the spiral selected and the focus on it, if not said otherwise. */
const SEEN: Readonly<Record<string, (person: Person, press: () => Promise<void>) => Promise<void>>> = {
  async new_window(person, press) {
    const opened = person.page.context().waitForEvent('page');
    await press();
    const other = new Person(await opened);
    await expect(other.canvas).toBeVisible();
    await expect(other.blocks).toHaveCount(0);
    await other.page.close();
  },
  async open(person, press) {
    await person.isAskedForAFile(press);
  },
  async open_recent(person, press) {
    await press();
    const menu = person.page.getByRole('menu', { name: 'Open recent' });
    await expect(menu).toBeVisible();
    await expect(menu.and(person.page.locator(':focus, :has(:focus)'))).toBeVisible(); // from now on Escape is for the menu
  },
  async save(person, press) {
    expect((await person.saved(press)).name).toMatch(/\.safetensors$/);
  },
  async save_as_model(person, press) {
    expect((await person.saved(press)).name).toMatch(/\.safetensors$/);
  },
  async undo(person, press) {
    await person.page.keyboard.press('Delete');
    await expect(person.block('fc2')).toHaveCount(0);
    await press();
    await expect(person.block('fc2')).toBeVisible();
  },
  async redo(person, press) {
    await person.page.keyboard.press('Delete');
    await person.page.keyboard.press('Control+z');
    await press();
    await expect(person.block('fc2')).toHaveCount(0);
  },
  async cut(person, press) {
    await press();
    await expect(person.block('fc2')).toHaveCount(0);
  },
  async copy(person, press) {
    await press();
    await person.page.keyboard.press('Control+v');
    await expect(person.blocks).toHaveCount(10);
  },
  async paste(person, press) {
    await person.page.keyboard.press('Control+c');
    await press();
    await expect(person.blocks).toHaveCount(10);
  },
  async paste_wired(person, press) {
    await person.page.keyboard.press('Control+c');
    const wires = await person.wires.count();
    await press();
    await expect(person.blocks).toHaveCount(10);
    expect(await person.wires.count()).toBeGreaterThan(wires);
  },
  async duplicate(person, press) {
    await press();
    await expect(person.blocks).toHaveCount(10);
  },
  async delete(person, press) {
    await press();
    await expect(person.block('fc2')).toHaveCount(0);
    await expect(person.wire('relu1', 'relu2')).toBeAttached();
    await expect(person.block('relu1')).toBeFocused();
  },
  async delete_plain(person, press) {
    await press();
    await expect(person.block('fc2')).toHaveCount(0);
    await expect(person.wire('relu1', 'relu2')).toHaveCount(0);
  },
  async bypass(person, press) {
    await press();
    await expect(person.canvas.getByRole('group', { name: /^fc2, Linear, / })).toBeVisible();
  },
  async rename(person, press) {
    await press();
    await person.page.keyboard.type('second');
    await person.page.keyboard.press('Enter');
    await expect(person.block('second')).toBeVisible();
  },
  async group(person, press) {
    await press();
    await expect(person.canvas.getByText('Block 1')).toBeVisible();
  },
  async ungroup(person, press) {
    await person.page.keyboard.press('Control+g');
    await expect(person.canvas.getByText('Block 1')).toBeVisible();
    await press();
    await expect(person.canvas.getByText('Block 1')).toHaveCount(0);
  },
  async collapse(person, press) {
    await person.page.keyboard.press('Control+g');
    await press();
    await expect(person.block('fc2')).toHaveCount(0);
    await press();
    await expect(person.block('fc2')).toBeVisible();
  },
  async quick_add(person, press) {
    await press();
    await expect(person.canvas.getByRole('combobox')).toBeFocused();
  },
  async search_palette(person, press) {
    await person.button('Train').focus();
    await press();
    await expect(person.palette.getByRole('searchbox')).toBeFocused();
  },
  async select_all(person, press) {
    await press();
    await expect(person.inspector.getByRole('heading', { name: '9 blocks' })).toBeVisible();
  },
  async select_none(person, press) {
    await press();
    await expect(person.inspector.getByRole('heading', { name: 'Network' })).toBeVisible();
  },
  async fit_selection(person, press) {
    const { width } = (await person.block('fc2').boundingBox())!;
    await press();
    await expect.poll(async () => (await person.block('fc2').boundingBox())!.width).toBeGreaterThan(width);
  },
  async zoom_in(person, press) {
    const { width } = (await person.block('fc2').boundingBox())!;
    await press();
    await expect.poll(async () => (await person.block('fc2').boundingBox())!.width).toBeGreaterThan(width);
  },
  async zoom_out(person, press) {
    const { width } = (await person.block('fc2').boundingBox())!;
    await press();
    await expect.poll(async () => (await person.block('fc2').boundingBox())!.width).toBeLessThan(width);
  },
  async zoom_reset(person, press) {
    await person.page.keyboard.press('Control+-');
    await press();
    await expect(person.canvas.getByRole('button', { name: '100 %' })).toBeVisible();
  },
  async show_palette(person, press) {
    await person.page.keyboard.press('Alt+1');
    await expect(person.palette).toHaveCount(0);
    await press();
    await expect(person.palette.getByRole('searchbox')).toBeFocused();
  },
  async show_outline(person, press) {
    await press();
    await expect(person.page.getByRole('treeitem', { name: /^fc2,/ })).toBeFocused();
    await person.page.keyboard.press('Control+Shift+e');
    await expect(person.palette.getByRole('searchbox')).toBeFocused();
    await press();
    await expect(person.page.getByRole('treeitem', { name: /^fc2,/ })).toBeFocused();
    await person.page.keyboard.press('Control+Shift+e');
  },
  'toggle:left': async (person, press) => {
    await press();
    await expect(person.palette).toHaveCount(0);
    await press();
    await expect(person.palette).toBeVisible();
  },
  'toggle:right': async (person, press) => {
    await press();
    await expect(person.inspector).toHaveCount(0);
    await press();
    await expect(person.inspector).toBeVisible();
  },
  'toggle:below': async (person, press) => {
    await press();
    await expect(person.findings).toHaveCount(0);
    await press();
    await expect(person.findings).toBeVisible();
  },
  async settings(person, press) {
    await press();
    await expect(person.inspector.locator(':focus')).toHaveCount(1);
  },
  async next_region(person, press) {
    await press();
    await expect(person.inspector.locator(':focus')).toHaveCount(1);
  },
  async previous_region(person, press) {
    await press();
    await expect(person.page.locator(':focus')).toHaveCount(1);
    await expect(person.canvas.locator(':focus')).toHaveCount(0);
  },
  async wire_from(person, press) {
    await press();
    await expect(person.page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  },
  async wire_to(person, press) {
    await press();
    await expect(person.page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  },
  async add_after(person, press) {
    await press();
    await expect(person.canvas.getByRole('combobox')).toBeFocused();
  },
  async wire_out(person, press) {
    await press();
    await expect(person.wire('fc2', 'relu2')).toBeFocused();
  },
  async wire_in(person, press) {
    await press();
    await expect(person.wire('relu1', 'fc2')).toBeFocused();
  },
  async next_wire_out(person, press) {
    await addBeside(person);
    await person.page.keyboard.press(']');
    const first = await focusedName(person);
    await press();
    await expect.poll(() => focusedName(person)).not.toBe(first);
    expect(await focusedName(person)).toMatch(/^Wire from fc2 /);
  },
  async next_wire_in(person, press) {
    await person.page.keyboard.press(']');
    await press();
    await expect(person.wire('fc2', 'relu2')).toBeFocused();
  },
  async train(person, press) {
    await press();
    await expect.poll(() => person.progress()).toMatch(/^(epoch|finished)/);
  },
  async step(person, press) {
    await press();
    expect(await person.restingStep()).toBe(1);
  },
  async walk(person, press) {
    await tellStep(person);
    await person.page.keyboard.press('Escape');
    await expect(toldAt(person)).toHaveCount(0);
    await press();
    await expect(toldAt(person)).toBeVisible();
  },
  async walk_next(person, press) {
    await tellStep(person);
    await press();
    await expect(toldAt(person)).toHaveAttribute('aria-valuenow', '2');
  },
  async walk_previous(person, press) {
    await tellStep(person);
    await person.page.keyboard.press('n');
    await press();
    await expect(toldAt(person)).toHaveAttribute('aria-valuenow', '1');
  },
  async walk_next_phase(person, press) {
    await tellStep(person);
    await press();
    await expect(toldAt(person)).toHaveAttribute('aria-valuetext', /^Loss: /);
  },
  async walk_previous_phase(person, press) {
    await tellStep(person);
    await person.page.keyboard.press('Shift+n');
    await press();
    await expect(toldAt(person)).toHaveAttribute('aria-valuenow', '1');
  },
  async moment_back(person, press) {
    const step = await trainAWhile(person);
    await press();
    expect(await lookedAt(person)).toBe(step - 1);
  },
  async moment_on(person, press) {
    const step = await trainAWhile(person);
    for (let times = 0; times < 2; times++) await person.page.keyboard.press('Alt+,');
    await press();
    expect(await lookedAt(person)).toBe(step - 1);
  },
  async moment_back_far(person, press) {
    const step = await trainAWhile(person);
    await press();
    expect(await lookedAt(person)).toBe(step - 10);
  },
  async moment_on_far(person, press) {
    const step = await trainAWhile(person);
    for (let times = 0; times < 2; times++) await person.page.keyboard.press('Alt+<');
    await press();
    expect(await lookedAt(person)).toBe(step - 10);
  },
  async moment_live(person, press) {
    const step = await trainAWhile(person);
    await person.page.keyboard.press('Alt+<');
    await press();
    expect(await person.restingStep()).toBe(step);
  },
  async moment_continue(person, press) {
    const step = await trainAWhile(person);
    await person.page.keyboard.press('Alt+<');
    await press();
    await expect.poll(() => person.restingStep()).toBe(step - 10);
  },
  async show_data(person, press) {
    const data = person.page.getByRole('radio', { name: 'Data', exact: true });
    await press();
    await expect(data).toBeChecked();
    await press();
    await expect(data).not.toBeChecked();
  },
  async enlarge_data(person, press) {
    const region = person.page.getByRole('region', { name: 'Data, large', exact: true });
    await press();
    await expect(region).toBeFocused();
    await press();
    await expect(region).toBeHidden();
  },
  async depth(person, press) {
    const tab = (name: string) => person.inspector.getByRole('radio', { name, exact: true });
    await press();
    await expect(tab('In depth')).toBeChecked();
    await press();
    await expect(tab('Settings')).toBeChecked();
  },
  async depth_large(person, press) {
    const region = person.page.getByRole('region', { name: 'fc2 in depth' });
    await press();
    await expect(region).toBeFocused();
    await press();
    await expect(region).toHaveCount(0);
    await expect(person.block('fc2')).toBeFocused();
  },
  async show_runs(person, press) {
    await press();
    await expect(person.page.getByRole('radio', { name: /^Runs/ })).toBeFocused();
    await person.page.keyboard.press('ArrowLeft');
    await expect(person.findings).toBeVisible();
  },
  async compare_runs(person, press) {
    for (let runs = 0; runs < 2; runs++) {
      await trainAWhile(person);
      await person.button('Reset').click();
      await expect.poll(() => person.progress()).toBe('not started');
    }
    await person.page.keyboard.press('Alt+r');
    const ticks = person.page.getByRole('checkbox', { name: /^Compare / });
    await ticks.nth(0).check();
    await ticks.nth(1).check();
    await press();
    await expect(person.page.getByRole('region', { name: 'Compare runs' })).toBeFocused();
    await person.page.keyboard.press('Escape');
    await expect(person.page.getByRole('region', { name: 'Compare runs' })).toHaveCount(0);
    for (const tick of await ticks.all()) await tick.uncheck();
    await person.page.getByRole('radio', { name: /^Findings/ }).click();
  },
  async check_gradients(person, press) {
    await press();
    await expect(person.page.getByRole('button', { name: /^gradients true to/ })).toBeVisible();
  },
  async next_finding(person, press) {
    await person.page.keyboard.press('Shift+Delete');
    await expect(person.findings).not.toContainText('No findings');
    await person.button('Undo').focus();
    await press();
    await expect(person.page.locator(':focus')).toHaveAttribute('role', 'group');
  },
  async previous_finding(person, press) {
    await person.page.keyboard.press('Shift+Delete');
    await expect(person.findings).not.toContainText('No findings');
    await person.button('Undo').focus();
    await press();
    await expect(person.page.locator(':focus')).toHaveAttribute('role', 'group');
  },
  async commands(person, press) {
    await press();
    await expect(person.page.getByRole('combobox', { name: 'Search for a command' })).toBeFocused();
  },
  async keys(person, press) {
    await press();
    await expect(person.page.getByRole('dialog', { name: 'Keys' }).getByRole('searchbox')).toBeFocused();
  },
  async find(person, press) {
    await press();
    await expect(person.page.getByRole('textbox', { name: 'Find blocks and notes' })).toBeFocused();
  },
};

/** Moving to one side is moving to any; aligning likewise. */
function seenOf(id: string): (person: Person, press: () => Promise<void>) => Promise<void> {
  const own = SEEN[id];
  if (own) return own;
  const [what, side = ''] = id.split(':');
  if (what === 'move' || what === 'move_far')
    return async (person, press) => {
      const before = (await person.block('fc2').boundingBox())!;
      await press();
      const axis = side === 'left' || side === 'right' ? 'x' : 'y';
      const sign = side === 'left' || side === 'up' ? -1 : 1;
      await expect.poll(async () => sign * ((await person.block('fc2').boundingBox())![axis] - before[axis])).toBeGreaterThan(0);
    };
  if (what === 'align')
    return async (person, press) => {
      await person.page.keyboard.press('Control+a');
      await press();
      const axis = side === 'left' || side === 'centre' || side === 'right' ? 'x' : 'y';
      await expect
        .poll(async () => {
          const boxes = await person.blocks.evaluateAll((blocks) =>
            blocks.map((block) => block.getBoundingClientRect().toJSON() as DOMRect),
          );
          return new Set(boxes.map((box) => Math.round(box[axis]))).size;
        })
        .toBe(1);
    };
  throw new Error(`${id}: this spec does not say what is seen after its key.`);
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** The example as it was opened, with the block fc2 selected and the focus on it. */
async function beginAnew(person: Person): Promise<void> {
  const { page } = person;
  await page.keyboard.press('Escape');
  const unsaved = await page.getByRole('img', { name: 'There are changes that are in no file yet.' }).isVisible();
  await person.button('Examples').click();
  await page.getByRole('menuitem', { name: SPIRAL }).click();
  if (unsaved) await person.button('Discard').click();
  await expect.poll(() => person.progress()).toBe('not started'); // what ran is left first
  await expect(person.button('Undo')).toBeDisabled();
  await expect(person.blocks).toHaveCount(9);
  await person.block('fc2').click();
  await expect(person.block('fc2')).toBeFocused();
}

for (const group of ACTION_GROUPS) {
  const actions = ACTIONS.filter((action) => action.group === group && action.keys.length > 0);
  test(`every key does what the sheet of keys says of it: ${group}`, async ({ person }) => {
    test.setTimeout(180_000);
    for (const { id, keys } of actions)
      for (const key of keys)
        await test.step(`${key}: ${id}`, async () => {
          await beginAnew(person);
          await seenOf(id)(person, () => press(person, key));
        });
  });
}

test('on a button outside of the canvas no key deletes or moves what is selected', async ({ person }) => {
  await person.openExample(SPIRAL);
  await person.select('fc2');
  const left = await leftOf(person, 'fc2');
  for (const button of ['Save', 'Train', 'Fit', 'Linear'])
    for (const key of ['Backspace', 'Delete', 'Shift+Delete', 'ArrowLeft', 'Control+b', 'Control+g', 'Escape']) {
      await person.button(button).press(key);
      await expect(person.blocks, `${key} on ${button}`).toHaveCount(9);
    }
  expect(await leftOf(person, 'fc2')).toBe(left);
  await expect(person.button('Undo')).toBeDisabled();
});

test('the tools of the canvas, pressed by the mouse, leave the keys to what is selected', async ({ person }) => {
  await person.openExample(SPIRAL);
  await person.block('fc2').click();
  await person.button('Fit').click();
  await person.page.keyboard.press('Delete');
  await expect(person.block('fc2')).toHaveCount(0);
});

test('a key is meant for the block that has the focus, also if another is selected', async ({ person }) => {
  await person.openExample(SPIRAL);
  await person.select('fc3');
  await person.block('relu1').focus();
  await person.page.keyboard.press('Shift+Delete');
  await expect(person.block('relu1')).toHaveCount(0);
  await expect(person.block('fc3')).toBeVisible();
  // but where it is one of several that are selected, for all of them
  await person.page.keyboard.press('Control+a');
  await person.block('fc3').focus();
  await person.page.keyboard.press('Delete');
  await expect(person.blocks).toHaveCount(0);
});

test('every action is reached by its name in the command palette, and the focus goes back to where it was', async ({ person }) => {
  const { page } = person;
  await person.openExample(SPIRAL);
  await person.block('fc2').click();
  const words = page.getByRole('combobox', { name: 'Search for a command' });
  await page.keyboard.press('Control+k');
  const chosen = page.getByRole('dialog').getByRole('option', { selected: true });
  const inBrowser = await page.evaluate(() => !('gradscape' in window));
  for (const { id, title } of ACTIONS) {
    if (inBrowser && id === 'show_log') continue; // there is none
    await words.fill(title('en'));
    await expect(chosen).toHaveAccessibleName(new RegExp(`^${escaped(title('en'))}`));
  }
  await words.fill('dupl');
  await page.keyboard.press('Enter');
  await expect(words).toHaveCount(0);
  await expect(person.blocks).toHaveCount(10);
  await page.keyboard.press('Control+z');
  await expect(person.blocks).toHaveCount(9);
  await person.block('fc2').click();

  // what was run last comes first, and what cannot be done now does nothing
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('option').first()).toHaveAccessibleName(/^Duplicate/);
  await words.fill('ungroup');
  await expect(chosen).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(words).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(person.block('fc2')).toBeFocused();
});

test('what is typed right after the key that opens a search is in it', async ({ person }) => {
  const { page } = person;
  for (const [key, role, name] of [
    ['Control+f', 'textbox', 'Find blocks and notes'],
    ['Control+k', 'combobox', 'Search for a command'],
  ] as const) {
    await page.keyboard.press(key);
    await page.keyboard.type('relu');
    await expect(page.getByRole(role, { name })).toHaveValue('relu');
    await page.keyboard.press('Escape');
  }
});

test('the page in Hindi is commanded in Hindi and in English', async ({ person }) => {
  const { page } = person;
  await person.button('हिन्दी').click();
  await page.keyboard.press('Control+k');
  const words = page.getByRole('combobox', { name: 'आदेश खोजें' });
  for (const text of ['note जोड़ें', 'add a note']) {
    await words.fill(text);
    await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveAccessibleName(/^Note जोड़ें/);
  }
});

test('the sheet of keys lists every key and what the mouse does, and is searched by words and by keys', async ({ person, picture }) => {
  const { page } = person;
  await person.button('Keys').click();
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  for (const { keys } of ACTIONS)
    for (const key of keys.filter((key) => !key.includes('Arrow') && key !== 'Escape'))
      await expect(sheet.getByText(key, { exact: true }).first()).toBeAttached();
  await expect(sheet.getByText('Double-click').first()).toBeVisible();
  await picture('keys');
  const search = sheet.getByRole('searchbox', { name: 'Search keys' });
  await expect(search).toBeFocused();
  await search.fill('ctrl+g');
  await expect(sheet.getByRole('term')).toHaveText(['Group']);
  await search.fill('undo');
  await expect(sheet.getByRole('term').first()).toHaveText('Undo');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(person.button('Keys')).toBeFocused();
});

test('the search goes from match to match, marks them, and leaves the focus at the block that was found', async ({ person, picture }) => {
  const { page } = person;
  await person.openExample(SPIRAL);
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Find blocks and notes' });
  await expect(field).toBeFocused();
  await page.keyboard.type('relu');
  const bar = page.getByRole('search');
  await expect(bar).toContainText('1 of 3');
  await expect(person.block('relu1')).toHaveAttribute('data-found', 'yes');
  await expect(person.block('fc1')).toHaveAttribute('data-found', 'no');
  await picture('find');
  await page.keyboard.press('Enter');
  await expect(bar).toContainText('2 of 3');
  await expect(person.field('name')).toHaveValue('relu2');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await expect(bar).toContainText('3 of 3');
  await field.fill('out_features=2');
  await expect(bar).toContainText('1 of 1');
  await field.fill('nothing like it');
  await expect(bar).toContainText('none');
  await field.fill('fc3');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(person.block('fc3')).toBeFocused();
  await expect(person.block('relu1')).not.toHaveAttribute('data-found');
});

test('what is hidden in a collapsed group is found there', async ({ person }) => {
  const { page } = person;
  await person.openExample(SPIRAL);
  await person.block('fc2').click();
  await page.keyboard.press('Control+g');
  await page.keyboard.press('Alt+c');
  await expect(person.block('fc2')).toHaveCount(0);
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('textbox', { name: 'Find blocks and notes' })).toBeFocused();
  await page.keyboard.type('fc2');
  await expect(person.canvas.locator('[data-found="yes"]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Block 1/);
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
