import { afterEach, describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { readModelFile } from '../../../core/formats/model-file.ts';
import { Refused } from '../../../core/session/client.ts';
import { Listener } from '../../helpers/local-session.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';

let listener: Listener;
afterEach(() => listener.client.close());

async function opened(document: Document): Promise<Listener> {
  listener = new Listener();
  await listener.client.edit(document);
  return listener;
}

const long = () => moons({ training: { ...moons().training, epochs: 100_000 } });

/** Everything that a run goes on from, as bytes of the model file tell it. */
async function state({ client }: Listener): Promise<unknown> {
  const { bytes } = await client.snapshot();
  const { weights } = await readModelFile('the snapshot', bytes);
  return { ...weights, summary: { ...weights.summary, seconds: 0 } };
}

describe('a network that has not begun', () => {
  test('is checked with the weights that training would start from, and nothing begins', async () => {
    const { client, events } = await opened(moons());
    await client.measured();
    const before = events.length;
    const { check, step } = await client.checkGradients();
    expect(step).toBe(0);
    expect(check).toMatchObject({ passed: true, rows: 32 });
    expect(check.layers.map(({ name }) => name)).toEqual(['fc1', 'bn1', 'relu1', 'drop1', 'head']);
    expect(events).toHaveLength(before);
  });

  test('trains afterwards as it would have without', async () => {
    const weights: unknown[] = [];
    for (const checks of [0, 2]) {
      const { client } = await opened(moons());
      for (let time = 0; time < checks; time++) await client.checkGradients();
      await client.start(20);
      await listener.rest();
      weights.push(await state(listener));
      client.close();
    }
    expect(weights[0]).toEqual(weights[1]);
  });

  test('is checked with the weights of an opened file', async () => {
    const { client } = await opened(moons());
    await client.start(30);
    await listener.rest();
    const { bytes } = await client.snapshot();
    const paused = await client.checkGradients();
    client.close();

    listener = new Listener();
    await listener.client.open({ name: 'moons.safetensors', bytes });
    expect(await listener.client.edit(moons())).toMatchObject({ trainable: true });
    const again = await listener.client.checkGradients();
    expect(again.step).toBe(30);
    expect(again.check).toMatchObject({ passed: true });
    expect(again.check.layers[0]!.worst!.expected).toBeCloseTo(paused.check.layers[0]!.worst!.expected, 8);
  });
});

test('a run that rests is left exactly as it was, and goes on as if nobody had looked', async () => {
  const ends: unknown[] = [];
  for (const looks of [false, true]) {
    const { client } = await opened(moons());
    await client.start(25);
    await listener.rest();
    const before = await state(listener);
    if (looks) {
      expect(await client.checkGradients()).toMatchObject({ step: 25, check: { passed: true } });
      expect(await state(listener)).toEqual(before);
    }
    await client.start(25);
    await listener.rest();
    ends.push(await state(listener));
    client.close();
  }
  expect(ends[0]).toEqual(ends[1]);
});

test('a run that goes on is not held up: it trains on and heeds a pause while the differences are taken', async () => {
  const { client } = await opened(long());
  await client.start();
  await listener.until(() => listener.step > 0);
  let answered = false;
  const checking = client.checkGradients().then((answer) => {
    answered = true;
    return answer;
  });
  await client.pause();
  expect(answered).toBe(false);
  expect(listener.status).toBe('paused');
  const { check, step } = await checking;
  expect(check.passed).toBe(true);
  expect(step).toBeGreaterThan(0);
  expect(step).toBeLessThanOrEqual(listener.step);
});

test('a run that is finished is checked too', async () => {
  const { client } = await opened(moons());
  await client.start();
  await listener.until(() => listener.status === 'finished');
  expect(await client.checkGradients()).toMatchObject({ step: listener.step, check: { passed: true } });
});

describe('refusals', () => {
  test.each([
    ['half a network', { ...moons(), edges: [] }, 'not_trainable'],
    ['no data', { ...moons(), dataset: { source: 'csv', path: 'nowhere.csv' } }, 'not_trainable'],
    [
      'nothing that learns',
      network([
        ['Input', 'input', { shape: [2] }],
        ['Tanh', 'tanh1'],
        ['CrossEntropyLoss', 'loss'],
      ]),
      'gradients_none',
    ],
  ])('%s', async (_, document, code) => {
    const { client } = await opened(document);
    const refusal: unknown = await client.checkGradients().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect(refusal).toMatchObject({ code });
  });

  test('a run that lost its numbers', async () => {
    const { client } = await opened(withSetting(moons(), 'head', 'init', { kind: 'constant', value: 3e38 }));
    await client.start();
    await listener.until(() => listener.status === 'failed');
    await expect(client.checkGradients()).rejects.toMatchObject({ code: 'run_failed' });
  });
});

test('BatchNorm and a single row to learn from are refused with a sentence, before a step and before a check', async () => {
  listener = new Listener();
  const { client } = listener;
  await client.files([{ name: 'two.csv', bytes: new TextEncoder().encode('a,b,y\n1,2,0.5\n3,4,1.5\n') }]);
  const document = {
    ...network([
      ['Input', 'input', { shape: [2] }],
      ['BatchNorm1d', 'bn1'],
      ['Linear', 'head', { out_features: 1 }],
      ['MSELoss', 'loss'],
    ]),
    dataset: { source: 'csv', path: 'two.csv', task: 'regression', validation: 0.5 },
  };
  expect(await client.edit(document)).toMatchObject({ findings: [], trainable: false });
  for (const refused of [client.start(), client.step(), client.checkGradients()])
    await expect(refused).rejects.toMatchObject({
      code: 'not_trainable',
      message: expect.stringContaining('two.csv has a single row to learn from, and BatchNorm finds no variance in one.'),
    });
});
