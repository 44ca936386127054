import { expect, test, type Person } from './person.ts';

const LAYERS = ['Input', 'Linear', 'BatchNorm1d', 'ReLU', 'Dropout', 'Linear', 'CrossEntropyLoss'];
const NAMES = ['input1', 'fc1', 'bn1', 'relu1', 'drop1', 'fc2', 'loss1'];

/** Two rows of blocks on the empty canvas, wired from port to port. */
async function build(person: Person): Promise<void> {
  for (const [index, layer] of LAYERS.entries())
    await person.dragBlock(layer, [120 + (index % 4) * 210, 120 + Math.floor(index / 4) * 130]);
  await person.wireInARow(...NAMES);
  await person.select('fc1');
  await person.fill('out_features', '32');
  await person.select('fc2');
  await person.fill('out_features', '2');
}

test('a network is drawn by hand, trained, paused, stepped, reset, saved, and found again after a reload', async ({ person, picture }) => {
  const { page, heatmap } = person;
  await page.emulateMedia({ colorScheme: 'dark' });
  await person.button('New').click();
  await build(person);

  // what the canvas tells of it
  for (const shape of ['32×2', '32×32']) await expect(person.canvas.getByText(shape, { exact: true }).first()).toBeVisible();
  await expect(person.block('fc1')).toContainText('2 → 32');
  await expect(person.block('fc1')).toContainText('96');
  await expect(person.block('bn1')).toContainText('64');
  await expect(person.block('fc2')).toContainText('66');
  await expect(person.findings).toContainText('No findings');
  await picture('built');

  // a run long enough to be watched
  await person.selectNothing();
  await person.fill('epochs', '50000');
  const before = await heatmap.screenshot();
  await person.button('Train').click();
  await expect.poll(() => person.progress()).toMatch(/^epoch [\d,]+ \/ 50,000 · [\d:]+ left$/);
  const loss = page.getByRole('img', { name: 'Loss curve' });
  await expect.poll(() => person.description(heatmap)).toContain('Step ');
  const [firstWords, firstCurve] = [await person.description(heatmap), await person.description(loss)];
  let running = before;
  await expect.poll(async () => (running = await heatmap.screenshot()).equals(before)).toBe(false);
  await expect.poll(() => person.description(heatmap)).not.toBe(firstWords);
  await expect.poll(() => person.description(loss)).not.toBe(firstCurve);
  await expect.poll(async () => (await heatmap.screenshot()).equals(running)).toBe(false);
  await picture('training');
  await page.setViewportSize({ width: 1280, height: 720 });
  await picture('training-1280');
  await page.setViewportSize({ width: 1440, height: 900 });

  await person.button('Pause').click();
  const paused = await person.restingStep();
  expect(paused).toBeGreaterThan(10);
  await person.button('Step').click();
  await expect.poll(() => person.restingStep()).toBe(paused + 1);
  await person.button('Reset').click();
  await expect.poll(() => person.progress()).toBe('not started');

  await person.button('Train').click();
  await expect.poll(() => person.description(loss)).toMatch(/training 0\.\d+/);
  await person.button('Pause').click();
  const trained = await person.restingStep();
  const saved = await person.save();
  expect(saved.name).toBe('Untitled.safetensors');
  await expect(page.getByRole('img', { name: 'There are changes that are in no file yet.' })).toHaveCount(0);

  await page.reload();
  await expect(person.blocks).toHaveCount(0);
  await person.open(saved);
  await expect(person.blocks).toHaveCount(NAMES.length);
  for (const [index, name] of NAMES.entries()) await expect(person.block(name)).toHaveAccessibleName(`${name}, ${LAYERS[index]}`);
  for (const [index, name] of NAMES.slice(1).entries()) await expect(person.wire(NAMES[index]!, name)).toBeAttached();
  await person.select('fc1');
  await expect(person.field('out_features')).toHaveValue('32');
  expect(await person.restingStep()).toBe(trained);

  // the same network to the last bit of its weights: it saves as the same file, and training goes on from there
  const again = await person.saveAs('Model with its weights');
  expect(again.bytes.equals(saved.bytes)).toBe(true);
  await person.button('Step').click();
  await expect.poll(() => person.restingStep()).toBe(trained + 1);
});
