import { axe } from './axe.ts';
import { expect, test, type Person } from './person.ts';

const EXPLODING = 'Weights of std 1: the gradient explodes';
const SOUND = 'Ten ReLU layers, repaired with Kaiming';
/** Machines that are crowded train slowly. */
const LONG = { timeout: 60_000 };

function postMortem(person: Person) {
  return person.page.getByRole('region', { name: 'Post-mortem', exact: true });
}

/** A run that learns, until its learning rate is set so high that it loses its numbers. */
async function overshoot(person: Person): Promise<void> {
  await person.openExample(SOUND);
  await person.fill('epochs', '20000');
  await person.button('Train').click();
  await expect.poll(() => recordedStep(person), LONG).toBeGreaterThan(400);
  await person.field('lr').fill('1000');
  await person.field('lr').press('Enter');
  await expect(postMortem(person)).toBeVisible(LONG);
}

/** The step that the heatmap's words speak of. */
async function recordedStep(person: Person): Promise<number> {
  const words = /^Step ([\d,]+)\./.exec(await person.description(person.heatmap));
  return words ? Number(words[1]!.replaceAll(',', '')) : 0;
}

/** The training loss as a share of the constant predictor's, as the words under the curve say. */
async function lossAgainstConstant(person: Person): Promise<number> {
  const words = /training ([\d.e−-]+).*constant predictor ([\d.]+\d)/.exec(
    await person.description(person.page.getByRole('img', { name: 'Loss curve' })),
  );
  return words ? Number(words[1]!.replace('−', '-')) / Number(words[2]) : Number.NaN;
}

test('a run that loses its numbers ends with what happened: the operation, the layer, the step, the row, the cause', async ({
  person,
  picture,
}) => {
  await person.openExample(EXPLODING);
  await person.button('Train').click();
  const told = postMortem(person);
  await expect(told).toBeVisible(LONG);
  await expect(told.getByRole('heading')).toHaveText('The run lost its numbers at step 2');
  await expect(told).toContainText(
    /The output of fc\d+ became infinite or not a number at step 2, in the weighted sum of its inputs, for row \d+ of the batch\./,
  );
  await expect(told).toContainText(/The gradient explodes: .*the weights are drawn too large/);
  await expect(person.page.getByRole('status').filter({ hasText: 'The run lost its numbers at step 2.' })).toHaveCount(1);
  await expect(told.getByRole('row', { name: /^1 \d/ })).toBeVisible();
  await expect(told.getByRole('row', { name: /^2 not finite/ })).toBeVisible();
  await picture('post-mortem');

  const name = /became infinite/.test(await told.innerText()) ? /The output of (fc\d+)/.exec(await told.innerText())![1]! : '';
  await told.getByRole('button', { name: `Show ${name}` }).click();
  await expect(person.field('name')).toHaveValue(name);
  await expect(told).toBeVisible();
});

test('a fix that makes another network of it starts anew, and it learns', async ({ person }) => {
  await person.openExample(EXPLODING);
  await person.button('Train').click();
  await postMortem(person).getByRole('button', { name: 'Apply and start anew: Draw the weights as the activations need' }).press('Enter');
  await expect(postMortem(person)).toHaveCount(0);
  await expect.poll(() => lossAgainstConstant(person), LONG).toBeLessThan(0.8);
  await expect(person.findings.getByText(/^Error$/)).toHaveCount(0);
  await person.button('Undo').click();
  await expect(person.button('Undo')).toBeDisabled();
});

test('going back leads to a run that rests where it was sound, with what it had shown until then', async ({ person, picture }) => {
  await overshoot(person);
  const lost = await person.restingStep();
  await expect(postMortem(person).getByRole('heading')).toBeInViewport();
  await picture('post-mortem-rate');
  await postMortem(person)
    .getByRole('button', { name: /^Go back to step [\d,]+$/ })
    .click();
  await expect(postMortem(person)).toHaveCount(0);
  await expect.poll(() => person.progress()).toMatch(/^paused at step/);
  const step = await person.restingStep();
  expect(step).toBeGreaterThan(0);
  expect(step).toBeLessThan(lost);
  // words are said once a second: what is heard first may be of the run that was lost, be it of long before
  await expect.poll(() => recordedStep(person)).toBeGreaterThan(step - 100);
  await expect.poll(() => recordedStep(person)).toBeLessThanOrEqual(step);
  await expect(person.findings.getByText(/^Error$/)).toHaveCount(0);
  await picture('post-mortem-back');

  await person.fill('lr', '0.01');
  await person.button('Train').click();
  await expect.poll(() => recordedStep(person), LONG).toBeGreaterThan(lost);
  await expect(postMortem(person)).toHaveCount(0);
});

test('going back with a fix changes the running setting, as one step of undo, and the run goes on and learns', async ({ person }) => {
  await overshoot(person);
  const lost = await person.restingStep();
  const lower = postMortem(person).getByRole('button', { name: /^Go back to step [\d,]+: Lower the learning rate to / });
  await expect(lower).toHaveText(/Lower the learning rate to 0\.01$/);
  await lower.click();
  await expect.poll(() => person.progress()).toMatch(/^paused at step/);
  await expect(person.field('lr')).toHaveValue('0.01');
  await person.button('Train').click();
  await expect.poll(() => recordedStep(person), LONG).toBeGreaterThan(lost);
  await expect.poll(() => lossAgainstConstant(person), LONG).toBeLessThan(0.8);
});

for (const colorScheme of ['dark', 'light'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the post-mortem speaks Hindi, and axe finds nothing serious in it', async ({ person, picture }) => {
      await person.openExample(EXPLODING);
      await person.button('Train').click();
      await expect(postMortem(person)).toBeVisible(LONG);
      await person.button('हिन्दी').click();
      await expect(person.page.getByRole('region', { name: 'पोस्टमॉर्टम' })).toContainText('Step 2 पर run के numbers खो गए');
      await picture(`post-mortem-hindi-${colorScheme}`);
      const { violations } = await axe(person.page).analyze();
      expect(
        violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, help }) => `${id}: ${help}`),
      ).toEqual([]);
    });
  });
