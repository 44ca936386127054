/** @file What a browser does in place of a desktop: tabs, their titles, notifications that have to be allowed, and what it lacks. */
import { expect, test } from './person.ts';
import type { Person } from './person.ts';

const notify = ({ inspector }: Person) => inspector.getByRole('checkbox', { name: 'Tell me when a long run ends' });

/** Another tab is in front, as far as the page can know. */
async function look({ page }: Person, away: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, away);
}

test('a new window is a tab of its own, which shares neither work nor fate with this one', async ({ person }) => {
  await person.openExample('Spiral: two arms, four layers');
  const opened = person.page.context().waitForEvent('page');
  await person.page.keyboard.press('Alt+n');
  const other = await opened;
  await expect(other.getByRole('region', { name: 'Canvas', exact: true })).toBeVisible();
  expect(await other.evaluate(() => opener)).toBeNull();
  await expect(other.getByRole('group', { name: /^fc2, / })).toHaveCount(0);
  await expect(person.block('fc2')).toBeVisible();
});

test('where the browser opens no tab, that is said', async ({ person }) => {
  await person.page.evaluate(() => (window.open = () => null));
  await person.page.keyboard.press('Alt+n');
  await expect(person.page.getByRole('alert')).toContainText('The browser did not open another tab.');
});

test('the page of PyTorch that a block links to opens in another tab', async ({ person }) => {
  await person.openExample('Spiral: two arms, four layers');
  await person.select('fc2');
  const asked = person.page.evaluate(() => new Promise((resolve) => (window.open = (...given: unknown[]) => (resolve(given), null))));
  await person.inspector.getByRole('link').click();
  expect(await asked).toEqual(['https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html', '_blank', 'noopener']);
});

test('a tab that trains unseen says in its title how far it is', async ({ person }) => {
  const { page } = person;
  await person.openExample('Spiral: two arms, four layers');
  await person.fill('epochs', '100000');
  await person.button('Train').click();
  await look(person, true);
  await expect(page).toHaveTitle(/^\d+ % · ● Spiral · Gradscape$/);
  await look(person, false);
  await expect(page).toHaveTitle('● Spiral · Gradscape');
  await look(person, true);
  await expect(page).toHaveTitle(/^\d+ % · ● Spiral · Gradscape$/);
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveTitle('● Spiral · Gradscape');
});

test.describe('where the person allows it', () => {
  test.use({ permissions: ['notifications'] });

  test('they are told of long runs from when they switch it on, also the next time', async ({ person }) => {
    await expect(notify(person)).not.toBeChecked();
    await notify(person).check();
    await person.page.reload();
    await expect(notify(person)).toBeChecked();
    await notify(person).uncheck();
    await person.page.reload();
    await expect(notify(person)).not.toBeChecked();
  });
});

test('where the browser does not allow it, switching it on says so and what to do', async ({ person, picture }) => {
  await person.page.setViewportSize({ width: 1280, height: 720 });
  await notify(person).click();
  await expect(person.inspector).toContainText('The browser does not allow it: allow notifications for this page');
  await expect(notify(person)).not.toBeChecked();
  await notify(person).scrollIntoViewIfNeeded();
  await picture('notify-refused');
});

test('what this browser cannot do is said where one looks for it', async ({ person }) => {
  const { page } = person;
  await expect(person.button('Save')).toHaveAccessibleDescription(/so a new one is downloaded \(Ctrl\+S\)$/);
  await person.button('Open recent').click();
  await expect(page.getByRole('menu', { name: 'Open recent' })).toContainText('This browser cannot open a file again by itself');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search for a command' }).fill('log file');
  await expect(page.getByRole('option', { name: 'Show the log file' })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Search for a command' }).fill('About Gradscape');
  await page.keyboard.press('Enter');
  const about = page.getByRole('dialog', { name: 'Gradscape' });
  await expect(about).toContainText('In this browser');
  await expect(about).toContainText('Saving downloads a new file each time');
  await expect(about).toContainText('There is no log file');
  await expect(about.getByRole('button', { name: 'Show the log file' })).toHaveCount(0);
});
