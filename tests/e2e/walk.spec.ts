/** @file One step of training, told slowly: begun by Step, gone through by hand and by keys, with the numbers that the run itself tells. */
import type { Locator } from '@playwright/test';
import { expect, test, type Person } from './person.ts';

const SPIRAL = 'Spiral: two arms, four layers';
const SIGMOIDS = 'Ten sigmoids: the gradient vanishes';
const PHASES = ['Forward', 'Loss', 'Backward', 'Update'] as const;

/** The bar that tells the step; another name is a later step's. */
function bar({ page }: Person, step: number | RegExp = /\d+/): Locator {
  return page.getByRole('region', { name: typeof step === 'number' ? `Step ${step}, slowly` : /^Step .*, slowly$/ });
}

function sentence(person: Person): Locator {
  return bar(person).getByRole('paragraph');
}

/** The stage and how many there are, as the slider has them. */
async function placeOf(person: Person): Promise<{ place: number; count: number; words: string }> {
  const slider = bar(person).getByRole('slider');
  const read = (name: string) => slider.getAttribute(name);
  return {
    place: Number(await read('aria-valuenow')),
    count: Number(await read('aria-valuemax')),
    words: (await read('aria-valuetext')) ?? '',
  };
}

/** Goes on by the button until the slider says these words. */
async function goTo(person: Person, words: RegExp): Promise<void> {
  const { count } = await placeOf(person);
  for (let stage = 0; stage < count; stage++) {
    if (words.test((await placeOf(person)).words)) return;
    await bar(person).getByRole('button', { name: 'Next stage' }).click();
  }
  expect((await placeOf(person)).words).toMatch(words);
}

/** The number that stands on a wire, with the arrow before it. */
async function onWire({ page }: Person, from: string, to: string): Promise<string> {
  return (await page.locator(`.wire-label[data-id="${from}.out -> ${to}.in"]`).textContent())?.trim() ?? '';
}

function numberIn(text: string, before: string): number {
  const found = new RegExp(`${before}\\s*(\\d+(?:\\.\\d+)?(?:e−?\\d+)?)`).exec(text);
  expect(found, `${before} in "${text}"`).not.toBeNull();
  return Number(found![1]!.replace('−', '-'));
}

test('Step tells its step from the first block to the last weight, by the mouse alone', async ({ person, picture }) => {
  await person.openExample(SPIRAL);
  await person.button('Step').click();
  await expect(bar(person, 1)).toBeVisible();
  expect(await placeOf(person)).toMatchObject({ place: 1 });
  await goTo(person, /^Forward: fc2,/);
  await expect(sentence(person)).toContainText('fc2 gets ‖x‖ =');
  await expect(sentence(person)).toContainText('y = x Wᵀ + b');
  await picture('walk-forward');

  for (const phase of PHASES) {
    await bar(person).getByRole('button', { name: phase }).click();
    await expect(bar(person).getByRole('button', { name: phase })).toHaveAttribute('aria-pressed', 'true');
    expect((await placeOf(person)).words).toMatch(new RegExp(`^${phase}: `));
  }
  await bar(person).getByRole('button', { name: 'Loss' }).click();
  await expect(sentence(person)).toContainText('rows are right');
  await goTo(person, /^Backward: fc2,/);
  await picture('walk-backward');
  await bar(person).getByRole('button', { name: 'Update' }).click();
  await expect(sentence(person)).toContainText('fc1.weight moves by ‖Δ‖ =');
  await goTo(person, /^Update: .* (\d+) of \1$/);
  await picture('walk-update');
  await expect(bar(person).getByRole('button', { name: 'Next stage' })).toHaveAttribute('aria-disabled', 'true');
  await bar(person).getByRole('button', { name: 'Leave the step' }).click();
  await expect(bar(person)).toHaveCount(0);
});

test('the norm on a wire is the one that the sentence of its block tells, there and back', async ({ person }) => {
  await person.openExample(SPIRAL);
  await person.button('Step').click();
  await goTo(person, /^Forward: fc2,/);
  const [there, words] = [await onWire(person, 'relu1', 'fc2'), (await sentence(person).textContent()) ?? ''];
  expect(there).toMatch(/^→ /);
  expect(numberIn(there, '→')).toBe(numberIn(words, 'gets ‖x‖ ='));
  await goTo(person, /^Backward: fc2,/);
  const [back, told] = [await onWire(person, 'relu1', 'fc2'), (await sentence(person).textContent()) ?? ''];
  expect(back).toMatch(/^← /);
  expect(numberIn(back, '←')).toBe(numberIn(told, '‖∂L/∂x‖ ='));
  // what fc2 hands back is what relu1 gets: its signal, as the inspector tells it of the same step
  await goTo(person, /^Backward: relu1,/);
  const signal = numberIn((await sentence(person).textContent()) ?? '', '‖∂L/∂y‖ =');
  expect(signal).toBe(numberIn(back, '←'));
  await person.select('relu1');
  const recorded = await person.inspector.locator('.number').filter({ hasText: 'signal q' }).getByRole('definition').textContent();
  expect(Number(recorded!.replace('−', '-'))).toBeCloseTo(signal, 2);
});

test('a Sigmoid hands on a quarter of the gradient at most, and says why', async ({ person, picture }) => {
  await person.openExample(SIGMOIDS);
  await person.button('Step').click();
  await bar(person).getByRole('button', { name: 'Backward' }).click();
  await goTo(person, /^Backward: sigmoid4,/);
  const words = (await sentence(person).textContent()) ?? '';
  expect(words).toContain('Its slope y (1 − y) is at most ¼.');
  expect(numberIn(words, 'hands on')).toBeLessThanOrEqual(0.25);
  await expect(person.block('sigmoid4').getByRole('img', { name: /^hands on .* times the gradient$/ })).toBeVisible();
  await picture('walk-sigmoid');
});

test('keys go through it from wherever the focus is, and Escape leaves it', async ({ person }) => {
  const { page } = person;
  await person.openExample(SPIRAL);
  await person.block('fc2').click();
  await page.keyboard.press('Control+.');
  await expect(bar(person, 1)).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  expect(await placeOf(person)).toMatchObject({ place: 3 });
  await page.keyboard.press('p');
  expect(await placeOf(person)).toMatchObject({ place: 2 });
  await page.keyboard.press('Shift+N');
  expect((await placeOf(person)).words).toMatch(/^Loss: /);
  await page.keyboard.press('Shift+P');
  expect((await placeOf(person)).words).toMatch(/^Forward: .* 1 of /);
  // in the bar the arrows are its own, and move no block
  const before = await person.block('fc2').boundingBox();
  await bar(person).getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  const { place, count } = await placeOf(person);
  expect(place).toBe(count);
  await page.keyboard.press('Home');
  expect((await placeOf(person)).place).toBe(1);
  expect(await person.block('fc2').boundingBox()).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(bar(person)).toHaveCount(0);
  await expect(person.canvas.locator(':focus')).toHaveCount(1);
  // from the canvas as well, without giving up what is selected
  await person.block('fc2').click();
  await page.keyboard.press('Control+.');
  await expect(bar(person, 2)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar(person)).toHaveCount(0);
  await expect(person.field('name')).toHaveValue('fc2');
});

test('each stage is spoken once, with its sentence', async ({ person }) => {
  const { page } = person;
  await person.openExample(SPIRAL);
  await person.button('Step').click();
  await goTo(person, /^Forward: fc1,/);
  const words = (await sentence(person).textContent()) ?? '';
  await expect(page.getByRole('status').filter({ hasText: words })).toHaveCount(1);
});

test('it hinders nothing: training, another step, an edit of the network and another document leave it', async ({ person }) => {
  await person.openExample(SPIRAL);
  await person.button('Step').click();
  await expect(bar(person, 1)).toBeVisible();
  await person.button('Step').click();
  await expect(bar(person, 2)).toBeVisible();
  await person.button('Train').click();
  await expect(bar(person)).toHaveCount(0);
  await person.button('Step').click();
  await expect(bar(person)).toBeVisible();
  await person.block('relu2').click();
  await person.page.keyboard.press('Delete');
  await expect(bar(person)).toHaveCount(0);
});

test('it goes on by itself and rests when it is told to', async ({ person }) => {
  await person.openExample(SPIRAL);
  await person.button('Step').click();
  await bar(person).getByRole('button', { name: 'Let it go on by itself' }).click();
  await expect.poll(async () => (await placeOf(person)).place).toBeGreaterThan(1);
  await bar(person).getByRole('button', { name: 'Rest at this stage' }).click();
  await expect(bar(person).getByRole('button', { name: 'Let it go on by itself' })).toBeVisible();
});

test('a group that is collapsed is lit for the blocks in it', async ({ person }) => {
  const { page } = person;
  await person.openExample(SPIRAL);
  await person.block('fc2').click();
  await page.keyboard.press('Control+g');
  await page.keyboard.press('Alt+c');
  await expect(person.block('fc2')).toHaveCount(0);
  await person.button('Step').click();
  await goTo(person, /^Forward: fc2,/);
  await expect(person.canvas.locator('.svelte-flow__node-folded .lit')).toHaveCount(1);
});
