/** @file The panels are as large as the person wants, by mouse and by keyboard, and stay so. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './person.ts';

function border(page: Page, name: string): Locator {
  return page.getByRole('separator', { name, exact: true });
}

async function drag(page: Page, of: Locator, right: number, down: number): Promise<void> {
  const { x, y, width, height } = (await of.boundingBox())!;
  const [left, top] = [x + width / 2, y + height / 3];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + right, top + down, { steps: 4 });
  await page.mouse.up();
}

test('a panel is dragged to another width or height, and is as large when the page is opened again', async ({ person }) => {
  const { page } = person;
  const width = (await person.inspector.boundingBox())!.width;
  await drag(page, border(page, 'Inspector width'), -80, 0);
  await expect.poll(async () => (await person.inspector.boundingBox())!.width).toBe(width + 80);
  const canvas = (await person.canvas.boundingBox())!.height;
  await drag(page, border(page, 'Gradient landscape height'), 0, -60);
  await expect.poll(async () => (await person.canvas.boundingBox())!.height).toBe(canvas - 60);
  const findings = (await person.findings.boundingBox())!.width;
  await drag(page, border(page, 'Findings width'), 40, 0);
  await expect.poll(async () => (await person.findings.boundingBox())!.width).toBe(findings - 40);
  await page.reload();
  await expect(person.canvas).toBeVisible();
  expect((await person.inspector.boundingBox())!.width).toBe(width + 80);
  expect((await person.canvas.boundingBox())!.height).toBe(canvas - 60);
  expect((await person.findings.boundingBox())!.width).toBe(findings - 40);
});

test('the arrow keys move a border, Home and End lead to its ends, and no panel takes the canvas from sight', async ({ person }) => {
  const { page } = person;
  const left = border(page, 'Left panel width');
  await left.focus();
  const before = Number(await left.getAttribute('aria-valuenow'));
  await left.press('ArrowRight');
  await expect(left).toHaveAttribute('aria-valuenow', String(before + 16));
  await left.press('ArrowLeft');
  await left.press('ArrowLeft');
  await expect(left).toHaveAttribute('aria-valuenow', String(before - 16));
  for (const [name, key] of [
    ['Left panel width', 'End'],
    ['Inspector width', 'End'],
    ['Gradient landscape height', 'End'],
    ['Curves width', 'End'],
  ] as const) {
    await border(page, name).press(key);
    await expect(border(page, name)).toHaveAttribute('aria-valuenow', (await border(page, name).getAttribute('aria-valuemax'))!);
  }
  const { width, height } = (await person.canvas.boundingBox())!;
  expect(width).toBeGreaterThanOrEqual(320);
  expect(height).toBeGreaterThanOrEqual(160);
  await left.press('Home');
  await expect(left).toHaveAttribute('aria-valuenow', (await left.getAttribute('aria-valuemin'))!);
});

test('a panel is folded away by key or double click, brought back by its button, and the focus is never lost', async ({ person }) => {
  const { page } = person;
  for (const [name, button, panel] of [
    ['Left panel width', 'Show the left panel', 'Palette'],
    ['Inspector width', 'Show the inspector', 'Inspector'],
    ['Gradient landscape height', 'Show the gradient landscape', 'Findings'],
  ] as const) {
    const region = page.getByRole('region', { name: panel, exact: true });
    await border(page, name).press('Enter');
    await expect(region).toHaveCount(0);
    await expect(person.button(button)).toBeFocused();
    await person.button(button).press('Enter');
    await expect(region).toBeVisible();
    await expect(border(page, name)).toBeFocused();
    await border(page, name).dblclick();
    await expect(region).toHaveCount(0);
  }
  await page.reload();
  await expect(person.button('Show the inspector')).toBeVisible();
  const { width, height } = (await person.canvas.boundingBox())!;
  expect(width).toBeGreaterThan(1300);
  expect(height).toBeGreaterThan(780);
});

test('what storage holds of another program does no harm', async ({ person }) => {
  const { page } = person;
  const usual = (await person.inspector.boundingBox())!.width;
  for (const stored of [
    '"left"',
    '{"sizes":{"right":"wide","left":1e999},"folded":"below","left":7}',
    '{"sizes":null,"folded":[null]}',
    '{',
  ]) {
    await page.evaluate((text) => localStorage.setItem('gradscape.panes', text), stored);
    await page.reload();
    await expect(person.canvas).toBeVisible();
    expect((await person.inspector.boundingBox())!.width).toBe(usual);
  }
});
