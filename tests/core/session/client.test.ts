import { expect, test } from 'vitest';
import { readModelFile, writeModelFile } from '../../../core/formats/model-file.ts';
import type { Opened } from '../../../core/formats/opened.ts';
import { Refused, WorkerDied, type Death, type Pulse, type WorkerLike } from '../../../core/session/client.ts';
import type { Message, Request } from '../../../core/session/protocol.ts';
import { Listener, localWorker } from '../../helpers/local-session.ts';
import { moons } from '../../helpers/networks.ts';

/** Workers that can be killed from outside, the latest last. After `lives` of them none starts any more. */
function mortalWorkers(lives = Infinity) {
  const deaths: ((sentence: string, death: Death) => void)[] = [];
  const heard: ((message: Message) => void)[] = [];
  const pulses: ((pulse: Pulse) => void)[] = [];
  const asked: Request[] = [];
  const spawn = (): WorkerLike => {
    const worker = localWorker();
    return {
      ...worker,
      postMessage: (message: Request) => {
        asked.push(message);
        if (deaths.length <= lives) worker.postMessage(message, []);
        else queueMicrotask(() => deaths.at(-1)!('It would not start.', 'failed'));
      },
      listen(message, died, pulse) {
        deaths.push(died);
        heard.push(message);
        pulses.push(pulse);
        worker.listen(message, died, pulse);
      },
    };
  };
  return {
    spawn,
    asked,
    get started() {
      return deaths.length;
    },
    kill: (sentence: string, death: Death = 'failed') => deaths.at(-1)!(sentence, death),
    say: (message: Message) => heard.at(-1)!(message),
    feel: (pulse: Pulse) => pulses.at(-1)!(pulse),
    /** Workers start again. */
    heal: () => (lives = Infinity),
  };
}

test('a refusal rejects with its sentence, and the next request is answered', async () => {
  const { client } = new Listener();
  await expect(client.start()).rejects.toThrow(Refused);
  await expect(client.edit(moons())).resolves.toMatchObject({ trainable: true });
  client.close();
});

test('a worker that dies is replaced and goes on from where the run last rested', async () => {
  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons());
  await client.start(12);
  await listener.rest();
  await listener.until(() => listener.last('snapshot')?.step === 12);

  const asked = client.predict(new Float32Array(2), 1);
  kill('Out of memory.');
  await expect(asked).rejects.toThrow(WorkerDied);
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  expect(listener.events.findLast(({ type }) => type === 'restarted')).toEqual({
    type: 'restarted',
    death: 'failed',
    sentence: 'Out of memory.',
    step: 12,
    goesOn: false,
  });
  expect([listener.status, listener.step]).toEqual(['paused', 12]);
  await client.step();
  await listener.rest();
  expect(listener.lastRecordedStep()).toBe(13);
  client.close();
});

test('after a reset a worker that takes over begins anew, also while a snapshot is under way', async () => {
  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons());
  await client.start(12);
  await listener.rest();
  await client.reset();
  kill('Gone.');
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  expect(listener.events.findLast(({ type }) => type === 'restarted')).toMatchObject({ step: 0 });
  client.close();
});

test('a run that an undone edit brings back is kept safe again', async () => {
  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons());
  await client.start(12);
  await listener.rest();
  await client.edit(moons({ dataset: { source: 'xor' } }));
  await client.edit(moons());
  const before = listener.events.length;
  await listener.until(() => listener.events.slice(before).some(({ type }) => type === 'snapshot'));
  kill('Gone.');
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  expect([listener.status, listener.step]).toEqual(['paused', 12]);
  client.close();
});

test('the weights of a file outlive the worker that opened it, also while their data are missing', async () => {
  const first = new Listener();
  await first.client.edit(moons());
  await first.client.start(7);
  await first.rest();
  const document = moons({ dataset: { source: 'csv', path: 'points.csv' } });
  const { weights } = await readModelFile('test', (await first.client.save(moons())).bytes);
  first.client.close();

  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.open({ name: 'model.safetensors', bytes: await writeModelFile({ document, weights }) });
  await client.edit(document);
  // so that whoever holds the client can keep them too
  await listener.until(() => listener.last('snapshot') !== undefined);
  expect((await readModelFile('test', listener.last('snapshot')!.bytes)).weights.state).toEqual(weights.state);
  kill('Out of memory.');
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  expect((await client.save(document)).step).toBe(7);
  client.close();
});

/** A file as a reader gives it, of seven steps of training. */
async function trained(): Promise<Opened> {
  const listener = new Listener();
  await listener.client.edit(moons());
  await listener.client.start(7);
  await listener.rest();
  const model = await readModelFile('test', (await listener.client.save(moons())).bytes);
  listener.client.close();
  return { origin: 'model', ...model, findings: [] };
}

test('what a reader has read is had from it once more by the worker that takes over', async () => {
  const opened = await trained();
  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  expect(await client.install('model.safetensors', opened, () => trained())).toMatchObject({ weights: true, step: 7 });
  kill('Out of memory.');
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  expect((await client.save(moons())).step).toBe(7);
  client.close();
});

test('where it cannot be had once more, the worker that takes over begins anew', async () => {
  const opened = await trained();
  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.install('model.safetensors', opened, () => Promise.reject(new DOMException('It is gone.', 'NotFoundError')));
  kill('Out of memory.');
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  expect(listener.events.findLast(({ type }) => type === 'restarted')).toMatchObject({ step: 0 });
  await client.edit(moons());
  expect((await client.save(moons())).step).toBe(0);
  client.close();
});

test('a worker that says it crashed is replaced as well, from the beginning if it had saved nothing', async () => {
  const { spawn, say } = mortalWorkers();
  const listener = new Listener(spawn);
  await listener.client.edit(moons());
  say({ type: 'crashed', sentence: 'TypeError' });
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  await listener.client.start();
  await listener.rest();
  expect(listener.status).toBe('finished');
  listener.client.close();
});

test('the files that were given are given to the next worker', async () => {
  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const document = moons({ dataset: { source: 'csv', path: 'points.csv' } });
  const rows = Array.from({ length: 40 }, (_, row) => `${row / 40},${(row * 7) % 11},${row % 2 ? 'a' : 'b'}`);
  await listener.client.files([{ name: 'points.csv', bytes: new TextEncoder().encode(rows.join('\n')) }]);
  await listener.client.edit(document);
  kill('Gone.');
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  expect((await listener.client.edit(document)).trainable).toBe(true);
  listener.client.close();
});

test('a worker that dies again while it is restored is given up', async () => {
  const { spawn, kill } = mortalWorkers(1);
  const listener = new Listener(spawn);
  await listener.client.edit(moons());
  kill('Gone.');
  await listener.until(() => listener.events.some(({ type }) => type === 'lost'));
  await expect(listener.client.start()).rejects.toThrow(WorkerDied);
});
