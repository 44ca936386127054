import { expect, test } from './app.ts';

test('the app opens with its regions, by their accessible names', async ({ app, picture }) => {
  for (const name of ['Palette', 'Canvas', 'Inspector', 'Gradient landscape', 'Findings'])
    await expect(app.getByRole('region', { name, exact: true })).toBeVisible();
  for (const name of ['Train', 'Step', 'Reset', 'Undo', 'Redo', 'Open', 'Save', 'Save as', 'New', 'Examples'])
    await expect(app.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(app.getByRole('img', { name: 'Gradient heatmap' })).toBeVisible();
  await picture('empty');
});

test('the page and its training worker are cross-origin isolated, so that threads can share memory', async ({ app }) => {
  expect(await app.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect.poll(() => app.workers().length).toBeGreaterThan(0);
  for (const worker of app.workers()) expect(await worker.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('the worker may compile WebAssembly and may not make code of text', async ({ app }) => {
  await expect.poll(() => app.workers().length).toBeGreaterThan(0);
  const [compiled, evaluated] = await app.workers()[0]!.evaluate(async () => [
    await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
      () => 'compiled',
      () => 'refused',
    ),
    (() => {
      try {
        return String((0, eval)('1')); // eslint-disable-line no-eval
      } catch {
        return 'refused';
      }
    })(),
  ]);
  expect([compiled, evaluated]).toEqual(['compiled', 'refused']);
});

test('the page is never longer than a small window', async ({ app }) => {
  await app.setViewportSize({ width: 1280, height: 720 });
  await app.getByRole('button', { name: 'Examples' }).click();
  await app.getByRole('menuitem', { name: 'Spiral: two arms, four layers' }).click();
  await expect(app.getByRole('region', { name: 'Inspector' }).getByLabel('epochs')).toBeAttached();
  expect(await app.evaluate(() => document.documentElement.scrollHeight)).toBe(720);
});
