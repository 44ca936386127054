import { describe, expect, test, vi } from 'vitest';
import { Lens } from '../../../core/session/lens.ts';
import { Seeker } from '../../../core/session/seek.ts';
import type { Document } from '../../../core/document/document.ts';
import { readModelFile } from '../../../core/formats/model-file.ts';
import type { Statistic } from '../../../core/plan/report.ts';
import { QUANTITIES, type Picture, type PictureSpec, type Quantity } from '../../../core/telemetry/picture.ts';
import type { WalkStage, WireNorm } from '../../../core/telemetry/walk.ts';
import { drawn } from '../../helpers/drawn-network.ts';
import type { Look, Looks } from '../../../core/telemetry/looks.ts';
import type { Listener } from '../../helpers/local-session.ts';
import { moons, network } from '../../helpers/networks.ts';
import { opened } from '../../helpers/closed-after-each.ts';

const spec = (node: string, quantity: Quantity, change: Partial<PictureSpec> = {}): PictureSpec => ({
  ...{ node, quantity, pool: 'max', columns: 400, rows: 400 },
  ...change,
});

const looking = (picture: PictureSpec | null, step: number | null = null): Looks => ({ picture, data: null, step });

const looksOf = ({ events }: Listener) => events.flatMap((event) => (event.type === 'look' ? [event.look] : []));

/** A page that draws what it is shown at once. */
function drawing(listener: Listener): Listener {
  listener.client.on((event) => {
    if (event.type === 'look') listener.client.looked();
  });
  return listener;
}

/** The next look that is told after what is done. */
async function lookAfter(listener: Listener, act: () => Promise<unknown>): Promise<Look> {
  const before = looksOf(listener).length;
  await act();
  await listener.until(() => looksOf(listener).length > before);
  return looksOf(listener).at(-1)!;
}

async function weightsNamed(listener: Listener, document: Document, name: string) {
  const { weights } = await readModelFile('test', (await listener.client.save(document)).bytes);
  return weights.state.find((tensor) => tensor.name === name)!.values;
}

/** Of a run that has come to rest. */
async function pictureOf(listener: Listener, picture: PictureSpec, step: number | null = null): Promise<Look & { picture: Picture }> {
  const look = await lookAfter(listener, () => listener.client.watch(looking(picture, step)));
  return look as Look & { picture: Picture };
}

async function trained(document: Document, steps: number): Promise<Listener> {
  const listener = drawing(await opened(document));
  await listener.client.start(steps);
  await listener.rest();
  return listener;
}

const long = () => moons({ training: { ...moons().training, epochs: 400 } });

const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));

/** Of a recorded step. */
function told({ recording }: Listener, step: number, node: string, name: Statistic): number {
  const { recent, header } = recording!;
  const column = Array.from({ length: recent.count }, (_, at) => at).find((at) => recent.stepOf(at) === step)!;
  return recent.value(
    name,
    header.rows.findIndex((row) => row.node === node),
    column,
  );
}

describe('while a run goes on', () => {
  test('nothing is done unless someone looks, and nothing any more when nobody does', async () => {
    const done = [vi.spyOn(Lens.prototype, 'takeLive'), vi.spyOn(Lens.prototype, 'take'), vi.spyOn(Seeker.prototype, 'seek')];
    const count = () => done.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    const listener = await trained(long(), 200);
    expect([looksOf(listener).length, count()]).toEqual([0, 0]);
    await listener.client.watch(looking(spec('fc1', 'gradient')));
    await listener.client.start(2000);
    await listener.rest();
    expect(count()).toBeGreaterThan(0);
    await listener.client.watch(looking(null));
    const before = count();
    await listener.client.start(2000);
    await listener.rest();
    expect(count()).toBe(before);
  });

  test('the next look waits until the last has been drawn, and at rest the last step is shown', async () => {
    const listener = await opened(long());
    await listener.client.watch(looking(spec('fc1', 'gradient')));
    await listener.client.start(2000);
    await listener.rest();
    expect(looksOf(listener)).toHaveLength(1);
    listener.client.looked();
    await listener.until(() => looksOf(listener).length === 2);
    expect(looksOf(listener)[1]!.step).toBe(2000);
    listener.client.looked();
    await listener.client.watch(looking(spec('fc1', 'gradient'), 1999));
    await listener.until(() => looksOf(listener).length === 3);
  });

  test('looks are of steps that are told of, and are what they are when one comes back to them', async () => {
    for (const quantity of QUANTITIES) {
      const node = quantity === 'pre_activation' ? 'relu1' : 'fc1';
      const listener = drawing(await opened(long()));
      await listener.client.watch(looking(spec(node, quantity)));
      await listener.client.start(4000);
      await listener.rest();
      const live = looksOf(listener).filter(({ step }) => step > 0 && step < 4000);
      expect(live.length).toBeGreaterThan(0);
      for (const look of live.slice(-2)) {
        const again = await pictureOf(listener, spec(node, quantity), look.step);
        expect(again).toEqual(look);
      }
    }
  });
});

describe('a picture', () => {
  test('of a weight is of the weights that the step began with, of an update of what it made of them', async () => {
    const [before, after] = [await trained(long(), 56), await trained(long(), 57)];
    const [was, is] = [await weightsNamed(before, long(), 'fc1.weight'), await weightsNamed(after, long(), 'fc1.weight')];
    const weight = await pictureOf(after, spec('fc1', 'weight'));
    expect([weight.step, weight.picture.extent, weight.picture.tensor]).toEqual([57, [8, 2], 'fc1.weight']);
    expect(weight.picture.values).toEqual(was);
    const { picture } = await pictureOf(after, spec('fc1', 'update'));
    expect(picture.values).toEqual(was.map((value, index) => (is[index]! - value) / Math.abs(value)));
  });

  test('of a gradient and of a signal has the norm that telemetry tells of the step', async () => {
    const listener = await trained(long(), 60);
    for (const step of [1, 33, 60]) {
      const gradient = await pictureOf(listener, spec('fc1', 'gradient'), step);
      expect(norm(gradient.picture.values)).toBeCloseTo(told(listener, step, 'fc1', 'gradient_norm'), 6);
      const { picture } = await pictureOf(listener, spec('relu1', 'signal'), step);
      const [rows, columns] = picture.extent;
      const norms = Array.from({ length: rows }, (_, row) => norm(picture.values.subarray(row * columns, (row + 1) * columns)));
      expect(norms.reduce((sum, each) => sum + each, 0) / rows).toBeCloseTo(told(listener, step, 'relu1', 'signal'), 6);
    }
  });

  test('of a run that lost its numbers shows the step that lost them', async () => {
    const explosive = network(
      [
        ['Input', 'input', { shape: [2] }],
        ['Linear', 'fc1', { out_features: 8 }],
        ['Linear', 'fc2', { out_features: 8 }],
        ['Linear', 'head', { out_features: 1 }],
        ['MSELoss', 'loss'],
      ],
      { training: { optimizer: { kind: 'SGD', lr: 1000 }, batch_size: 32, epochs: 60 }, dataset: { source: 'plane', rows: 200 } },
    );
    const listener = drawing(await opened(explosive));
    await listener.client.start();
    await listener.rest();
    expect(listener.status).toBe('failed');
    const look = await pictureOf(listener, spec('fc2', 'signal'));
    expect(look.step).toBe(listener.step);
    expect(look.picture.histogram.nonFinite).toBeGreaterThan(0);
    expect(look.picture.values).toContain(Infinity);
  });

  test('is told under the name that the block has by now', async () => {
    const listener = await trained(long(), 20);
    const nodes = long().nodes.map((node) => (node.id === 'fc1' ? { ...node, name: 'first' } : node));
    await listener.client.edit({ ...long(), nodes });
    const { picture } = await pictureOf(listener, spec('fc1', 'gradient'));
    expect([picture.node, picture.tensor]).toEqual(['fc1', 'first.weight']);
  });

  test('before the first step is of the weights that training would begin with, and there is none of a gradient', async () => {
    const listener = drawing(await opened(long()));
    await listener.client.watch(looking(spec('fc1', 'gradient')));
    const look = await pictureOf(listener, spec('head', 'weight'));
    expect([look.step, look.run, look.picture.extent]).toEqual([0, 0, [2, 8]]);
    expect(looksOf(listener)).toHaveLength(1);
    await listener.client.start(1);
    await listener.rest();
    await listener.until(() => looksOf(listener).at(-1)!.step === 1);
    expect(looksOf(listener).at(-1)!.picture!.values).toEqual(look.picture.values);
  });

  test('is of its step also where nobody looked for a while as the step was being told', async () => {
    const listener = await trained(long(), 9000);
    const { picture } = await pictureOf(listener, spec('fc1', 'gradient'), 8990);
    await listener.client.watch(looking(null));
    // every step is far from a state that is kept
    await listener.client.keepStates(0);
    const walking = listener.client.walk(8990);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    await listener.client.watch(looking(null));
    await listener.client.watch(looking(spec('fc1', 'signal'), 8990));
    const again = pictureOf(listener, spec('fc1', 'gradient'), 8990);
    expect((await walking).walk.step).toBe(8990);
    expect((await again).picture).toEqual(picture);
  });

  test('of a step that the run has not taken is refused', async () => {
    const listener = await trained(long(), 20);
    await expect(listener.client.watch(looking(spec('fc1', 'gradient'), 21))).rejects.toThrow(/Step 21 .* from step 1 to step 20/);
    await expect(listener.client.walk(0)).rejects.toThrow(/from step 1 to step 20/);
  });
});

describe('a step that is told slowly', () => {
  const steps = [1, 17, 59];

  test('has the signals, norms and moves that telemetry tells of it, whether the run has gone on or not', async () => {
    const listener = await trained(long(), 60);
    for (const step of steps) {
      const { walk } = await listener.client.walk(step);
      const { rows } = listener.recording!.header;
      const stages = <K extends WalkStage['kind']>(kind: K) =>
        walk.stages.filter((stage): stage is Extract<WalkStage, { kind: K }> => stage.kind === kind);
      expect([walk.step, walk.rows, walk.lr, walk.clipping]).toEqual([step, 32, 0.01, 1]);
      expect(stages('forward').map(({ node }) => node)).toEqual(['input', ...rows.map(({ node }) => node)]);
      expect(stages('backward').map(({ node }) => node)).toEqual(['loss', ...rows.map(({ node }) => node).reverse()]);
      expect(stages('update').map(({ node }) => node)).toEqual(['fc1', 'bn1', 'head']);
      for (const { node, output, gradients } of stages('backward').slice(1)) {
        expect(output).toBe(told(listener, step, node, 'signal'));
        if (gradients.length > 0) expect(gradients[0]!.norm).toBeCloseTo(told(listener, step, node, 'gradient_norm'), 6);
      }
      for (const { node, parameters } of stages('update')) {
        const [{ norm: size, move }] = parameters as [(typeof parameters)[number]];
        expect(size).toBeCloseTo(told(listener, step, node, 'weight_norm'), 5);
        expect(move / size).toBeCloseTo(told(listener, step, node, 'update_ratio'), 6);
      }
    }
  });

  test('hands on by a wire what the next block gets where it is the only one that reads, and nothing to the data', async () => {
    const listener = await trained(long(), 20);
    const { walk } = await listener.client.walk(20);
    const back = walk.stages.filter((stage) => stage.kind === 'backward');
    for (const [at, { inputs, output, factor }] of back.entries()) {
      const [wire] = inputs as [WireNorm];
      const next = back[at + 1];
      if (!next) expect([wire, factor]).toEqual([{ edge: 'input.out -> fc1.in', norm: null }, null]);
      else {
        expect(wire.norm!).toBeCloseTo(next.output, 6);
        expect(factor!).toBeCloseTo(wire.norm! / output, 6);
      }
    }
  });

  test('splits at a fork into what each reader hands back, and passes through what is out of use', async () => {
    const document = drawn(
      'x:Input > fc1:Linear > relu1:ReLU > fc2:Linear > tanh1:Tanh > add1:Add',
      'relu1 > add1.in2',
      'add1 > head:Linear > loss:CrossEntropyLoss',
    );
    const widths: Record<string, unknown> = {
      x: { shape: [2] },
      fc1: { out_features: 6 },
      fc2: { out_features: 6 },
      head: { out_features: 2 },
    };
    const nodes = document.nodes.map((node) => ({
      ...node,
      settings: (widths[node.id] ?? {}) as Document['nodes'][number]['settings'],
      bypassed: node.id === 'tanh1',
    }));
    const whole: Document = { ...document, nodes, training: long().training, dataset: long().dataset };
    const listener = await trained(whole, 10);
    const { walk } = await listener.client.walk(10);
    const back = new Map(walk.stages.flatMap((stage) => (stage.kind === 'backward' ? [[stage.node, stage] as const] : [])));
    expect(back.has('tanh1')).toBe(false);
    const add = back.get('add1')!;
    expect(add.inputs.map(({ edge }) => edge)).toEqual(['tanh1.out -> add1.in1', 'relu1.out -> add1.in2']);
    expect(add.inputs.map(({ norm: each }) => each)).toEqual([add.inputs[0]!.norm, add.inputs[0]!.norm]);
    expect(add.factor).toBeCloseTo(2, 6);
    // ‖a + b‖ of what both readers hand back is no more than ‖a‖ + ‖b‖, and here not the same
    const parts = back.get('fc2')!.inputs[0]!.norm! + add.inputs[1]!.norm!;
    expect(back.get('relu1')!.output).toBeLessThan(parts * (1 + 1e-6));
    const { picture } = await pictureOf(listener, spec('relu1', 'signal'));
    expect(norm(picture.values)).toBeGreaterThan(0);
  });
});

test('that a step cannot be looked at, for there is no memory to reach it in, is told, and the next look is made all the same', async () => {
  const listener = await trained(moons(), 6);
  const Memory = WebAssembly.Memory;
  let given = 0;
  // there is some for the lens, and none for the machine that goes through the steps again
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      if (given++ > 0) throw new RangeError('could not allocate memory');
      super(descriptor);
    }
  };
  try {
    await listener.client.watch(looking(spec('fc1', 'gradient'), 2));
    await listener.until(() => listener.events.some(({ type }) => type === 'not_seen'));
  } finally {
    WebAssembly.Memory = Memory;
  }
  expect(listener.events.find((event) => event.type === 'not_seen')).toMatchObject({ reason: { code: 'memory_denied' } });
  expect((await pictureOf(listener, spec('fc1', 'gradient'), 3)).step).toBe(3);
});
