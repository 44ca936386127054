import { afterEach, describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { readModelFile, type Weights } from '../../../core/formats/model-file.ts';
import { Listener } from '../../helpers/local-session.ts';
import { network } from '../../helpers/networks.ts';

const listeners: Listener[] = [];
afterEach(() => {
  for (const { client } of listeners.splice(0)) client.close();
});

function newListener(): Listener {
  const listener = new Listener();
  listeners.push(listener);
  return listener;
}

/** Of one width throughout, so that any of its blocks can be bypassed. */
const whole = network([
  ['Input', 'input', { shape: [2] }],
  ['Linear', 'fc1', { out_features: 2 }],
  ['BatchNorm1d', 'bn1'],
  ['ReLU', 'relu1'],
  ['Linear', 'head', { out_features: 2 }],
  ['CrossEntropyLoss', 'loss'],
]);

function bypassed(...ids: string[]): Document {
  return { ...whole, nodes: whole.nodes.map((node) => (ids.includes(node.id) ? { ...node, bypassed: true } : node)) };
}

async function weightsIn(listener: Listener, document: Document): Promise<Weights> {
  return (await readModelFile('test', (await listener.client.save(document)).bytes)).weights;
}

const named = ({ state }: Weights) => new Map(state.map(({ name, values }) => [name, values]));

/** A file of the network without fc1, trained for five steps. */
async function savedWithout(): Promise<Uint8Array> {
  const listener = newListener();
  await listener.client.edit(bypassed('fc1'));
  await listener.client.start(5);
  await listener.rest();
  return (await listener.client.save(bypassed('fc1'))).bytes;
}

test('a bypass ends the run, and its end brings the run back with its weights', async () => {
  const listener = newListener();
  await listener.client.edit(whole);
  await listener.client.start(5);
  await listener.rest();
  const before = await weightsIn(listener, whole);
  await listener.client.edit(bypassed('relu1'));
  expect([listener.status, listener.step]).toEqual(['idle', 0]);
  await listener.client.edit(whole);
  expect([listener.status, listener.step]).toEqual(['paused', 5]);
  expect(await weightsIn(listener, whole)).toEqual(before);
});

describe('a file with a bypassed block', () => {
  test('opens with its weights and says which block is bypassed', async () => {
    const bytes = await savedWithout();
    const listener = newListener();
    const { document, weights, step, findings } = await listener.client.open({ name: 'model.safetensors', bytes });
    expect([document, weights, step, findings]).toEqual([bypassed('fc1'), true, 5, []]);
    expect([...named((await readModelFile('test', bytes)).weights).keys()]).not.toContain('fc1.weight');
  });

  test('keeps the weights of all others when the block is taken into use again, which draws its own', async () => {
    const bytes = await savedWithout();
    const held = named((await readModelFile('test', bytes)).weights);
    const listener = newListener();
    const { document } = await listener.client.open({ name: 'model.safetensors', bytes });
    await listener.client.edit(document);
    expect(listener.step).toBe(5);
    await listener.client.edit(whole);
    const now = named(await weightsIn(listener, whole));
    for (const [name, values] of held) expect([name, now.get(name)]).toEqual([name, values]);
    expect(now.get('fc1.weight')).toHaveLength(4);
    expect(now.get('fc1.weight')!.every((value) => value !== 0)).toBe(true);
    await listener.client.edit(document);
    expect(listener.step).toBe(5);
    expect(named(await weightsIn(listener, document))).toEqual(held);
  });

  test('is saved whole when the block is taken into use again before there are data', async () => {
    const bytes = await savedWithout();
    const listener = newListener();
    await listener.client.open({ name: 'model.safetensors', bytes });
    const nowhere = { ...whole, dataset: { source: 'csv', path: 'missing.csv' } };
    await listener.client.edit(nowhere);
    const now = named(await weightsIn(listener, nowhere));
    expect([...now.keys()].sort()).toEqual(
      ['fc1', 'head', 'bn1']
        .flatMap((name) => [`${name}.bias`, `${name}.weight`])
        .concat('bn1.num_batches_tracked', 'bn1.running_mean', 'bn1.running_var')
        .sort(),
    );
    for (const [name, values] of named((await readModelFile('test', bytes)).weights)) expect([name, now.get(name)]).toEqual([name, values]);
  });

  test('does not bring its weights back once they have been trained on: that is another run', async () => {
    const listener = newListener();
    const { document } = await listener.client.open({ name: 'model.safetensors', bytes: await savedWithout() });
    await listener.client.edit(document);
    await listener.client.step();
    await listener.rest();
    await listener.client.edit(whole);
    expect([listener.status, listener.step]).toEqual(['idle', 0]);
    await listener.client.edit(document);
    expect([listener.status, listener.step]).toEqual(['paused', 6]);
  });
});
