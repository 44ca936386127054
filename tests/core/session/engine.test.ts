import { expect, test } from 'vitest';
import { readModelFile } from '../../../core/formats/model-file.ts';
import { Client, Refused } from '../../../core/session/client.ts';
import { Listener, kernels, localWorker } from '../../helpers/local-session.ts';
import { moons } from '../../helpers/networks.ts';

/** Kernels in which every product of single numbers is a sum. */
function untrue() {
  const { bytes, ...build } = kernels();
  const wrong = Buffer.from(bytes.slice(0));
  const product = Uint8Array.of(0xfd, 0xe6, 0x01);
  for (let at = wrong.indexOf(product); at >= 0; at = wrong.indexOf(product, at + 3)) wrong[at + 1] = 0xe4;
  return { ...build, bytes: wrong.buffer.slice(wrong.byteOffset, wrong.byteOffset + wrong.byteLength) as ArrayBuffer };
}

test('a run goes on with other kernels as if nothing had been chosen, from whichever step', async () => {
  const [left, switched] = [new Listener(), new Listener()];
  for (const { client } of [left, switched]) await client.edit(moons());
  await left.client.start(9);
  await switched.client.start(4);
  for (const listener of [left, switched]) await listener.rest();
  await switched.client.choose(kernels(), 1);
  await switched.client.start(5);
  await switched.rest();
  const saved = await Promise.all([left, switched].map(async ({ client }) => readModelFile('test', (await client.save(moons())).bytes)));
  expect(saved[1]!.weights!.state).toEqual(saved[0]!.weights!.state);
  expect(saved[1]!.weights!.optimizer).toEqual(saved[0]!.weights!.optimizer);
});

test('kernels that do not compute what they should are refused, and so is training, with the same sentence', async () => {
  const client = new Client(localWorker, { ...untrue(), revectorized: true });
  await expect(client.ready).rejects.toThrow(Refused);
  await expect(client.ready).rejects.toThrow(
    /^With 256-bit vectors the kernels do not compute what they should on this machine: .* Start without --revectorize\.$/,
  );
  expect((await client.edit(moons())).findings).toEqual([]);
  await expect(client.start()).rejects.toThrow(/--revectorize/);
  await client.choose(kernels(), 1);
  await client.start(2);
  client.close();
});

test('the same kernels pass when they are true', async () => {
  const client = new Client(localWorker, { ...kernels(), revectorized: true });
  expect(await client.ready).toMatchObject({ numerics: 'strict', threads: 1, revectorized: true });
  client.close();
});
