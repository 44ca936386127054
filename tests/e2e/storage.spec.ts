/** @file What of a run outlasts its window: also one that is closed while training goes on; and what is done where nothing can be kept. */
import type { Page } from '@playwright/test';
import { expect, test, type Person } from './person.ts';

const SPIRAL = 'Spiral: two arms, four layers';

function runs({ page }: Person) {
  return page.getByRole('region', { name: 'Runs', exact: true });
}

async function showRuns(person: Person): Promise<void> {
  await person.page.keyboard.press('Alt+r');
  await expect(runs(person)).toBeVisible();
}

async function trained(person: Person, epochs: string): Promise<void> {
  await person.fill('epochs', epochs);
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
}

/** How many can be taken up by another window. */
function keptRuns(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('gradscape');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('run_states').objectStore('run_states').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );
}

test('a run that is cut off by a reload is there again, and goes on', async ({ person }) => {
  const { page } = person;
  page.on('dialog', (dialog) => void dialog.accept());
  await person.openExample(SPIRAL);
  await person.fill('epochs', '100000');
  await person.button('Train').click();
  await showRuns(person);
  await expect.poll(() => keptRuns(page), { timeout: 40_000 }).toBe(1); // while it goes on
  await page.reload();
  await expect(person.canvas).toBeVisible();
  await showRuns(person);
  await person.button('Open run 1').click();
  await expect(runs(person).getByRole('group', { name: 'run 1' })).toContainText('shown now'); // the weights that were kept rest as well
  const step = await person.restingStep();
  expect(step).toBeGreaterThan(1_000);
  await page.keyboard.press('Alt+,'); // what it has told reaches up to where it stands
  await expect.poll(() => person.progress()).toMatch(/looking back$/);
  await page.keyboard.press('Alt+l');
  await person.button('Step').click();
  await expect.poll(() => person.restingStep()).toBe(step + 1);
});

/** From the next load on. */
const REFUSALS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'is full': (page) =>
    page.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('no room', 'QuotaExceededError');
      };
    }),
  'is switched off': (page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    }),
};

for (const [how, refuse] of Object.entries(REFUSALS))
  test(`where storage ${how}, all is there but what outlasts the window, and that is said`, async ({ person }) => {
    const { page } = person;
    const refusal = page.getByRole('alert').filter({ hasText: 'What is to be kept in this browser could not be' });
    await refuse(page);
    await page.reload();
    if (how === 'is switched off') await expect(refusal).toBeVisible(); // what was in work cannot be looked for
    await person.openExample('Iris: three flowers from a CSV file');
    await expect(person.findings).toContainText('No findings');
    await person.fill('epochs', '5');
    if (how === 'is full') await expect(refusal).toBeVisible();
    await trained(person, '5');
    await showRuns(person);
    await expect(runs(person).getByRole('group', { name: 'run 1, shown now' })).toBeVisible();
    await page.keyboard.press('Alt+<');
    await page.keyboard.press('Alt+b');
    await trained(person, '6');
    await expect(runs(person).getByRole('group', { name: 'run 2, shown now' })).toContainText('from run 1 at step');
    await expect(person.button('Open run 1'), 'it is nowhere any more').toBeDisabled();
    await expect(page.getByRole('checkbox', { name: 'Compare run 1' })).toBeDisabled();
  });
