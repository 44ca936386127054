import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Client, Refused, WorkerDied, type Death, type WorkerLike } from '../../../core/session/client.ts';
import type { KernelBytes } from '../../../core/session/engine.ts';
import type { GivenFile, Message, Request } from '../../../core/session/protocol.ts';
import { TrialQueue, type Attempt, type TrialJob } from '../../../renderer/state/trial-queue.ts';
import { moons } from '../../helpers/networks.ts';
import { trialOf } from '../panels/sides.ts';

/** Answers everything but trials, which wait for the test. */
class FakeWorker implements WorkerLike {
  readonly asked: Request[] = [];
  ended = false;
  #hear: (message: Message) => void = () => undefined;
  die: (sentence: string, death: Death) => void = () => undefined;

  postMessage(request: Request): void {
    this.asked.push(request);
    if (request.type === 'initialise') this.say({ type: 'ready', id: request.id, numerics: 'strict', threads: 1, revectorized: false });
    else if (request.type === 'files') this.say({ type: 'done', id: request.id });
  }

  listen(message: (message: Message) => void, died: (sentence: string, death: Death) => void): void {
    this.#hear = message;
    this.die = died;
  }

  terminate(): void {
    this.ended = true;
  }

  say(message: Message): void {
    queueMicrotask(() => this.#hear(message));
  }

  /** The last trial that it was asked for. */
  get id(): number {
    const request = this.asked.findLast(({ type }) => type === 'try');
    return request && 'id' in request ? request.id : -1;
  }

  count(type: Request['type']): number {
    return this.asked.filter((request) => request.type === type).length;
  }
}

const kernels = (): KernelBytes => ({ numerics: 'strict', shared: false, bytes: new ArrayBuffer(0) });
const KERNELS = kernels();

let workers: FakeWorker[];
let told: [key: string, state: Attempt['state'] | null][];
let attempts: Map<string, Attempt | null>;
let queue: TrialQueue;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  told = [];
  attempts = new Map();
  const spawn = () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  queue = new TrialQueue(
    (kernels) => new Client(spawn, kernels),
    (key, attempt) => {
      told.push([key, attempt?.state ?? null]);
      attempts.set(key, attempt);
    },
  );
});
afterEach(() => {
  queue.stopAll();
  vi.useRealTimers();
});

function job(key: string, more: Partial<TrialJob> = {}): TrialJob {
  return { key, present: moons(), repaired: moons(), files: [], kernels: KERNELS, ...more };
}

/** Lets what was said arrive. */
const settle = () => vi.advanceTimersByTimeAsync(0);

async function judge(worker: FakeWorker): Promise<void> {
  worker.say({ type: 'tried', id: worker.id, trial: trialOf({}, {}, 'helped') });
  await settle();
}

test('trials are taken one after the other, in one worker', async () => {
  queue.add(job('a'));
  queue.add(job('b'));
  await settle();
  expect([workers.length, workers[0]!.count('try')]).toEqual([1, 1]);
  await judge(workers[0]!);
  await judge(workers[0]!);
  expect(workers).toHaveLength(1);
  expect(told).toEqual([
    ['a', 'waiting'],
    ['a', 'training'],
    ['b', 'waiting'],
    ['a', 'judged'],
    ['b', 'training'],
    ['b', 'judged'],
  ]);
});

test('how it goes is told of the trial under way', async () => {
  queue.add(job('a'));
  await settle();
  const trial = trialOf({}, { skill: 0.5 }, null);
  workers[0]!.say({ type: 'trial', trial });
  await settle();
  expect(attempts.get('a')).toEqual({ state: 'training', trial });
});

test('stopping the trial under way ends its worker, and the next goes on in another', async () => {
  queue.add(job('a'));
  queue.add(job('b'));
  await settle();
  queue.stop('a');
  await settle();
  expect(attempts.get('a')).toBeNull();
  expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  await judge(workers[1]!);
  expect(attempts.get('b')).toMatchObject({ state: 'judged' });
});

test('a trial that waits can be taken back, and the one under way goes on', async () => {
  queue.add(job('a'));
  queue.add(job('b'));
  await settle();
  queue.stop('b');
  await judge(workers[0]!);
  expect(workers[0]!.count('try')).toBe(1);
  expect([...attempts.values()].map((attempt) => attempt?.state ?? null)).toEqual(['judged', null]);
});

test('leaving takes back all of them', async () => {
  queue.add(job('a'));
  queue.add(job('b'));
  await settle();
  queue.stopAll();
  await settle();
  expect([...attempts.values()]).toEqual([null, null]);
  expect(workers.map(({ ended }) => ended)).toEqual([true]);
});

test('a network that is refused has failed with its reason, and the next is tried', async () => {
  queue.add(job('a'));
  queue.add(job('b'));
  await settle();
  workers[0]!.say({ type: 'refused', id: workers[0]!.id, code: 'gradients_none', numbers: {}, sentence: 'Nothing learns.' });
  await settle();
  const failed = attempts.get('a');
  expect(failed?.state === 'failed' && failed.error).toBeInstanceOf(Refused);
  expect(attempts.get('b')?.state).toBe('training');
});

test('a worker that dies fails its trial with the sentence it died of, and the next is tried in another', async () => {
  queue.add(job('a'));
  queue.add(job('b'));
  await settle();
  workers[0]!.die('out of memory', 'failed');
  await settle();
  const failed = attempts.get('a');
  expect(failed?.state === 'failed' && failed.error).toBeInstanceOf(WorkerDied);
  const alive = workers.filter(({ ended }) => !ended);
  expect(alive.map((worker) => worker.count('try'))).toEqual([1]);
});

test('a file is given once to a worker, and again when it was chosen anew', async () => {
  const file: GivenFile = { name: 'iris.csv', bytes: new Uint8Array(3) };
  for (const files of [[file], [file], [{ ...file }]]) {
    queue.add(job('a', { files }));
    await settle();
    await judge(workers[0]!);
  }
  expect(workers[0]!.count('files')).toBe(2);
  expect(workers[0]!.asked.findIndex(({ type }) => type === 'files')).toBeLessThan(
    workers[0]!.asked.findIndex(({ type }) => type === 'try'),
  );
});

test('other kernels take another worker', async () => {
  queue.add(job('a'));
  await settle();
  await judge(workers[0]!);
  queue.add(job('b', { kernels: kernels() }));
  await settle();
  expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
});

test('a worker that has nothing to do for a while is ended', async () => {
  queue.add(job('a'));
  await settle();
  await judge(workers[0]!);
  expect(workers[0]!.ended).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(workers[0]!.ended).toBe(true);
  queue.add(job('b'));
  await settle();
  expect(workers).toHaveLength(2);
});
