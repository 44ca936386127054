import { afterEach, expect, test } from 'vitest';
import type { DataLookSpec } from '../../../core/telemetry/data-look.ts';
import type { Look } from '../../../core/telemetry/looks.ts';
import type { Document } from '../../../core/document/document.ts';
import { Listener } from '../../helpers/local-session.ts';
import { moons } from '../../helpers/networks.ts';

let listener: Listener;
afterEach(() => listener.client.close());

async function opened(document: Document): Promise<Listener> {
  listener = new Listener();
  await listener.client.edit(document);
  return listener;
}

/** The next look at a step after it was asked for. */
async function lookAt(data: DataLookSpec, step: number | null, wanted: number): Promise<Look> {
  listener.client.looked();
  const before = listener.events.length;
  await listener.client.watch({ picture: null, data, step });
  const isIt = (event: (typeof listener.events)[number]) => event.type === 'look' && event.look.step === wanted && event.look.data !== null;
  const seen = () => listener.events.slice(before).find(isIt);
  await listener.until(() => seen() !== undefined);
  const event = seen()!;
  if (event.type !== 'look') throw new Error('A look was waited for.');
  return event.look;
}

const SURFACE = { kind: 'surface', cells: 8, unit: null } as const;

/** Softmax of what the session predicts at the middles of the cells. */
async function predicted(look: Look): Promise<Float32Array> {
  if (look.data?.kind !== 'surface') throw new Error('A surface was waited for.');
  const { x, y, cells } = look.data.plane;
  const at = ([low, high]: readonly [number, number], index: number) => low + ((index + 0.5) * (high - low)) / cells;
  const points = Array.from({ length: cells * cells }, (_, cell) => [at(x, cell % cells), at(y, Math.floor(cell / cells))]);
  const { outputs } = await listener.client.predict(Float32Array.from(points.flat()), cells * cells, true);
  return outputs;
}

async function expectPredicted(look: Look): Promise<void> {
  const logits = await predicted(look);
  if (look.data?.kind !== 'surface') return;
  const { values } = look.data;
  for (let cell = 0; cell < 64; cell++)
    expect(values[64 + cell]).toBeCloseTo(1 / (1 + Math.exp(logits[2 * cell]! - logits[2 * cell + 1]!)), 6);
}

const scaled = () => moons({ dataset: { source: 'moons', rows: 200, scale: 'standardise' } });

test('when a run rests, the plane is that of the weights as they stand after its last step, to what predict says of the same points', async () => {
  const { client } = await opened(scaled());
  await client.start(37);
  await listener.rest();
  await expectPredicted(await lookAt(SURFACE, null, 37));
});

test('confusion at rest is right as often as the evaluation of the validation rows', async () => {
  const { client } = await opened(scaled());
  await client.start();
  await listener.rest();
  const { step } = listener;
  const { data } = await lookAt({ kind: 'confusion' }, null, step);
  if (data?.kind !== 'confusion') throw new Error('A confusion was waited for.');
  const evaluation = listener.recording!.evaluations.findLast(({ on }) => on === 'validation')!;
  expect(evaluation.step).toBe(step);
  const total = data.counts.reduce((sum, count) => sum + count);
  expect((data.counts[0]! + data.counts[3]!) / total).toBeCloseTo(evaluation.accuracy, 9);
});

test('of an earlier step it is what predict says when the run has gone back there', async () => {
  const { client } = await opened(scaled());
  await client.start(60);
  await listener.rest();
  const look = await lookAt(SURFACE, 23, 23);
  await client.goBack(23);
  await expectPredicted(look);
});

test('before a run it is that of the weights it would begin with', async () => {
  const { client } = await opened(scaled());
  const look = await lookAt(SURFACE, null, 0);
  await client.start(1);
  await listener.rest();
  const first = await lookAt(SURFACE, 1, 1);
  expect(first.data).not.toEqual(look.data);
  await expectPredicted(first);
});
