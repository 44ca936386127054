import { axe } from './axe.ts';
import { expect, test, type Person } from './person.ts';

const FAULTY = 'Ten sigmoids: the gradient vanishes';
const BATCH_NORM = 'Insert BatchNorm1d after each hidden Linear';
/** Machines that are crowded train slowly. */
const LONG = { timeout: 60_000 };

const VERDICT = /It helped: skill (−?\d\.\d\d) → (\d\.\d\d), validation accuracy [\d.]+ % → [\d.]+ %\. Gone: Gradient vanishing\./;

function card(person: Person, title: string) {
  return person.findings.getByRole('group', { name: title, exact: true });
}

/** Trains the faulty example until its fault has been found. */
async function findFault(person: Person): Promise<void> {
  await person.openExample(FAULTY);
  await person.button('Train').click();
  await expect(card(person, 'Gradient vanishing')).toBeVisible(LONG);
}

/** With a run that does not end while one looks on. */
async function runOn(person: Person): Promise<void> {
  await person.openExample(FAULTY);
  await person.selectNothing();
  await person.fill('epochs', '20000');
  await person.button('Train').click();
  await expect(card(person, 'Gradient vanishing')).toBeVisible(LONG);
}

async function stepNow(person: Person): Promise<number> {
  await person.button('Pause').click();
  return person.restingStep();
}

test('ten sigmoids are judged by their signal, with the numbers behind it and what to try', async ({ person }) => {
  await findFault(person);
  const found = card(person, 'Gradient vanishing');
  await expect(found).toContainText(/The gradient vanishes at fc1: its signal is \d\.\d decades below that of fc10/);
  await expect(found).toContainText(/signal, first against last hidden layer −\d\.\d decades, limit −\d\.\d decades/);
  await expect(found).toContainText(/since step \d+ · so from the start/);
  await expect(found.getByRole('button', { name: /^What to try/ })).toHaveAttribute('aria-expanded', 'true');
  await expect(found.getByRole('button', { name: /^Try: / }).first()).toHaveAccessibleName(`Try: ${BATCH_NORM}`);
  await expect(found.getByRole('img', { name: /now and with: Insert BatchNorm1d.*: −\d\.\d → [+−]?\d(\.\d)?$/ })).toBeVisible();
});

test('a trial of the first fix says that it helped, and apply makes the edit, which one undo takes back', async ({ person, picture }) => {
  const { page } = person;
  await findFault(person);
  await person.button(`Try: ${BATCH_NORM}`).press('Enter');
  await expect(page.getByRole('progressbar', { name: `Trial: ${BATCH_NORM}` })).toBeVisible();
  await expect(page.getByRole('img', { name: `Loss, as it is and with: ${BATCH_NORM}` })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: VERDICT })).toContainText(BATCH_NORM, LONG);
  const [, before, after] = VERDICT.exec(await card(person, 'Gradient vanishing').innerText())!;
  expect(Number(before!.replace('−', '-'))).toBeLessThan(0.1);
  expect(Number(after)).toBeGreaterThan(0.8);
  await expect(person.findings.getByRole('row', { name: /^validation accuracy/ })).toBeVisible();
  await picture('diagnosis-verdict');

  const blocks = await person.blocks.count();
  await person.button(`Apply: ${BATCH_NORM}`).click();
  await expect(person.blocks).toHaveCount(blocks + 10);
  for (const number of [1, 10]) await expect(person.block(`bn${number}`)).toBeAttached();
  await expect(person.findings).toContainText('No findings');
  await person.button('Undo').click();
  await expect(person.blocks).toHaveCount(blocks);
  await expect(person.button('Undo')).toBeDisabled();
  await expect(card(person, 'Gradient vanishing')).toContainText(VERDICT);
});

test('a trial leaves the run alone, and can be stopped', async ({ person }) => {
  const { page } = person;
  await runOn(person);
  const trial = page.getByRole('progressbar', { name: `Trial: ${BATCH_NORM}` });
  const before = await stepNow(person);
  await person.button('Train').click();
  await person.button(`Try: ${BATCH_NORM}`).click();
  await expect(trial).toBeVisible();
  const share = async () => Number(await trial.getAttribute('aria-valuenow'));
  await expect.poll(share, LONG).toBeGreaterThan(0);
  expect(await stepNow(person)).toBeGreaterThan(before);
  await person.button(`Stop: ${BATCH_NORM}`).click();
  await expect(trial).toHaveCount(0);
  await expect(person.button(`Try: ${BATCH_NORM}`)).toBeVisible();
});

test('all fixes are tried in turn, and each keeps its verdict', async ({ person }) => {
  await findFault(person);
  await person.button('Try all').click();
  await expect(person.findings).toContainText('waits its turn');
  const verdicts = person.findings.getByText(/^It (helped|did not help|made things worse): /);
  await expect(verdicts).toHaveCount(await person.findings.getByRole('button', { name: /^Apply: / }).count(), LONG);
  await expect(person.button('Try all')).toHaveCount(0);
});

test('a healthy network ends its run without an error', async ({ person }) => {
  await person.openExample('Spiral: two arms, four layers');
  await expect(person.findings).toContainText('No findings');
  await person.button('Train').click();
  await expect.poll(() => person.progress(), { timeout: 90_000 }).toMatch(/^finished, step/);
  await expect(person.findings.getByText(/^Error$/)).toHaveCount(0);
});

test('what is muted neither counts nor marks its block, until it is heard again', async ({ person, picture }) => {
  await findFault(person);
  await expect.poll(() => person.progress(), LONG).toMatch(/^finished, step/);
  const marked = person.block('fc1').getByText(/decades$/);
  await expect(marked).toBeVisible();
  await person.button('Mute: Gradient vanishing').click();
  await expect(person.findings).toContainText('1 muted:');
  await expect(person.button('Unmute: Gradient vanishing')).toBeFocused();
  await expect(person.findings.getByText(/^Error$/)).toHaveCount(0);
  await expect(marked).toHaveCount(0);
  expect(await person.network()).toMatchObject({ diagnosis: { muted: ['gradient_vanishing'] } });
  await picture('diagnosis-muted');

  await person.button('Unmute: Gradient vanishing').click();
  await expect(card(person, 'Gradient vanishing')).toBeVisible();
  await expect(marked).toBeVisible();
  await person.button('Undo').click();
  await person.button('Undo').click();
  await expect(person.button('Undo')).toBeDisabled();
});

test('what has ended stays in the list with its steps, and counts no longer', async ({ person, picture }) => {
  const { page } = person;
  await page.addInitScript(() => {
    const Sound = window.Worker;
    // this fault never ends: what the worker says of it is made so on the way
    window.Worker = class extends Sound {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          for (const finding of data.type === 'findings' ? data.findings : []) Object.assign(finding, { severity: 'info', ended: 4000 });
        });
      }
    };
  });
  await page.reload();
  await findFault(person);
  const ended = card(person, 'Gradient vanishing');
  await expect(ended).toContainText(/steps \d+ to 4,000 · so from the start/);
  await expect(ended.getByRole('button', { name: /^What to try/ })).toHaveCount(0);
  await expect(person.findings.getByTitle(/^(Error|Warning|Note)$/)).toHaveCount(0);
  await expect(person.block('fc1').getByText(/decades$/)).toHaveCount(0);
  await picture('diagnosis-ended');
});

test('what theory foresees can be tried and mended before any training', async ({ person }) => {
  await person.openExample(FAULTY);
  const foreseen = card(person, 'Vanishing foreseen');
  await expect(foreseen).toContainText('so from the start');
  const disclosure = foreseen.getByRole('button', { name: /^What to try/ });
  await disclosure.press('Enter');
  await person.button(`Try: ${BATCH_NORM}`).click();
  await expect(foreseen).toContainText(VERDICT, LONG);
  await person.button(`Apply: ${BATCH_NORM}`).click();
  await expect(foreseen).toHaveCount(0);
  expect(await person.progress()).toBe('not started');
});

for (const colorScheme of ['dark', 'light'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('verdict and fixes speak Hindi, and axe finds nothing serious in them', async ({ person, picture }) => {
      const { page } = person;
      await findFault(person);
      await person.button(`Try: ${BATCH_NORM}`).click();
      await expect(card(person, 'Gradient vanishing')).toContainText(VERDICT, LONG);
      await person.button('हिन्दी').click();
      await expect(person.findings).toContainText(/फ़ायदा हुआ: skill/);
      await picture(`diagnosis-hindi-${colorScheme}`);
      const { violations } = await axe(page).analyze();
      expect(
        violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, help }) => `${id}: ${help}`),
      ).toEqual([]);
    });
  });
