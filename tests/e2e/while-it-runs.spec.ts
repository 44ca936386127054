import { expect, test, type Person } from './person.ts';

declare global {
  /** What was posted to workers until now, and what is from now on. */
  var letWorkersHear: () => void;
}

async function longRun(person: Person): Promise<void> {
  await person.openExample('Ten ReLU layers, repaired with Kaiming');
  await person.fill('epochs', '20000');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toContain('epoch');
}

/** How far the median layer's update is from the usual thousandth, as the heatmap's words say. */
async function updateDecades(person: Person): Promise<number> {
  const description = await person.description(person.heatmap);
  const words = /at ([+−-]?[\d.]+) decades from 10⁻³/.exec(description);
  if (words) return Number(words[1]!.replace('−', '-'));
  // updates of a network that has learnt are soon too small to change a 32-bit weight
  return description.includes('Exactly zero') ? -Infinity : Number.NaN;
}

test('learning rate, batch size and epochs change while it trains, and the run goes on', async ({ person }) => {
  const { page } = person;
  await longRun(person);
  await page.getByRole('radio', { name: 'Update ratio' }).click();
  await expect.poll(() => updateDecades(person)).not.toBeNaN();

  await person.fill('lr', '1e-9');
  await expect(page.getByRole('button', { name: /^SGD · lr 1e-9 · batch 32$/ })).toBeVisible();
  await expect.poll(() => updateDecades(person)).toBeLessThan(-4);

  await person.fill('epochs', '30000');
  await expect.poll(() => person.progress()).toMatch(/^epoch [\d,]+ \/ 30,000/);
  await person.fill('batch_size', '8');
  await expect(person.canvas.getByText('8×64', { exact: true }).first()).toBeVisible();
  await expect(person.button('Pause')).toBeVisible();
  await expect.poll(() => person.progress()).toMatch(/^epoch [\d,]+ \/ 30,000/);
  await person.button('Pause').click();
  const step = await person.restingStep();
  await person.button('Train').click();
  await person.button('Pause').click();
  await expect.poll(() => person.restingStep()).toBeGreaterThan(step);
});

test('theme and language change while it trains, and are remembered', async ({ person, picture }) => {
  const { page } = person;
  const brightness = () =>
    page.evaluate(() => {
      const [red, green, blue] = getComputedStyle(document.body)
        .backgroundColor.match(/[\d.]+/g)!
        .map(Number);
      return (red! + green! + blue!) / 3;
    });
  await page.emulateMedia({ colorScheme: 'dark' });
  await longRun(person);
  expect(await brightness()).toBeLessThan(80);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(brightness).toBeGreaterThan(200);
  await picture('light');
  await person.button('Theme').click();
  await expect(page.getByTitle('Theme: dark')).toBeVisible();
  await expect.poll(brightness).toBeLessThan(80);

  await person.button('हिन्दी').click();
  await expect(page.getByRole('button', { name: 'उदाहरण' })).toBeVisible();
  await picture('hindi');
  await page.reload();
  await expect(page.getByRole('button', { name: 'उदाहरण' })).toBeVisible();
  expect(await brightness()).toBeLessThan(80);
  await person.button('English').click();
  await expect(person.button('Train')).toBeVisible();
});

test('a training worker that dies is reported and replaced, and the network is untouched', async ({ person }) => {
  const { page } = person;
  await longRun(person);
  const before = await person.network();
  await page.workers()[0]!.evaluate(() => {
    setTimeout(() => {
      throw new Error('memory access out of bounds');
    });
  });
  await expect(page.getByRole('alert')).toContainText(
    // how far it had come when it last kept something is for the machine to say
    /stopped with an error \(.*memory access out of bounds\)\. It was started again and (goes on from step [\d,]+\.|begins anew: nothing)/,
  );
  await expect(person.blocks).toHaveCount((before as { nodes: unknown[] }).nodes.length);
  expect(await person.network()).toEqual(before);
  await expect.poll(() => person.progress(), 'it goes on by itself').toMatch(/^epoch [\d,]+ \/ 20,000/);
  await expect.poll(() => person.description(person.heatmap)).toMatch(/^Step [\d,]+\./);
  await person.button('Pause').click();
  expect(await person.restingStep()).toBeGreaterThan(0);
});

for (const [press, comesTo] of [
  ['Train', /^finished/],
  ['Step', /^paused at step 1$/],
] as const)
  test(`${press} that is pressed right after Reset begins with the weights that are drawn anew`, async ({ person }) => {
    await person.openExample('Spiral: two arms, four layers');
    await person.button('Step').click();
    await expect.poll(() => person.progress()).toBe('paused at step 1');
    await person.button('Step').click();
    await expect.poll(() => person.progress()).toBe('paused at step 2');
    await person.page.evaluate(
      (names) => {
        const buttons = [...document.querySelectorAll('button')];
        for (const name of names) buttons.find(({ textContent }) => textContent.trim() === name)!.click();
      },
      ['Reset', press],
    );
    await expect.poll(() => person.progress()).toMatch(comesTo);
  });

for (const [press, comesTo] of [
  ['Train', /^(epoch|finished)/],
  ['Step', /^paused at step 1$/],
] as const)
  test(`${press} that is pressed before the worker has heard of the network is done with that network, once it has`, async ({ person }) => {
    const { page } = person;
    await page.addInitScript(() => {
      const waiting: (() => void)[] = [];
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
        waiting.push(() => Reflect.apply(postMessage, this, given));
      } as typeof postMessage;
      globalThis.letWorkersHear = () => {
        Worker.prototype.postMessage = postMessage;
        for (const send of waiting) send();
      };
    });
    await page.reload();
    await person.openExample('Spiral: two arms, four layers');
    await person.button(press).click();
    await page.evaluate(() => globalThis.letWorkersHear());
    await expect.poll(() => person.progress()).toMatch(comesTo);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
