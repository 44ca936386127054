import { afterEach, describe, expect, test } from 'vitest';
import { Refused } from '../../../core/session/client.ts';
import { readModelFile, writeModelFile, type Weights } from '../../../core/formats/model-file.ts';
import type { Document } from '../../../core/document/document.ts';
import { Listener } from '../../helpers/local-session.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';

const listeners: Listener[] = [];
afterEach(() => {
  for (const { client } of listeners.splice(0)) client.close();
});

async function opened(document: Document): Promise<Listener> {
  const listener = new Listener();
  listeners.push(listener);
  await listener.client.edit(document);
  return listener;
}

async function weightsIn(listener: Listener, document: Document): Promise<Weights> {
  const { bytes } = await listener.client.save(document);
  return (await readModelFile('test', bytes)).weights;
}

/** The weights after a whole run. */
async function trained(
  document: Document,
  how: (listener: Listener) => Promise<unknown> = ({ client }) => client.start(),
): Promise<Weights> {
  const listener = await opened(document);
  await how(listener);
  await listener.rest();
  return weightsIn(listener, document);
}

/** Its numbers are lost within a few steps. */
const exploding = () => moons({ training: { optimizer: { kind: 'SGD', lr: 1000 }, batch_size: 32, epochs: 400 } });

const withoutTime = ({ summary: { seconds: _, ...summary }, ...weights }: Weights) => ({ ...weights, summary });

describe('compiling', () => {
  test('answers with outline, findings and what theory expects', async () => {
    const { client } = await opened(moons());
    const compiled = await client.edit(moons());
    expect(compiled.trainable).toBe(true);
    expect(compiled.findings).toEqual([]);
    expect(compiled.outline.nodes.find(({ node }) => node === 'head')!.shape).toEqual([2]);
    expect(compiled.forecast!.rows.map(({ name }) => name)).toEqual(['fc1', 'bn1', 'relu1', 'drop1', 'head']);
    expect(compiled.forecast!.healthy).toHaveLength(5);
  });

  test('tells of the data once, and again when they change', async () => {
    const listener = await opened(moons());
    await listener.client.edit({ ...moons(), name: 'Other' });
    await listener.client.edit(moons({ dataset: { source: 'xor' } }));
    const told = listener.events.filter((event) => event.type === 'data');
    expect(told.map(({ data }) => data!.name)).toEqual(['moons', 'xor']);
  });

  test('names the files that are missing, and takes them when they are given', async () => {
    const document = moons({ dataset: { source: 'csv', path: 'points.csv' } });
    const listener = await opened(document);
    expect(listener.last('data')).toMatchObject({ data: null, missing: ['points.csv'] });
    await expect(listener.client.start()).rejects.toThrow(Refused);
    const rows = Array.from({ length: 40 }, (_, row) => `${row / 40},${(row * 7) % 11},${row % 2 ? 'a' : 'b'}`);
    await listener.client.files([{ name: 'points.csv', bytes: new TextEncoder().encode(`x,y,kind\n${rows.join('\n')}\n`) }]);
    expect((await listener.client.edit(document)).trainable).toBe(true);
    expect(listener.last('data')).toMatchObject({ data: { classes: ['a', 'b'], columns: ['x', 'y'] }, missing: [] });
  });

  test('says in a sentence what is wrong with the data, and why training cannot start', async () => {
    const listener = await opened(moons({ dataset: { source: 'nowhere' } }));
    const { problem } = listener.last('data')!;
    expect(problem).toMatchObject({
      code: 'data_source_unknown',
      numbers: { got: 'nowhere' },
      sentence: expect.stringContaining('"nowhere"') as string,
    });
    await expect(listener.client.start()).rejects.toThrow(`This cannot be trained: ${problem!.sentence}`);
  });

  test('refuses to train a network with an error, in the words of the finding', async () => {
    const { client } = await opened(withSetting(moons(), 'drop1', 'p', 2));
    await expect(client.start()).rejects.toThrow(/^This cannot be trained: drop1: p is 2/);
  });
});

describe('a run', () => {
  test('records every step, evaluates every epoch and finishes', async () => {
    const listener = await opened(moons());
    await listener.client.start();
    await listener.rest();
    expect(listener.status).toBe('finished');
    const { recording } = listener;
    expect(recording!.header.stepsPerEpoch).toBe(5);
    expect(recording!.frames).toBe(20);
    expect(Array.from({ length: 20 }, (_, column) => recording!.stepOf(column))).toEqual(Array.from({ length: 20 }, (_, step) => step + 1));
    expect(recording!.evaluations.filter(({ on }) => on === 'validation').map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    expect(recording!.evaluations.filter(({ on }) => on === 'train').map(({ step }) => step)).toEqual([5, 10, 15, 20]);
    expect(recording!.value('dead', 2, 0)).toBeGreaterThanOrEqual(0);
    expect(recording!.value('dead', 2, 1)).toBeNaN();
  });

  test('is the same for the same document and seed', async () => {
    expect(withoutTime(await trained(moons()))).toEqual(withoutTime(await trained(moons())));
  });

  test('is another for another seed', async () => {
    const firstWeight = ({ state }: Weights) => state.find(({ name }) => name === 'fc1.weight')!.values;
    const other = moons({ training: { ...moons().training, seed: 4 } });
    expect(firstWeight(await trained(moons()))).not.toEqual(firstWeight(await trained(other)));
  });

  test('ends in the same weights however it is paused and stepped', async () => {
    const halting = trained(moons(), async (listener) => {
      for (let step = 0; step < 7; step++) await listener.client.step();
      await listener.rest();
      await listener.client.start(6);
      await listener.client.pause();
      await listener.client.start();
    });
    expect(withoutTime(await halting)).toEqual(withoutTime(await trained(moons())));
  });

  test('pauses between two steps and stays there', async () => {
    const listener = await opened(moons({ training: { ...moons().training, epochs: 100_000 } }));
    await listener.client.start();
    await listener.until(() => listener.lastRecordedStep() > 20);
    await listener.client.pause();
    await listener.rest();
    const { step } = listener;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([listener.status, listener.step]).toEqual(['paused', step]);
    await listener.client.step();
    await listener.rest();
    expect(listener.step).toBe(step + 1);
  });

  test('takes as many steps as asked, whatever the epochs, and measures where it stands', async () => {
    const listener = await opened(moons());
    await listener.client.start(23);
    await listener.rest();
    expect(listener.step).toBe(23);
    expect(listener.recording!.evaluations.findLast(({ on }) => on === 'validation')!.step).toBe(23);
  });

  test('trains on for as many epochs when it is started after its end', async () => {
    const listener = await opened(moons());
    await listener.client.start();
    await listener.rest();
    await listener.client.start();
    await listener.rest();
    expect([listener.status, listener.step]).toEqual(['finished', 40]);
  });

  test('starts anew after a reset, with the same weights as the first time', async () => {
    const listener = await opened(moons());
    const before = await weightsIn(listener, moons());
    await listener.client.start();
    await listener.rest();
    await listener.client.reset();
    expect([listener.status, listener.step]).toEqual(['idle', 0]);
    expect(await weightsIn(listener, moons())).toEqual(before);
  });

  test('stops where its numbers are lost, says so, and waits for a reset', async () => {
    const blocks = [
      ['Input', 'input', { shape: [2] }],
      ['Linear', 'fc1', { out_features: 8 }],
      ['Linear', 'head', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ] as const;
    const listener = await opened(network(blocks, { training: { optimizer: { kind: 'SGD', lr: 1000 }, epochs: 500 } }));
    await listener.client.start();
    await listener.rest();
    expect(listener.status).toBe('failed');
    expect(listener.last('findings')!.findings.map(({ code }) => code)).toEqual(['non_finite', 'gradient_exploding']);
    expect(listener.lastRecordedStep()).toBe(listener.step);
    await expect(listener.client.start()).rejects.toThrow(`The run ended at step ${listener.step}`);
    await listener.client.reset();
    await listener.client.step();
  });

  test('sends telemetry only to a page that has drawn the last, and loses no step of those in between', async () => {
    const listener = await opened(withSetting(moons({ training: { ...moons().training, epochs: 800 } }), 'fc1', 'out_features', 512));
    const { client } = listener;
    client.drawn = () => undefined;
    await client.start();
    await listener.until(() => listener.step > 1000);
    expect(listener.events.filter(({ type }) => type === 'telemetry')).toHaveLength(1);
    await client.pause();
    await listener.rest();
    expect(listener.recording!.frames).toBe(listener.step);
  });
});

describe('what changes in the midst of a run', () => {
  async function halfway(document = moons()): Promise<Listener> {
    const listener = await opened(document);
    await listener.client.start(10);
    await listener.rest();
    return listener;
  }

  test('a learning rate acts from the next step', async () => {
    const listener = await halfway();
    await listener.client.change({ lr: 0 });
    const before = await weightsIn(listener, moons());
    await listener.client.step();
    await listener.rest();
    const after = await weightsIn(listener, moons());
    expect(after.step).toBe(11);
    expect(listener.recording!.number('learning_rate', 10)).toBe(0);
    expect(after.state.find(({ name }) => name === 'fc1.weight')).toEqual(before.state.find(({ name }) => name === 'fc1.weight'));
  });

  test('a larger batch acts from the next batch and carries weights and optimizer over', async () => {
    const listener = await halfway();
    const before = await weightsIn(listener, moons());
    await listener.client.change({ batch_size: 100 });
    expect((await weightsIn(listener, moons())).optimizer).toEqual(before.optimizer);
    expect((await weightsIn(listener, moons())).state).toEqual(before.state);
    await listener.client.start();
    await listener.rest();
    expect(listener.recording!.number('batch_size', 10)).toBe(100);
    expect(listener.status).toBe('finished');
  });

  test('clipping and epochs act at once', async () => {
    const listener = await halfway();
    await listener.client.change({ clip_grad_norm: 1e-6, epochs: 3 });
    await listener.client.start();
    await listener.rest();
    expect([listener.status, listener.step]).toEqual(['finished', 15]);
    expect(listener.recording!.scalar('clipped', 14)).toBe(1);
  });

  test('a setting that cannot be is refused and changes nothing', async () => {
    const listener = await halfway();
    await expect(listener.client.change({ batch_size: 1 })).rejects.toThrow(/batch/);
    await expect(listener.client.change({ lr: -1 })).rejects.toThrow(/lr/);
    await listener.client.step();
    await listener.rest();
    expect(listener.recording!.number('learning_rate', 10)).toBe(0.01);
  });

  test('moves, names and running settings of the document go on with the run', async () => {
    const listener = await halfway();
    const renamed = moons();
    renamed.nodes[1] = { ...renamed.nodes[1]!, name: 'first', position: [5, 5] };
    renamed.training = { ...renamed.training, optimizer: { kind: 'Adam', lr: 0.5 }, epochs: 9 };
    await listener.client.edit(renamed);
    expect([listener.status, listener.step]).toEqual(['paused', 10]);
    expect(listener.last('status')!.totalSteps).toBe(45);
    await listener.client.step();
    await listener.rest();
    expect(listener.recording!.number('learning_rate', 10)).toBe(0.5);
    expect((await weightsIn(listener, renamed)).state.map(({ name }) => name)).toContain('first.weight');
  });

  test('a change of structure ends the run, and undoing it brings the run back', async () => {
    const listener = await halfway();
    const before = await weightsIn(listener, moons());
    await listener.client.edit(withSetting(moons(), 'fc1', 'out_features', 9));
    expect([listener.status, listener.step]).toEqual(['idle', 0]);
    await listener.client.edit(moons());
    expect([listener.status, listener.step]).toEqual(['paused', 10]);
    expect(await weightsIn(listener, moons())).toEqual(before);
  });

  test('a graph that is broken for a moment ends the run as long', async () => {
    const listener = await halfway();
    await listener.client.edit({ ...moons(), edges: moons().edges.slice(1) });
    expect(listener.status).toBe('idle');
    await listener.client.edit(moons());
    expect([listener.status, listener.step]).toEqual(['paused', 10]);
  });
});

test('a setting that changed while the run was set aside holds when it is taken up again', async () => {
  const lr = (value: number) => ({ training: { ...moons().training, optimizer: { kind: 'SGD', lr: value } } });
  const listener = await opened(moons(lr(0.5)));
  await listener.client.start(3);
  await listener.rest();
  await listener.client.edit(withSetting(moons(lr(0.5)), 'fc1', 'out_features', 9));
  await listener.client.edit(withSetting(moons(lr(0.25)), 'fc1', 'out_features', 9));
  await listener.client.edit(moons(lr(0.25)));
  await listener.client.step();
  await listener.rest();
  expect(listener.step).toBe(4);
  expect(listener.recording!.number('learning_rate', listener.recording!.count - 1)).toBe(0.25);
});

describe('files', () => {
  test('a run that was saved goes on where it stood, to the same weights', async () => {
    const document = moons();
    const first = await opened(document);
    await first.client.start(7);
    await first.rest();
    const { bytes } = await first.client.save(document);

    const second = new Listener();
    listeners.push(second);
    const { document: read, weights, findings } = await second.client.open({ name: 'model.safetensors', bytes });
    expect([read, weights, findings]).toEqual([document, true, []]);
    await second.client.edit(read);
    expect([second.status, second.step]).toEqual(['paused', 7]);
    await second.client.start();
    await second.rest();
    expect(withoutTime(await weightsIn(second, document))).toEqual(withoutTime(await trained(document)));
  });

  test('a file predicts the same numbers as the run that it was saved from, scaled as its data were', async () => {
    const document = moons({ dataset: { source: 'moons', rows: 200, scale: 'standardise' } });
    const first = await opened(document);
    await first.client.start();
    await first.rest();
    const features = Float32Array.from({ length: 40 }, (_, i) => Math.sin(i));
    const expected = await first.client.predict(features, 20);
    expect(expected.width).toBe(2);
    const second = new Listener();
    listeners.push(second);
    await second.client.open({ name: 'model.safetensors', bytes: (await first.client.save(document)).bytes });
    expect((await second.client.predict(features, 20)).outputs).toEqual(expected.outputs);
    expect((await second.client.predict(features, 20, false)).outputs).not.toEqual(expected.outputs);
    await expect(second.client.predict(features, 10)).rejects.toThrow('4 numbers per row, but the network takes 2');
  });

  test('half a network is saved too, without weights', async () => {
    const broken = { ...moons(), edges: [] };
    const listener = await opened(broken);
    const { bytes } = await listener.client.save(broken);
    expect(await listener.client.open({ name: 'model.safetensors', bytes })).toMatchObject({ document: broken, weights: false });
  });

  test('a run that lost a number is saved with the weights from before that step, and the answer says so', async () => {
    const listener = await opened(exploding());
    await listener.client.start();
    await listener.rest();
    expect(listener.status).toBe('failed');
    const { bytes, step, lostAt } = await listener.client.save(exploding());
    expect([step, lostAt]).toEqual([listener.step - 1, listener.step]);
    const other = await opened(exploding());
    await other.client.start(step);
    await other.rest();
    expect(withoutTime((await readModelFile('test', bytes)).weights)).toEqual(withoutTime(await weightsIn(other, exploding())));
    expect(listener.last('snapshot')).toBeUndefined();
  });

  test('a run whose very weights are lost is saved with those that it would start from', async () => {
    // each update multiplies the weights by a million, and no output is the product of two of them
    const optimizer = { kind: 'SGD', lr: 1000, weight_decay: 1000 } as const;
    const document = network(
      [
        ['Input', 'input', { shape: [2] }],
        ['Linear', 'head', { out_features: 2 }],
        ['CrossEntropyLoss', 'loss'],
      ],
      { training: { ...moons().training, optimizer } },
    );
    const listener = await opened(document);
    const fresh = await weightsIn(listener, document);
    await listener.client.start();
    await listener.rest();
    const { bytes, step, lostAt } = await listener.client.save(document);
    expect([listener.status, step, lostAt]).toEqual(['failed', 0, listener.step]);
    expect(listener.last('findings')!.findings[0]!.message).toMatch(
      /^The parameter head\.\S+ became infinite or not a number at step \d, when the optimizer updated it\./,
    );
    expect((await readModelFile('test', bytes)).weights).toEqual(fresh);
  });

  test('weights that are no numbers are not taken from a file', async () => {
    const listener = await opened(moons());
    const weights = await weightsIn(listener, moons());
    weights.state.find(({ name }) => name === 'head.weight')!.values[3] = NaN;
    const bytes = await writeModelFile({ document: moons(), weights });
    const read = await listener.client.open({ name: 'lost.safetensors', bytes });
    expect(read).toMatchObject({ weights: false, features: null });
    expect(read.findings).toMatchObject([{ code: 'weights_lost', numbers: { file: 'lost.safetensors', names: 'head.weight' } }]);
    await expect(listener.client.predict(new Float32Array(2), 1)).rejects.toThrow(Refused);
  });

  test('something else is refused with a sentence, and the run that was open is still there', async () => {
    const listener = await opened(moons());
    await listener.client.start(3);
    await listener.rest();
    const refusal = listener.client.open({ name: 'x.safetensors', bytes: new TextEncoder().encode('<html>') });
    await expect(refusal).rejects.toThrow(Refused);
    await expect(refusal).rejects.toMatchObject({ code: 'file_foreign', numbers: { file: 'x.safetensors', what: 'clause:is_html' } });
    expect((await weightsIn(listener, moons())).step).toBe(3);
  });

  test('without weights there is nothing to predict with', async () => {
    const listener = new Listener();
    listeners.push(listener);
    await expect(listener.client.predict(new Float32Array(2), 1)).rejects.toThrow(/no weights/);
  });
});
