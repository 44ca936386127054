import { expect, test } from 'vitest';
import { LESSONS } from '../../../core/lessons/index.ts';
import type { Document } from '../../../core/document/document.ts';
import type { Listener } from '../../helpers/local-session.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';
import { listening } from '../../helpers/closed-after-each.ts';

const lesson = (id: string) => LESSONS.find((each) => each.id === id)!.document;
const measurements = ({ events }: Listener) => events.filter(({ type }) => type === 'measured').length;

/** Of no more rows than are measured. */
function inSmallBatches(document: Document): Document {
  return { ...document, training: { ...document.training, batch_size: 64 } };
}

/** What the first step of a run shows, in decades from the anchor. */
async function firstStep(document: Document): Promise<number[]> {
  const listener = listening();
  await listener.client.edit(document);
  await listener.client.step();
  await listener.rest();
  const recording = listener.recording!;
  const signal = (row: number) => recording.value('signal', row, 0);
  return recording.header.rows.map((_, row) => Math.log10(signal(row) / signal(recording.header.anchor)));
}

test.each([
  ['BatchNorm and Dropout', moons()],
  ['ten sigmoids', inSmallBatches(lesson('ten-sigmoids'))],
  ['residual sums', inSmallBatches(lesson('residual'))],
])('of %s is what the first step of training then shows', async (_, document) => {
  const { client } = listening();
  expect((await client.edit(document)).measuring).toBe(true);
  expect((await client.measured())!.measured).toEqual(await firstStep(document));
});

test('says zero of what is behind weights that are all zero, and not that nothing is known', async () => {
  const { client } = listening();
  const { forecast } = await client.edit(withSetting(lesson('ten-sigmoids'), 'fc5', 'init', { kind: 'zeros' }));
  const { measured } = (await client.measured())!;
  const at = forecast!.rows.findIndex(({ name }) => name === 'fc5');
  expect(measured.slice(0, at).every((decades) => decades === -Infinity)).toBe(true);
  expect(measured.slice(at).every(Number.isFinite)).toBe(true);
});

test('leaves no trace in the run that follows', async () => {
  const weights: Uint8Array[] = [];
  for (const waits of [true, false]) {
    const listener = listening();
    await listener.client.edit(moons());
    if (waits) await listener.client.measured();
    await listener.client.start(5);
    await listener.rest();
    weights.push((await listener.client.predict(Float32Array.of(0.1, 0.2), 1)).outputs as unknown as Uint8Array);
  }
  expect(weights[0]).toEqual(weights[1]);
});

test('comes after the answer, and not for a document that another has taken the place of', async () => {
  const listener = listening();
  const first = listener.client.edit(moons());
  const second = listener.client.edit(withSetting(moons(), 'fc1', 'out_features', 9));
  expect((await first).measuring).toBe(true);
  await second;
  expect(measurements(listener)).toBe(0);
  expect(await listener.client.measured()).not.toBeNull();
  expect(measurements(listener)).toBe(1);
});

test('nor when that other one cannot be measured, and was asked for before the first was answered', async () => {
  const listener = listening();
  const first = listener.client.edit(moons());
  const second = listener.client.edit(moons({ dataset: { source: 'nowhere' } }));
  expect((await first).measuring).toBe(true);
  expect((await second).measuring).toBe(false);
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(measurements(listener)).toBe(0);
});

test('is not taken while there is a run, but of the network that an edit makes anew, and after a reset', async () => {
  const listener = listening();
  const { client } = listener;
  await client.edit(moons());
  await client.start(3);
  await listener.rest();
  expect(await client.measured()).toBeNull();
  expect((await client.edit({ ...moons(), name: 'Other' })).measuring).toBe(false);
  expect((await client.edit(withSetting(moons(), 'fc1', 'out_features', 9))).measuring).toBe(true);
  await client.measured();
  await client.edit(moons());
  const before = measurements(listener);
  await client.reset();
  await listener.until(() => measurements(listener) > before);
});

test('is not taken of what cannot be trained, nor of a network so large that requests would wait for it', async () => {
  const { client } = listening();
  const large = network([
    ['Input', 'input', { shape: [2] }],
    ['Linear', 'fc1', { out_features: 1000 }],
    ['Linear', 'fc2', { out_features: 1000 }],
    ['Linear', 'head', { out_features: 2 }],
    ['CrossEntropyLoss', 'loss'],
  ]);
  for (const document of [large, moons({ dataset: { source: 'csv', path: 'gone.csv' } }), moons({ dataset: { source: 'nowhere' } })]) {
    expect((await client.edit(document)).measuring).toBe(false);
    expect(await client.measured()).toBeNull();
  }
});

test('takes the place of what theory foresaw', async () => {
  const { client } = listening();
  const { findings } = await client.edit(lesson('ten-sigmoids'));
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['vanishing_foreseen', 'warning']]);
  expect(findings[0]!.evidence!.value).toBeCloseTo(-6.07, 2);
  const measured = (await client.measured())!;
  expect(measured.findings.map(({ code }) => code)).toEqual(['vanishing_foreseen']);
  expect(measured.findings[0]!.evidence!.value).toBe(measured.measured[0]);
});
