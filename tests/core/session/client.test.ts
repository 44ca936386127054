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

test('a run that was going on goes on by itself, as the same run from the step of the last snapshot, and does to the bit what it would have done', async () => {
  const whole = new Listener();
  await whole.client.edit(moons());
  await whole.client.start();
  await whole.rest();

  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons());
  await client.start(12);
  await listener.rest();
  await listener.until(() => listener.last('snapshot')?.step === 12);
  const before = listener.last('run')!.header;
  void client.start().catch(() => undefined);
  kill('Gone.', 'ended');
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  expect(listener.events.findLast(({ type }) => type === 'restarted')).toMatchObject({ death: 'ended', step: 12, goesOn: true });
  expect(listener.last('run')!.header).toMatchObject({ run: before.run + 1, continues: { run: before.run, step: 12 } });
  await listener.until(() => listener.status === 'finished');
  expect(listener.recording!.firstStepOf(0), 'what it told before is still there').toBe(1);

  const weights = async (each: Listener) => (await readModelFile('test', (await each.client.save(moons())).bytes)).weights;
  const [expected, got] = [await weights(whole), await weights(listener)];
  expect(got.state).toEqual(expected.state);
  expect(got.optimizer).toEqual(expected.optimizer);
  whole.client.close();
  client.close();
});

test('a run goes on after each death, whatever else the page asks of the worker that took over', async () => {
  const { spawn, kill, say } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  client.on(({ type }) => {
    if (type === 'restarted') client.keepStates(32).catch(() => undefined); // tells how the run stands, before it goes
  });
  await client.edit(moons({ training: { epochs: 100_000 } }));
  await client.start();
  const goneOn = () => listener.events.flatMap((event) => (event.type === 'restarted' ? [event.goesOn] : []));
  for (let death = 1; death <= 3; death++) {
    await listener.until(() => listener.status === 'running' && listener.lastRecordedStep() > 0);
    if (death === 2) say({ type: 'crashed', sentence: 'RangeError' });
    else kill('Gone.');
    await listener.until(() => goneOn().length === death);
  }
  await listener.until(() => listener.status === 'running');
  expect(goneOn()).toEqual([true, true, true]);
  client.close();
});

test('a run that is paused while another worker takes over stays paused', async () => {
  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons());
  await client.start(12);
  await listener.rest();
  await listener.until(() => listener.last('snapshot')?.step === 12);
  void client.start().catch(() => undefined);
  kill('Gone.');
  await client.pause();
  expect(listener.events.findLast(({ type }) => type === 'restarted')).toMatchObject({ step: 12, goesOn: false });
  expect([listener.status, listener.step]).toEqual(['paused', 12]);
  client.close();
});

test('what is asked for while another worker takes over waits until it has', async () => {
  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons());
  await client.start(12);
  await listener.rest();
  await listener.until(() => listener.last('snapshot')?.step === 12);
  kill('Gone.');
  const other = moons({ dataset: { source: 'xor' } });
  const edited = client.edit(other);
  const back = client.edit(moons());
  await edited;
  await back;
  expect([listener.status, listener.step], 'the run that an edit set aside is there again when it is undone').toEqual(['paused', 12]);
  client.close();
});

test('after an edit that made another network of it the run is not forced upon that one', async () => {
  const { spawn, kill } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons());
  await client.start(12);
  await listener.rest();
  await listener.until(() => listener.last('snapshot')?.step === 12);
  await client.edit(moons({ dataset: { source: 'xor' } }));
  kill('Gone.');
  await listener.until(() => listener.events.some(({ type }) => type === 'restarted'));
  expect(listener.status).not.toBe('running');
  expect(listener.last('run')?.header.continues).toBeUndefined();
  client.close();
});

test('a worker that does not answer is asked to pause, and goes on if it was only late', async () => {
  const { spawn, feel, asked } = mortalWorkers();
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons({ training: { epochs: 100_000 } }));
  await client.start();
  await listener.until(() => listener.lastRecordedStep() > 0);
  feel('slow');
  feel('silent');
  await listener.until(() => listener.status === 'paused');
  feel('beating');
  await listener.until(() => listener.status === 'running');
  expect(listener.events.flatMap((event) => (event.type === 'pulse' ? [event.pulse] : []))).toEqual(['slow', 'silent', 'beating']);
  expect(asked.map(({ type }) => type).slice(-2)).toEqual(['pause', 'start']);
  client.close();
});

test('when three have been started again within minutes no other is, until the person wants to train', async () => {
  const workers = mortalWorkers();
  const { spawn, kill } = workers;
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons());
  await client.start(12);
  await listener.rest();
  await listener.until(() => listener.last('snapshot')?.step === 12);
  const count = (type: string) => listener.events.filter((event) => event.type === type).length;
  for (let death = 1; death <= 3; death++) {
    kill(`Gone ${death}.`);
    await listener.until(() => count('restarted') === death);
  }
  kill('Gone for good.', 'hung');
  await listener.until(() => count('lost') === 1);
  expect(listener.events.at(-1)).toEqual({ type: 'lost', death: 'hung', sentence: 'Gone for good.' });
  await expect(client.pause()).rejects.toThrow(WorkerDied);
  await expect(client.watch({ picture: null, data: null, step: null })).rejects.toThrow(WorkerDied);
  expect(workers.started).toBe(4);

  await client.start(3);
  await listener.until(() => listener.status === 'paused' && listener.step === 15);
  kill('Once more.');
  await listener.until(() => count('restarted') === 5);
  client.close();
});

test('a network that is opened after workers died of another begins with nothing of that', async () => {
  const { spawn, heal } = mortalWorkers(1);
  const listener = new Listener(spawn);
  const { client } = listener;
  await client.edit(moons());
  await client.start(12);
  await listener.rest();
  await listener.until(() => listener.last('snapshot')?.step === 12);
  const { bytes } = await client.save(moons({ name: 'another' }));
  heal();
  const asked = listener.events.length;
  await client.open({ name: 'another.safetensors', bytes });
  expect(listener.events.slice(asked).some(({ type }) => type === 'died')).toBe(false);
  client.close();
});

test('workers that die while they take over are given up after the third', async () => {
  const workers = mortalWorkers(1);
  const { spawn, kill } = workers;
  const listener = new Listener(spawn);
  await listener.client.edit(moons());
  kill('Gone.');
  await listener.until(() => listener.events.some(({ type }) => type === 'lost'));
  expect(workers.started).toBe(4);
  await expect(listener.client.snapshot()).rejects.toThrow(WorkerDied);
  listener.client.close();
});

test('a client that is closed starts no worker again', async () => {
  const workers = mortalWorkers();
  const { spawn, kill } = workers;
  const listener = new Listener(spawn);
  await listener.client.edit(moons());
  kill('Gone.');
  listener.client.close();
  await new Promise((turn) => setImmediate(turn));
  expect(workers.started).toBe(1);
});
