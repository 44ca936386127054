import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Data } from '../../../core/datasets/table.ts';
import type { Document } from '../../../core/document/document.ts';
import { memoryNeeded } from '../../../core/engine/memory-needed.ts';
import { Trainer } from '../../../core/engine/trainer.ts';
import { memoryExceeded } from '../../../core/session/memory.ts';
import { compiled } from '../../helpers/compiled.ts';
import type { Listener } from '../../helpers/local-session.ts';
import { moons, withSetting } from '../../helpers/networks.ts';
import { opened } from '../../helpers/closed-after-each.ts';

const ALL = 2 ** 32;

afterEach(() => {
  vi.restoreAllMocks();
});

async function trainedFor(steps: number, document: Document = moons()): Promise<Listener> {
  const listener = await opened(document);
  await listener.client.start(steps);
  await listener.rest();
  return listener;
}

function denyMemory(): { mockRestore(): void } {
  return vi.spyOn(WebAssembly, 'Memory').mockImplementation(function () {
    throw new RangeError('WebAssembly.Memory(): could not allocate memory');
  });
}

/** Wide enough that its activations fill any memory at the largest batch size. */
const wide = withSetting(moons(), 'fc1', 'out_features', 8192);
const LARGEST_BATCH = 65_536;
const withBatch = (batch_size: number, document = moons()) => ({ ...document, training: { ...document.training, batch_size } });

describe('a network that no machine can hold', () => {
  const huge = withSetting(withSetting(moons(), 'fc1', 'out_features', 60_000), 'head', 'out_features', 60_000);

  test('is refused with what it needs and what there is, before any of it is taken', async () => {
    const listener = await trainedFor(3);
    const taken = vi.spyOn(WebAssembly, 'Memory');
    const { findings, trainable, memory } = await listener.client.edit({ ...huge, dataset: undefined });
    expect(findings).toMatchObject([{ code: 'memory_exceeded', numbers: { available: ALL } }]);
    // weights, gradients and two moments of Adam, four bytes each
    expect(findings[0]!.numbers['needed']).toBeGreaterThan(4 * 4 * 60_000 * 60_000);
    expect(findings[0]!.message).toContain(`but ${ALL.toLocaleString('en')} bytes are available`);
    expect([trainable, memory]).toEqual([false, null]);
    expect(taken).not.toHaveBeenCalled();
  });

  test('leaves the run that stands to whoever takes the edit back', async () => {
    const listener = await trainedFor(3, wide);
    expect((await listener.client.edit(withBatch(LARGEST_BATCH, wide))).findings).toMatchObject([{ code: 'memory_exceeded' }]);
    await listener.client.edit(wide);
    expect([listener.status, listener.step]).toEqual(['paused', 3]);
  });
});

test('data that no machine can hold beside the network are refused, and it is said that they are the reason', () => {
  const plan = compiled(moons(), { name: 'moons', width: 2, task: 'classification', classes: 2, targetWidth: 1 });
  const rows = (count: number) => ({ train: { rows: count }, validation: { rows: 0 } }) as Data;
  expect(memoryExceeded(plan, null, rows(200e6))).toBeNull();
  const refused = memoryExceeded(plan, null, rows(300e6))!;
  expect(refused.numbers['data']).toBe((refused.numbers['needed'] as number) - memoryNeeded(plan, 1));
  expect(refused.message).toMatch(/^The network with its data \([\d,]+ bytes\) needs .* or learn from fewer rows\.$/);
});

test('what training takes is told with the outline: more with more data', async () => {
  const listener = await trainedFor(1);
  const few = await listener.client.edit(moons());
  const many = await listener.client.edit(moons({ dataset: { source: 'moons', rows: 20_000 } }));
  expect(many.memory! - few.memory!).toBeGreaterThan(19_000 * 3 * 4);
});

describe('a batch size in the midst of a run', () => {
  test('that no machine has the memory for is refused, and the run goes on', async () => {
    const listener = await trainedFor(3, wide);
    await expect(listener.client.change({ batch_size: LARGEST_BATCH })).rejects.toThrow(
      /The network.* needs [\d,]+ bytes to train at batch size/,
    );
    await listener.client.start(3);
    await listener.rest();
    expect([listener.status, listener.step]).toEqual(['paused', 6]);
  });

  test('that this machine denies the memory for is refused, and the run goes on', async () => {
    const listener = await trainedFor(3);
    const denied = denyMemory();
    await expect(listener.client.change({ batch_size: 64 })).rejects.toThrow(/this machine did not give them/);
    denied.mockRestore();
    await listener.client.start(3);
    await listener.rest();
    expect([listener.status, listener.step]).toEqual(['paused', 6]);
  });

  test('that is written into the document is a finding where the memory is denied, until it can be had', async () => {
    const listener = await trainedFor(3);
    const denied = denyMemory();
    for (const name of ['first', 'second']) {
      const { findings } = await listener.client.edit({ ...withBatch(64), name });
      expect(findings).toMatchObject([{ code: 'memory_denied', severity: 'error' }]);
    }
    denied.mockRestore();
    expect((await listener.client.edit(withBatch(64))).findings).toEqual([]);
    await listener.client.start(1);
    await listener.rest();
    expect([listener.status, listener.step]).toEqual(['paused', 4]);
    // all that the epoch has left, more than the 32 that there was room for
    expect(listener.recording!.number('batch_size', 3)).toBe(44);
  });

  test('whose data find no room is refused, and the run goes on with the model it had', async () => {
    const listener = await trainedFor(3, moons({ dataset: { source: 'moons', rows: 20_000 } }));
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
      throw new RangeError('Unable to grow instance memory');
    });
    await expect(listener.client.change({ batch_size: 64 })).rejects.toThrow(/this machine did not give them/);
    grow.mockRestore();
    await listener.client.start(3);
    await listener.rest();
    expect([listener.status, listener.step]).toEqual(['paused', 6]);
  });
});

describe('whatever else this machine denies the memory for', () => {
  const deny = (): never => {
    throw new RangeError('Array buffer allocation failed');
  };

  test('is refused with what the network takes, and the session goes on', async () => {
    const listener = await trainedFor(3);
    const { memory } = await listener.client.edit(moons());
    const denied = vi.spyOn(Trainer.prototype, 'predict').mockImplementation(deny);
    const refused = listener.client.predict(new Float32Array(2), 1);
    await expect(refused).rejects.toMatchObject({ code: 'memory_denied', numbers: { needed: memory } });
    denied.mockRestore();
    await expect(listener.client.predict(new Float32Array(2), 1)).resolves.toMatchObject({ width: 2 });
    expect(listener.events.some(({ type }) => type === 'crashed')).toBe(false);
  });

  test('costs a run its snapshot and not itself', async () => {
    const listener = await trainedFor(3);
    await listener.until(() => listener.last('snapshot')?.step === 3);
    const denied = vi.spyOn(Trainer.prototype, 'state').mockImplementation(deny);
    await listener.client.start(3);
    await listener.rest();
    await expect(listener.client.save(moons())).rejects.toMatchObject({ code: 'memory_denied' });
    expect([listener.status, listener.step, listener.last('snapshot')!.step]).toEqual(['paused', 6, 3]);
    denied.mockRestore();
    expect((await listener.client.save(moons())).step).toBe(6);
    expect(listener.events.some(({ type }) => type === 'crashed')).toBe(false);
  });

  test('is said of data that are too many to be read, and others can be', async () => {
    const listener = await trainedFor(3);
    const Native = Float32Array;
    const few = (length: unknown) => (typeof length === 'number' && length >= 20_000 ? deny() : length);
    vi.stubGlobal(
      'Float32Array',
      class extends Native {
        constructor(...given: unknown[]) {
          super(...([few(given[0]), ...given.slice(1)] as [number]));
        }
      },
    );
    const many = moons({ dataset: { source: 'moons', rows: 40_000 } });
    expect(await listener.client.edit(many)).toMatchObject({ trainable: false });
    vi.unstubAllGlobals();
    expect(listener.last('data')!.problem).toMatchObject({ code: 'data_memory_denied', numbers: { data: 'moons' } });
    expect(await listener.client.edit(moons())).toMatchObject({ trainable: true });
    expect(listener.events.some(({ type }) => type === 'crashed')).toBe(false);
  });
});
