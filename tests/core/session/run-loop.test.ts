import { expect, test } from 'vitest';
import type { Listener } from '../../helpers/local-session.ts';
import { moons } from '../../helpers/networks.ts';
import { opened } from '../../helpers/closed-after-each.ts';

const withEpochs = (epochs: number) => moons({ training: { ...moons().training, epochs } });

async function trained(listener: Listener): Promise<unknown> {
  await listener.client.start();
  await listener.rest();
  return [listener.status, listener.step];
}

test('a stretch of steps is measured where it ends, be it of one step; a single step is not', async () => {
  const listener = await opened(moons());
  await listener.client.step();
  await listener.rest();
  await listener.client.start(1);
  await listener.rest();
  expect(listener.recording!.evaluations.filter(({ on }) => on === 'validation').map(({ step }) => step)).toEqual([2]);
});

test('steps that are asked for faster than they are taken are all taken', async () => {
  const listener = await opened(moons());
  await Promise.all(Array.from({ length: 7 }, () => listener.client.step()));
  await listener.rest();
  expect(listener.step).toBe(7);
});

test('after its end a run trains on for the epochs of the document, though they were made fewer meanwhile', async () => {
  const listener = await opened(withEpochs(8));
  expect(await trained(listener)).toEqual(['finished', 40]);
  await listener.client.edit(withEpochs(2));
  expect(await trained(listener)).toEqual(['finished', 50]);
});

test('a run that has ended is merely paused when it is given more epochs, and goes on to them', async () => {
  const listener = await opened(withEpochs(4));
  expect(await trained(listener)).toEqual(['finished', 20]);
  await listener.client.edit(withEpochs(6));
  expect(listener.last('status')).toMatchObject({ status: 'paused', step: 20, totalSteps: 30 });
  expect(await trained(listener)).toEqual(['finished', 30]);
});

test('a long run tells that it leaves steps out when it does, not while each of its first is recorded', async () => {
  const listener = await opened(withEpochs(100_000));
  const told = () => listener.events.findLast((event) => event.type === 'status')?.recordedEvery;
  await listener.client.step();
  await listener.rest();
  expect(told()).toBe(1);
  await listener.client.start(1000);
  await listener.rest();
  expect(told()).toBeGreaterThan(1);
});
