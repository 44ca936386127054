/** @file What holds of everything that may help a network to learn, whatever the network. What puts one right is in repairs-for.test.ts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import type { DataFacts } from '../../../core/compiler/data-facts.ts';
import type { Document, Edge, Node } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { STEP, collide, type Point } from '../../../core/document/spacing.ts';
import type { Finding, Numbers } from '../../../core/findings/finding.ts';
import { FIXES, isRepair, type FixCode, type RemedyCode } from '../../../core/findings/fixes.ts';
import { findLayer } from '../../../core/layers/index.ts';
import { add, block, chain, type Block } from '../../../core/lessons/chain.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { repairEdit } from '../../../core/repairs/index.ts';
import { anyEdit } from '../../helpers/edits.ts';
import { randomNetwork } from '../../helpers/random-document.ts';
import { repaired } from '../../helpers/repaired.ts';

const CODES = (Object.keys(FIXES) as FixCode[]).filter((code): code is RemedyCode => !isRepair(code));

/** What a diagnosis might say with each; null for a fix that needs no number. */
const NUMBERS: { readonly [C in RemedyCode]: Numbers | null } = {
  insert_batch_norm: null,
  use_leaky_relu: null,
  use_relu: null,
  initialise: null,
  add_residual: null,
  add_activation: null,
  widen_layers: { width: 6 },
  narrow_layers: { width: 4 },
  reset_biases: null,
  standardise_inputs: null,
  lower_learning_rate: { lr: 0.005 },
  raise_learning_rate: { lr: 0.5 },
  use_adam: { lr: 0.001 },
  larger_batch: { batch_size: 64 },
  clip_gradient: { norm: 1 },
  lower_dropout: { p: 0.1 },
  add_dropout: { p: 0.2 },
  add_weight_decay: { weight_decay: 0.01 },
  stop_early: { epochs: 5 },
};

/** What of a node or of the document each may change; a block put in moves others on. */
const TOUCHES: { readonly [C in RemedyCode]: readonly string[] } = {
  insert_batch_norm: ['position'],
  use_leaky_relu: ['layer', 'name', 'settings.init', 'settings.negative_slope'],
  use_relu: ['layer', 'name', 'settings.init', 'settings.negative_slope'],
  initialise: ['settings.init'],
  add_residual: ['position'],
  add_activation: ['position'],
  widen_layers: ['settings.out_features'],
  narrow_layers: ['settings.out_features'],
  reset_biases: ['settings.bias_init'],
  standardise_inputs: ['dataset.scale'],
  lower_learning_rate: ['training.optimizer'],
  raise_learning_rate: ['training.optimizer'],
  use_adam: ['training.optimizer'],
  larger_batch: ['training.batch_size'],
  clip_gradient: ['training.clip_grad_norm'],
  lower_dropout: ['settings.p'],
  add_dropout: ['position'],
  add_weight_decay: ['training.optimizer'],
  stop_early: ['training.epochs'],
};

const code = fc.constantFrom(...CODES);
const init = fc.constantFrom<Record<string, unknown>>(
  {},
  { init: { kind: 'normal', std: 1 } },
  { bias_init: { kind: 'constant', value: -3 } },
);

interface Drawn {
  readonly document: Document;
  readonly data: DataFacts;
}

/** Branches, sums and loose ends of every kind. */
const branched = randomNetwork.map(({ document, inputs, outputs, loss }): Drawn => {
  const regression = loss === 'MSELoss';
  return {
    document,
    data: {
      name: 'random',
      width: inputs,
      task: regression ? 'regression' : 'classification',
      classes: regression ? 0 : loss === 'CrossEntropyLoss' ? outputs : 2,
      targetWidth: regression ? outputs : 1,
    },
  };
});

const stage = fc.record({
  width: fc.constantFrom(4, 4, 5),
  normalised: fc.boolean(),
  activation: fc.constantFrom('ReLU', 'LeakyReLU', 'Sigmoid', 'Tanh', null),
  dropped: fc.boolean(),
  shortcut: fc.boolean(),
});

/** A deep network as it is usually drawn, repaired in part. */
const stacked = fc.array(stage, { minLength: 1, maxLength: 8 }).map((stages): Drawn => {
  const blocks: Block[] = [block('Input', 'input', { shape: [4] })];
  let width = 4;
  for (const [index, { normalised, activation, dropped, shortcut, ...wanted }] of stages.entries()) {
    const entry = blocks.at(-1)!.name;
    blocks.push(block('Linear', `fc${index}`, { out_features: wanted.width }));
    if (normalised) blocks.push(block('BatchNorm1d', `bn${index}`));
    if (activation) blocks.push(block(activation, `${findLayer(activation)!.stem}${index}`));
    if (dropped) blocks.push(block('Dropout', `drop${index}`, { p: 0.3 }));
    if (shortcut && width === wanted.width) blocks.push(add(`add${index}`, entry));
    width = wanted.width;
  }
  blocks.push(block('Linear', 'head', { out_features: 3 }), block('CrossEntropyLoss', 'loss'));
  const training = { optimizer: { kind: 'SGD', lr: 0.05 }, batch_size: 8, epochs: 9 };
  return {
    document: chain('stacked', blocks, training, { source: 'csv' }),
    data: { name: 'stacked', width: 4, task: 'classification', classes: 3, targetWidth: 1 },
  };
});

/** Either, with initialisations, fields of a later version, and blocks strewn so that no two touch. */
const network = fc
  .record({
    drawn: fc.oneof(branched, stacked),
    inits: fc.array(init, { minLength: 30, maxLength: 30 }),
    columns: fc.integer({ min: 1, max: 7 }),
    strewn: fc.array(fc.tuple(fc.integer({ min: -28, max: 28 }), fc.integer({ min: -34, max: 34 })), { minLength: 60, maxLength: 60 }),
  })
  .map(({ drawn: { document, data }, inits, columns, strewn }): Drawn => {
    const nodes = document.nodes.map((node, index): Node => {
      const [x, y] = strewn[index % strewn.length]!;
      return {
        ...node,
        settings: node.layer === 'Linear' ? { ...node.settings, ...inits[index % inits.length]! } : node.settings,
        position: [(index % columns) * STEP.x + x, Math.floor(index / columns) * STEP.y + y],
        colour: 'red',
      };
    });
    const edges = document.edges.map((edge) => ({ ...edge, label: edge.to.join() }));
    return { document: { ...document, nodes, edges, notes: 'mine' }, data };
  });

/** Whatever someone may have drawn or written: circles, loose ends, ids and names twice, blocks on top of each other. */
const anything = fc
  .tuple(network, fc.array(anyEdit, { maxLength: 6 }), fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { maxLength: 4 }))
  .map(([{ document }, edits, wires]) => {
    const { nodes } = document;
    const crossed = wires.map(([from, to], index): Edge => {
      const ends = [nodes[from % nodes.length]!.id, index % 2 ? 'gone' : nodes[to % nodes.length]!.id] as const;
      return { from: [ends[0], 'out'], to: [ends[1], 'in'] };
    });
    const messy = edits.reduce((before, edit) => apply(before, edit).document, { ...document, edges: [...document.edges, ...crossed] });
    return { ...messy, nodes: messy.nodes.map((node, index) => (index % 7 === 3 ? { ...node, layer: 'Mystery' } : node)) };
  });

const repair = (document: Document, fix: RemedyCode) => repaired(document, fix, NUMBERS[fix] ?? {});

test.each(CODES)('%s does something to a network that needs it', (fix) => {
  const documents = fc.sample(network, { numRuns: 50, seed: 4 }).map(({ document }) => document);
  const offered = documents.filter((document) => repair({ ...document, dataset: { source: 'moons' } }, fix) !== null);
  expect(offered.length).toBeGreaterThan(0);
});

describe('a repair', () => {
  test('is one edit that one undo takes back, and leaves the document it is given as it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          network.map(({ document }) => document),
          anything,
        ),
        code,
        (document, fix) => {
          const text = JSON.stringify(document);
          const edit = repairEdit(document, { code: fix, numbers: NUMBERS[fix] ?? {} });
          expect(JSON.stringify(document)).toBe(text);
          if (!edit) return;
          const { document: after, inverse } = apply(document, edit);
          expect(after).not.toBe(document);
          expect(JSON.stringify(apply(after, inverse).document)).toBe(text);
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('done twice is done once', () => {
    fc.assert(
      fc.property(network, code, ({ document }, fix) => {
        const once = repair(document, fix);
        if (once) expect(repair(once, fix)).toBeNull();
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  test('leaves a network that compiles one that compiles', () => {
    fc.assert(
      fc.property(network, code, ({ document, data }, fix) => {
        const after = repair(document, fix);
        if (!after) return;
        const findings: Finding[] = [];
        compile(after, data, findings);
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  test('changes nothing but what it is for, and keeps fields that it does not know', () => {
    fc.assert(
      fc.property(network, code, ({ document }, fix) => {
        const after = repair(document, fix);
        if (after) for (const path of changes(document, after)) expect(TOUCHES[fix], path).toContain(path);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  test('puts blocks into wires and draws no other: without them, every wire is where it was', () => {
    fc.assert(
      fc.property(network, code, ({ document }, fix) => {
        const after = repair(document, fix);
        if (after) expect(wiresWithout(after, document.nodes)).toEqual(wiresWithout(document, document.nodes));
      }),
      { seed: 5, numRuns: 1000 },
    );
  });

  test('gives new blocks ids and names of their own', () => {
    fc.assert(
      fc.property(network, code, ({ document }, fix) => {
        const after = repair(document, fix);
        if (!after) return;
        expect(new Set(after.nodes.map(({ id }) => id)).size).toBe(after.nodes.length);
        expect(new Set(after.nodes.map(({ name }) => name)).size).toBe(after.nodes.length);
      }),
      { seed: 6, numRuns: 1000 },
    );
  });

  test('puts no block on another, and moves blocks on by whole steps or not at all', () => {
    fc.assert(
      fc.property(network, code, ({ document }, fix) => {
        expect(touching(document)).toEqual([]);
        const after = repair(document, fix);
        if (!after) return;
        expect(touching(after)).toEqual([]);
        for (const [index, { position }] of document.nodes.entries()) {
          const [x, y] = after.nodes[index]!.position;
          const steps = [(x - position[0]) / STEP.x, (y - position[1]) / STEP.y];
          for (const count of steps) expect(count >= 0 && Number.isInteger(count)).toBe(true);
        }
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  test('whose number is missing, or is none, is not offered', () => {
    const document = LESSONS.find(({ id }) => id === 'ten-sigmoids')!.document;
    for (const fix of CODES.filter((each) => NUMBERS[each] !== null))
      for (const value of [undefined, Number.NaN, Infinity, -1, '0.1', 'many']) {
        const numbers = Object.fromEntries(Object.keys(NUMBERS[fix]!).map((name) => [name, value])) as Numbers;
        expect([fix, value, repairEdit(document, { code: fix, numbers })]).toEqual([fix, value, null]);
      }
  });
});

test.each(LESSONS)('$id stays readable whatever is repaired in it', ({ document }) => {
  for (const fix of CODES) {
    const after = repair(document, fix);
    if (after) expect(touching(after), fix).toEqual([]);
  }
});

/** The paths of what differs, of nodes by field and setting. */
function changes(before: Document, after: Document): string[] {
  const nodes = before.nodes.flatMap((node, index) => differing(node, after.nodes[index]!, ['settings']));
  const { nodes: _, edges: __, ...rest } = before;
  return [...nodes, ...differing(rest, { ...after, nodes: undefined, edges: undefined }, ['training', 'dataset'])];
}

function differing(a: object, b: object, deep: readonly string[]): string[] {
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((field) => {
    const same = JSON.stringify(left[field]) === JSON.stringify(right[field]);
    if (same || !deep.includes(field)) return same ? [] : [field];
    return differing(left[field] as object, right[field] as object, []).map((inner) => `${field}.${inner}`);
  });
}

/** The wires between the blocks that were there before, each new block taken for what feeds its first input. */
function wiresWithout({ nodes, edges }: Document, old: readonly Node[]): string[] {
  const kept = new Set(old.map(({ id }) => id));
  const added = new Set(nodes.filter(({ id }) => !kept.has(id)).map(({ id }) => id));
  const source = (from: Edge['from']): Edge['from'] =>
    added.has(from[0]) ? source(edges.find(({ to }) => to[0] === from[0] && (to[1] === 'in' || to[1] === 'in1'))!.from) : from;
  return edges
    .filter(({ to }) => kept.has(to[0]))
    .map((edge) => JSON.stringify({ ...edge, from: source(edge.from) }))
    .sort();
}

/** Names of blocks that touch. */
function touching({ nodes }: Document): string[] {
  return nodes.flatMap((a, index) =>
    nodes.slice(index + 1).flatMap((b) => (collide(a.position as Point, b.position as Point) ? [`${a.name} ${b.name}`] : [])),
  );
}
