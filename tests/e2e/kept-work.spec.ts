import type { Page } from '@playwright/test';
import { expect, test, Person } from './person.ts';

/** How many tabs have work that is in no file. */
function keptWorks(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('gradscape');
        request.onerror = () => reject(request.error!);
        request.onsuccess = () => {
          const count = request.result.transaction('work').objectStore('work').count();
          count.onsuccess = () => {
            request.result.close();
            resolve(count.result);
          };
        };
      }),
  );
}

test('work in no file comes back after a reload, every tab its own, and what a closed tab left is offered in the next', async ({
  person,
  address,
}) => {
  const { page } = person;
  page.on('dialog', (dialog) => void dialog.accept());
  await person.dragBlock('Dropout', [200, 200]);
  await expect.poll(() => keptWorks(page)).toBe(1);

  const other = new Person(await page.context().newPage());
  await other.page.goto(address);
  await expect(other.blocks).toHaveCount(0); // the first tab lives, and its work is its own
  await other.openExample('XOR: eight neurons and one answer');
  await expect(other.block('head')).toBeVisible();

  await page.reload();
  await expect(person.block('drop1')).toBeVisible();
  await expect(page.getByRole('log')).toContainText('Restored unsaved work.');

  await page.close();
  await other.page.reload();
  await expect(other.blocks).toHaveCount(0);
  await other.button('Restore Untitled').click();
  await expect(other.block('drop1')).toBeVisible();
  await expect.poll(() => keptWorks(other.page)).toBe(1);
});

test('a window that is closed with nothing worth asking about leaves nothing behind, though a reload would have had it', async ({
  person,
  address,
}) => {
  const { page } = person;
  await person.openExample('XOR: eight neurons and one answer');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await expect.poll(() => keptWorks(page)).toBe(1);
  await page.reload();
  await expect(person.block('head')).toBeVisible();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await person.button('New').click();
  await person.button('Discard').click();
  await person.openExample('XOR: eight neurons and one answer');
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^finished/);
  await expect.poll(() => keptWorks(page)).toBe(1);

  const other = new Person(await page.context().newPage());
  await page.close();
  await other.page.goto(address);
  await expect(other.canvas).toBeVisible();
  await expect.poll(() => keptWorks(other.page)).toBe(0);
  await expect(other.page.getByRole('region', { name: 'Recovered work' })).toHaveCount(0);
});
