import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { readModelFile } from '../../../core/formats/model-file.ts';
import type { KeptRun } from '../../../core/telemetry/kept-run.ts';
import type { Listener } from '../../helpers/local-session.ts';
import { opened } from '../../helpers/closed-after-each.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';

const document = moons({ training: { ...moons().training, epochs: 60 } });

/** Without BatchNorm, which would bear any learning rate. */
const plain = network(
  [
    ['Input', 'input', { shape: [2] }],
    ['Linear', 'fc1', { out_features: 8 }],
    ['Linear', 'fc2', { out_features: 8 }],
    ['ReLU', 'relu2'],
    ['Linear', 'head', { out_features: 2 }],
    ['CrossEntropyLoss', 'loss'],
  ],
  { training: { optimizer: { kind: 'SGD', lr: 0.1 }, batch_size: 32, epochs: 60 } },
);

async function weightsOf({ client }: Listener, of: Document = document) {
  const { weights } = await readModelFile('test', (await client.save(of)).bytes);
  const { seconds: _, ...place } = weights.summary;
  return { ...weights, summary: place };
}

async function trained(steps: number, of = document): Promise<Listener> {
  const listener = await opened(of);
  await listener.client.start(steps);
  await listener.rest();
  return listener;
}

const findingsOf = (listener: Listener) => listener.last('findings')!.findings;

describe('going back to a step', () => {
  test('pauses there as another run that continues the one before, and goes on to the same weights', async () => {
    const listener = await trained(150);
    const [then, findings] = [await weightsOf(listener), findingsOf(listener)];
    const evaluations = listener.recording!.evaluations.length;
    await listener.client.goBack(43);
    expect([listener.status, listener.step]).toEqual(['paused', 43]);
    expect(listener.recording!.header.continues).toEqual({ run: 1, step: 43 });
    expect(listener.last('findings')!.step).toBe(43);
    await listener.client.start(107);
    await listener.rest();
    expect(await weightsOf(listener)).toEqual(then);
    expect(findingsOf(listener)).toEqual(findings);
    expect([listener.recording!.frames, listener.recording!.evaluations.length]).toEqual([150, evaluations]);
  });

  test('works again and again, forward not at all, and says how far it reaches', async () => {
    const listener = await trained(60);
    for (const step of [59, 31, 30, 0]) {
      await listener.client.goBack(step);
      expect(listener.step).toBe(step);
    }
    expect(listener.status).toBe('idle');
    await expect(listener.client.goBack(1)).rejects.toThrow(
      'Step 1 of the run cannot be shown or gone back to: what is kept of it reaches from step 0 to step 0.',
    );
    await expect((await opened(document)).client.goBack(0)).rejects.toThrow(/no earlier state/);
  });

  test('while the run goes on pauses it first', async () => {
    const listener = await opened(moons({ training: { ...moons().training, epochs: 2000 } }));
    await listener.client.start();
    await listener.until(() => (listener.recording?.frames ?? 0) > 30);
    await listener.client.goBack(10);
    expect([listener.status, listener.step, listener.recording!.frames]).toEqual(['paused', 10, 10]);
  });

  test('keeps the settings of now, and tells of the change where it takes effect', async () => {
    const listener = await trained(60);
    await listener.client.change({ lr: 0.5 });
    const changed = listener.last('changed')!;
    expect([changed.run, changed.change.step, changed.change.from.lr, changed.change.to.lr]).toEqual([1, 60, 0.01, 0.5]);
    await listener.client.goBack(20);
    expect(listener.last('changed')).toMatchObject({ run: 2, change: { step: 20, from: { lr: 0.01 }, to: { lr: 0.5 } } });
    await listener.client.step();
    await listener.rest();
    expect(listener.recording!.number('learning_rate', listener.recording!.count - 1)).toBe(0.5);
  });

  test('measures there as it was measured, though larger batches have come since', async () => {
    const listener = await trained(60);
    const measured = () => listener.recording!.evaluations.filter(({ on, step }) => on !== 'probe' && step <= 60);
    const then = measured();
    expect(then.length).toBeGreaterThan(10);
    await listener.client.change({ batch_size: 100 });
    await listener.client.start(4);
    await listener.rest();
    await listener.client.goBack(3);
    await listener.client.change({ batch_size: 32 });
    await listener.client.start(57);
    await listener.rest();
    expect(measured()).toEqual(then);
  });

  test('of a run that goes on from a file reaches no further than the file', async () => {
    const { bytes } = await (await trained(50)).client.save(document);
    const listener = await opened(document);
    await listener.client.open({ name: 'moons.safetensors', bytes });
    await listener.client.edit(document);
    await listener.client.start(20);
    await listener.rest();
    await expect(listener.client.goBack(49)).rejects.toThrow('reaches from step 50 to step 70.');
    await listener.client.goBack(50);
    expect(listener.step).toBe(50);
  });
});

describe('a change before the first step', () => {
  test('is none of a run that goes on', async () => {
    const listener = await opened(document);
    await listener.client.change({ lr: 0.5 });
    await listener.client.start(3);
    await listener.rest();
    expect(listener.last('changed')).toBeUndefined();
  });
});

describe('a run that was archived', () => {
  const archived = async (listener: Listener, states = 6): Promise<KeptRun> => (await listener.client.archive(states)).kept!;

  test('is there with so many of its states, first and last among them, and goes on training meanwhile', async () => {
    const listener = await trained(150);
    const kept = await archived(listener);
    const steps = kept.states.map(({ progress }) => progress.step);
    expect([steps.length, steps[0], steps.at(-1)]).toEqual([6, 0, 150]);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect((await archived(listener, 1)).states.map(({ progress }) => progress.step)).toEqual([150]);
    const then = await weightsOf(listener);
    expect(await weightsOf(listener)).toEqual(then);
    expect((await (await opened(document)).client.archive(6)).kept).toBeNull();
  });

  test('goes on in another session to the same weights and findings, from where it stood and from any step before', async () => {
    const one = await trained(100);
    await one.client.change({ lr: 0.02 });
    const kept = await archived(one);
    const { recording } = one;
    await one.client.start(100);
    await one.rest();
    const [then, findings] = [await weightsOf(one), findingsOf(one)];

    const other = await opened(document);
    other.recording = recording;
    await other.client.takeUp(kept);
    expect([other.status, other.step]).toEqual(['paused', 100]);
    expect(other.recording!.header.continues).toEqual({ run: 1, step: 100 });
    await other.client.start(100);
    await other.rest();
    expect(await weightsOf(other)).toEqual(then);
    expect(findingsOf(other)).toEqual(findings);

    await other.client.goBack(42);
    await other.client.change({ lr: 0.01 });
    const there = await trained(42);
    expect((await weightsOf(other)).state).toEqual((await weightsOf(there)).state);
  });

  test('stays the run of the document as edits go on', async () => {
    const one = await trained(50);
    const kept = await archived(one);
    const listener = await opened(document);
    listener.recording = one.recording;
    await listener.client.takeUp(kept);
    await listener.client.edit({ ...document, name: 'Another' });
    expect(listener.step).toBe(50);
    await listener.client.edit(withSetting(document, 'fc1', 'out_features', 9));
    expect(listener.status).toBe('idle');
    await listener.client.edit(document);
    expect([listener.status, listener.step]).toEqual(['paused', 50]);
  });

  test('is taken up in the place of another, whose batches are smaller', async () => {
    const large = { ...document, training: { ...document.training, batch_size: 100 } };
    const kept = await archived(await trained(30, large));
    const listener = await trained(10);
    await listener.client.takeUp(kept);
    expect(listener.step).toBe(30);
    await listener.client.step();
    await listener.rest();
    expect(listener.recording!.number('batch_size', listener.recording!.count - 1)).toBe(100);
  });

  test('is refused by a network that it does not fit, with the reason, and what stood before stands', async () => {
    const kept = await archived(await trained(30));
    const wider = withSetting(document, 'fc1', 'out_features', 9);
    const listener = await trained(10, wider);
    await expect(listener.client.takeUp(kept)).rejects.toThrow('the width of fc1 was 8 in the run and is 9 now');
    const fewer = await opened({ ...document, dataset: { source: 'moons', rows: 100 } });
    await expect(fewer.client.takeUp(kept)).rejects.toThrow('the number of training rows was');
    expect([listener.status, listener.step]).toEqual(['paused', 10]);
    await listener.client.step();
    await listener.rest();
    expect(listener.step).toBe(11);
  });

  test('that lost its numbers is kept up to the last state before', async () => {
    const listener = await trained(50, plain);
    await listener.client.change({ lr: 1000 });
    await listener.client.start();
    await listener.rest();
    expect(listener.status).toBe('failed');
    const { states } = await archived(listener);
    expect(states.at(-1)!.progress.step).toBeGreaterThan(20);
    expect(states.at(-1)!.numbers.every(Number.isFinite)).toBe(true);
  });
});

test('less memory for states leaves fewer of them, in the runs that come after as well', async () => {
  const listener = await trained(150);
  const kept = async () => (await listener.client.archive(100)).kept!.states.length;
  expect(await kept()).toBeGreaterThan(6);
  await listener.client.keepStates(0.001);
  expect(await kept()).toBeLessThan(6);
  await listener.client.reset();
  await listener.client.start(150);
  await listener.rest();
  expect(await kept()).toBeLessThan(6);
});
