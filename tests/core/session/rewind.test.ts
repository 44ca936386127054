import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { readModelFile } from '../../../core/formats/model-file.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import type { Listener } from '../../helpers/local-session.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';
import { opened } from '../../helpers/closed-after-each.ts';

async function weightsOf({ client }: Listener, document: Document) {
  const { weights } = await readModelFile('test', (await client.save(document)).bytes);
  const { seconds: _, ...place } = weights.summary;
  return { ...weights, summary: place };
}

const lastGood = (listener: Listener) => listener.last('status')!.lastGood;

/** Learns well, until its rate is raised. */
const plainWith = (activation: string) =>
  network(
    [
      ['Input', 'input', { shape: [2] }],
      ['Linear', 'fc1', { out_features: 8 }],
      ['Linear', 'fc2', { out_features: 8 }],
      [activation, 'activation1'],
      ['Linear', 'head', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ],
    { training: { optimizer: { kind: 'SGD', lr: 0.1 }, batch_size: 32, epochs: 60 } },
  );
const plain = plainWith('ReLU');

describe('a run that is put back', () => {
  test('and goes on unchanged has at every step the weights that it had before', async () => {
    const document = moons({ training: { ...moons().training, epochs: 40 } });
    const whole = await opened(document);
    await whole.client.start(150);
    await whole.rest();
    const then = await weightsOf(whole, document);
    const back = lastGood(whole)!;
    expect(back).toBeGreaterThan(100);
    await whole.client.rewind();
    expect(whole.last('status')).toMatchObject({ status: 'paused', step: back });
    const there = await opened(document);
    await there.client.start(back);
    await there.rest();
    expect(await weightsOf(whole, document)).toEqual(await weightsOf(there, document));
    await whole.client.start(150 - back);
    await whole.rest();
    expect(await weightsOf(whole, document)).toEqual(then);
  });

  test('goes further back each time it is asked, to its beginning, and then no further', async () => {
    const listener = await opened(moons());
    await listener.client.start();
    await listener.rest();
    const steps: number[] = [];
    while (lastGood(listener) !== null) {
      await listener.client.rewind();
      steps.push(listener.step);
    }
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
    expect(new Set(steps).size).toBe(steps.length);
    expect([steps.at(-1), listener.status]).toEqual([0, 'idle']);
    await expect(listener.client.rewind()).rejects.toThrow(/no earlier state/);
    await listener.client.start();
    await listener.rest();
    expect([listener.status, listener.step]).toEqual(['finished', 20]);
  });

  test('is another run, which takes its past along and nothing of what came after', async () => {
    const listener = await opened(moons({ training: { ...moons().training, epochs: 40 } }));
    await listener.client.start(150);
    await listener.rest();
    const before = listener.recording!.header.run;
    await listener.client.rewind();
    const { step, recording } = listener;
    expect(recording!.header).toMatchObject({ continues: { run: before, step } });
    expect(recording!.header.run).not.toBe(before);
    expect([recording!.frames, listener.lastRecordedStep()]).toEqual([step, step]);
    expect(Math.max(...recording!.evaluations.map((evaluation) => evaluation.step))).toBeLessThanOrEqual(step);
    await listener.client.step();
    await listener.rest();
    expect([recording!.frames, listener.lastRecordedStep()]).toEqual([step + 1, step + 1]);
  });

  test('goes on with the settings of now, and a larger batch', async () => {
    const listener = await opened(moons());
    await listener.client.start(10);
    await listener.rest();
    await listener.client.change({ lr: 0.5, batch_size: 100 });
    await listener.client.rewind();
    await listener.client.step();
    await listener.rest();
    const at = listener.recording!.count - 1;
    expect(['learning_rate', 'batch_size'].map((name) => listener.recording!.number(name as 'batch_size', at))).toEqual([0.5, 100]);
  });
});

describe('a run that lost its numbers', () => {
  test('can be put back, and learns with a lower rate', async () => {
    const listener = await opened(plain);
    const { client } = listener;
    await client.start(100);
    await listener.rest();
    const healthy = await weightsOf(listener, plain);
    await client.change({ lr: 1000 });
    await client.start();
    await listener.rest();
    expect(listener.status).toBe('failed');
    const back = lastGood(listener)!;
    expect(back).toBeGreaterThan(80);
    expect(back).toBeLessThanOrEqual(101);
    await client.rewind();
    expect([listener.status, listener.step]).toEqual(['paused', back]);
    expect(listener.last('findings')!.findings).toEqual([]);
    await client.change({ lr: 0.1 });
    await client.start();
    await listener.rest();
    expect([listener.status, listener.step]).toEqual(['finished', 300]);
    expect((await weightsOf(listener, plain)).state).not.toEqual(healthy.state);
  });

  test('and loses them again after it was put back is told the same cause and the same fix', async () => {
    const listener = await opened(plain);
    const told = () =>
      listener.last('findings')!.findings.map(({ code, numbers: { cause, first }, fixes }) => ({ code, cause, first, fixes }));
    await listener.client.start(100);
    await listener.rest();
    await listener.client.edit({ ...plain, training: { ...plain.training, optimizer: { kind: 'SGD', lr: 1000 } } });
    await listener.client.start();
    await listener.rest();
    const once = told();
    expect(once).toMatchObject([
      { code: 'non_finite', fixes: [{ code: 'lower_learning_rate', numbers: { lr: 0.1 } }] },
      { code: 'gradient_exploding', cause: 'clause:because_of_rate' },
    ]);
    for (const _ of [1, 2]) {
      await listener.client.rewind();
      await listener.client.start();
      await listener.rest();
      expect([listener.status, told()]).toEqual(['failed', once]);
    }
  });

  test('from its first steps on goes back to its beginning', async () => {
    const listener = await opened(LESSONS.find(({ id }) => id === 'exploding')!.document);
    await listener.client.start();
    await listener.rest();
    expect([listener.status, lastGood(listener)]).toEqual(['failed', 0]);
    await listener.client.rewind();
    expect([listener.status, listener.step]).toEqual(['idle', 0]);
  });

  test('can be put back after its structure was changed and changed back', async () => {
    const listener = await opened(plain);
    await listener.client.change({ lr: 0.1 });
    await listener.client.start(30);
    await listener.rest();
    await listener.client.edit(withSetting(plain, 'fc1', 'out_features', 9));
    expect(lastGood(listener)).toBeNull();
    await expect(listener.client.rewind()).rejects.toThrow(/no earlier state/);
    await listener.client.edit(plain);
    expect(lastGood(listener)).toBeGreaterThan(0);
  });
});

test('a state while the loss is out of bounds is not one to go back to', async () => {
  const listener = await opened(plainWith('Tanh'));
  await listener.client.start(100);
  await listener.rest();
  await listener.client.change({ lr: 100 });
  await listener.client.start(100);
  await listener.rest();
  expect(listener.status).toBe('paused');
  expect(listener.recording!.evaluations.at(-1)!.loss).toBeGreaterThan(2);
  expect(lastGood(listener)).toBeGreaterThan(80);
  expect(lastGood(listener)).toBeLessThanOrEqual(101);
});
