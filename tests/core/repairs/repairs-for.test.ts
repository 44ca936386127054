/** @file What is offered for what the compiler finds: done, the finding is gone, and one undo brings the document back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import type { DataFacts } from '../../../core/compiler/data-facts.ts';
import type { Document, Edge } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { STEP, collide, type Point } from '../../../core/document/spacing.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import { FIXES, isRepair, type Fix, type FixCode } from '../../../core/findings/fixes.ts';
import { repairEdit } from '../../../core/repairs/index.ts';
import { withRepairs } from '../../../core/repairs/repairs-for.ts';
import { anyEdit } from '../../helpers/edits.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';
import { randomNetwork } from '../../helpers/random-document.ts';

const wire = (from: string, to: string, port = 'in'): Edge => ({ from: [from, 'out'], to: [to, port] });
const classes = (count: number, width = 4): DataFacts => ({ name: 'data', width, task: 'classification', classes: count, targetWidth: 1 });
const numbers = (targetWidth: number): DataFacts => ({ name: 'data', width: 4, task: 'regression', classes: 0, targetWidth });

function found(document: Document, data: DataFacts | null): readonly Finding[] {
  const findings: Finding[] = [];
  compile(document, data, findings);
  return withRepairs(document, findings, data);
}

/** What of its fixes would change something. */
function offered(document: Document, { fixes }: Finding): Fix[] {
  return fixes.filter((fix) => repairEdit(document, fix) !== null);
}

function done(document: Document, fix: Fix): Document {
  return apply(document, repairEdit(document, fix)!).document;
}

const sentence = ({ code, where, message }: Finding) => `${code} ${where.node ?? ''} ${where.edge ?? ''} ${message}`;

type Blocks = Parameters<typeof network>[0];
const chain = (blocks: Blocks, edges?: readonly Edge[]): Document => {
  const document = network(blocks);
  return { ...document, nodes: spread(document), edges: edges ? [...edges] : document.edges };
};
const spread = ({ nodes }: Document) => nodes.map((node, index) => ({ ...node, position: [STEP.x * index, 0] as [number, number] }));
const bypassed = (document: Document, id: string): Document => ({
  ...document,
  nodes: document.nodes.map((node) => (node.id === id ? { ...node, bypassed: true } : node)),
});

const picture: Blocks = [
  ['Input', 'input', { shape: [2, 2] }],
  ['ReLU', 'relu1'],
  ['Linear', 'fc1', { out_features: 3 }],
  ['CrossEntropyLoss', 'loss'],
];
const narrow: Blocks = [
  ['Input', 'input', { shape: [4] }],
  ['Linear', 'fc1', { out_features: 6 }],
  ['BatchNorm1d', 'bn1', { num_features: 6 }],
  ['Linear', 'fc2', { in_features: 5, out_features: 3 }],
  ['CrossEntropyLoss', 'loss'],
];
/** A residual stage whose shortcut is narrower than its way. */
const residual = chain(
  [
    ['Input', 'input', { shape: [4] }],
    ['Linear', 'fc1', { out_features: 6 }],
    ['ReLU', 'relu1'],
    ['Linear', 'fc2', { out_features: 8 }],
    ['Add', 'add1'],
    ['Linear', 'head', { out_features: 3 }],
    ['CrossEntropyLoss', 'loss'],
  ],
  [
    wire('input', 'fc1'),
    wire('fc1', 'relu1'),
    wire('relu1', 'fc2'),
    wire('relu1', 'add1', 'in1'),
    wire('fc2', 'add1', 'in2'),
    wire('add1', 'head'),
    wire('head', 'loss'),
  ],
);
const head = (width: number, loss: string): Blocks => [
  ['Input', 'input', { shape: [4] }],
  ['Linear', 'fc1', { out_features: width }],
  [loss, 'loss'],
];
const lone = [...moons().nodes, { ...network([['Tanh', 'stray']]).nodes[0]!, position: [0, 400] as [number, number] }];

/** What is offered, first to last, for the first finding of this code. */
const CASES: [what: string, document: Document, data: DataFacts | null, finding: Finding['code'], fixes: FixCode[]][] = [
  ['pictures before a Linear', chain(picture), null, 'shape_mismatch', ['insert_flatten']],
  ['another width than in_features', chain(narrow), null, 'shape_mismatch', ['set_in_features', 'set_out_features']],
  ['a branch of another width', residual, null, 'add_shapes_differ', ['project_branch', 'set_out_features']],
  ['two outputs before a BCEWithLogitsLoss', chain(head(2, 'BCEWithLogitsLoss')), null, 'shape_mismatch', ['set_out_features', 'use_loss']],
  ['too few outputs for the classes', chain(head(2, 'CrossEntropyLoss')), classes(3), 'classes_too_few', ['set_out_features']],
  [
    'too few outputs of no Linear',
    chain([
      ['Input', 'input', { shape: [4] }],
      ['CrossEntropyLoss', 'loss'],
    ]),
    classes(3),
    'classes_too_few',
    ['insert_linear'],
  ],
  ['too many outputs for the targets', chain(head(3, 'MSELoss')), numbers(2), 'targets_width', ['set_out_features']],
  ['a loss for another task', chain(head(2, 'CrossEntropyLoss')), numbers(2), 'task_mismatch', ['use_loss']],
  ['an Input of another width', withSetting(moons(), 'input', 'shape', [7]), classes(2, 2), 'data_width', ['set_input_shape']],
  ['no loss behind a Linear', chain(head(7, 'Tanh').slice(0, 2)), classes(3), 'loss_missing', ['add_loss']],
  ['no loss behind an activation', chain(head(7, 'Tanh')), classes(2), 'loss_missing', ['add_loss', 'add_loss']],
  ['no loss and no data', chain(head(7, 'Tanh')), null, 'loss_missing', ['add_loss', 'add_loss']],
  ['no loss behind pictures', chain(picture.slice(0, 2)), classes(3), 'loss_missing', ['add_loss']],
  [
    'no Input',
    chain(
      moons()
        .nodes.slice(1)
        .map(({ layer, name, settings }) => [layer, name, settings]),
    ),
    classes(2, 2),
    'input_missing',
    ['add_input'],
  ],
  ['no block at all', chain([]), null, 'input_missing', ['add_input']],
  ['an open input and one loose end', { ...moons(), edges: moons().edges.toSpliced(2, 1) }, null, 'port_open', ['connect']],
  [
    'a block that leads nowhere',
    { ...moons(), nodes: lone, edges: [...moons().edges, wire('fc1', 'stray')] },
    null,
    'output_unused',
    ['remove_block'],
  ],
  ['a circle', { ...residual, edges: [...residual.edges.toSpliced(0, 1), wire('head', 'fc1')] }, null, 'cycle', ['remove_wire']],
  ['a wire from nowhere', { ...moons(), edges: [...moons().edges, wire('ghost', 'fc1')] }, null, 'edge_dangling', ['remove_wire']],
  ['two wires into one input', { ...moons(), edges: [...moons().edges, wire('input', 'head')] }, null, 'port_taken', ['remove_wire']],
  ['one wire twice', { ...moons(), edges: [...moons().edges, wire('input', 'fc1')] }, null, 'port_taken', ['remove_wire']],
  [
    'two losses',
    { ...moons(), nodes: [...moons().nodes, ...network([['MSELoss', 'loss2']]).nodes], edges: [...moons().edges, wire('head', 'loss2')] },
    null,
    'loss_many',
    ['remove_block'],
  ],
  [
    'two blocks of one name',
    { ...moons(), nodes: moons().nodes.map((node) => (node.id === 'head' ? { ...node, name: 'fc1' } : node)) },
    null,
    'node_name_duplicate',
    ['rename_block'],
  ],
  [
    'a name with an empty part',
    { ...moons(), nodes: moons().nodes.map((node) => (node.id === 'head' ? { ...node, name: 'a..b1' } : node)) },
    null,
    'setting_invalid',
    ['rename_block'],
  ],
  ['a width that cannot be', withSetting(moons(), 'fc1', 'out_features', -1), null, 'setting_invalid', ['reset_setting']],
  ['a setting that there is not', withSetting(moons(), 'fc1', 'colour', 'red'), null, 'setting_unknown', ['reset_setting']],
  [
    'a rate that cannot be',
    moons({ training: { optimizer: { kind: 'SGD', lr: -1, momentum: 0.9 } } }),
    null,
    'training_invalid',
    ['reset_training'],
  ],
  ['an optimizer that there is not', moons({ training: { optimizer: { kind: 'Magic' } } }), null, 'training_invalid', ['reset_training']],
  ['a training setting that there is not', moons({ training: { scheduler: 'cosine' } }), null, 'training_unknown', ['reset_training']],
  [
    'a block of an unknown layer',
    { ...moons(), nodes: moons().nodes.map((node) => (node.id === 'relu1' ? { ...node, layer: 'Magic' } : node)) },
    null,
    'layer_unknown',
    ['bypass_block', 'remove_block'],
  ],
  ['a bypassed loss', bypassed(moons(), 'loss'), null, 'bypass_ignored', ['end_bypass']],
  [
    'a Softmax before the loss',
    chain([...head(3, 'Softmax'), ['CrossEntropyLoss', 'loss2']]),
    null,
    'softmax_before_loss',
    ['remove_block'],
  ],
  ['BatchNorm on one row', moons({ training: { batch_size: 1 } }), null, 'batch_norm_one_row', ['set_batch_size']],
  [
    'nothing that learns',
    chain([
      ['Input', 'input'],
      ['CrossEntropyLoss', 'loss'],
    ]),
    null,
    'parameters_missing',
    ['insert_linear'],
  ],
];

describe('a repair', () => {
  test.each(CASES)('%s', (_, document, data, code, expected) => {
    const finding = found(document, data).find((each) => each.code === code)!;
    expect(finding, found(document, data).map(sentence).join('\n')).toBeDefined();
    const fixes = offered(document, finding);
    expect(fixes.map((fix) => fix.code)).toEqual(expected);
    for (const fix of fixes) {
      expect(isRepair(fix.code)).toBe(true);
      expect(fix.label).not.toMatch(/\{|undefined|NaN/);
      const after = done(document, fix);
      expect(found(after, data).map(sentence)).not.toContain(sentence(finding));
    }
  });

  test('of every kind is among these cases', () => {
    const repairs = (Object.keys(FIXES) as FixCode[]).filter(isRepair);
    expect(repairs.filter((code) => !CASES.some(([, , , , fixes]) => fixes.includes(code)))).toEqual([]);
  });

  test('leaves nothing to say where there was but one thing wrong', () => {
    for (const [what, document, data, code, expected] of CASES) {
      const before = found(document, data);
      if (before.length !== 1 || before[0]!.code !== code) continue;
      const fixes = offered(document, before[0]!).slice(0, expected.includes('add_loss') ? 1 : undefined);
      for (const fix of fixes) expect([what, fix.label, found(done(document, fix), data).map(sentence)]).toEqual([what, fix.label, []]);
    }
  });

  test('takes the shortcut for the branch to project, without a bias', () => {
    const [finding] = found(residual, null);
    const [project, widen] = offered(residual, finding!);
    expect(project!.label).toBe('Project the branch from relu1 to 8 with a Linear');
    const added = done(residual, project!).nodes.at(-1)!;
    expect(added).toMatchObject({ layer: 'Linear', settings: { out_features: 8, bias: false } });
    expect(widen!.label).toBe('Set out_features of fc2 to 6');
  });

  test('of a loss gives the last Linear as many outputs as the data ask for, or a Linear of its own', () => {
    const layers = (blocks: Blocks, data: DataFacts) => {
      const document = chain(blocks);
      const finding = found(document, data).find(({ code }) => code === 'loss_missing')!;
      return done(document, offered(document, finding)[0]!).nodes.map(({ layer, settings }) => layer + (settings['out_features'] ?? ''));
    };
    expect(layers(head(7, 'Tanh').slice(0, 2), classes(3))).toEqual(['Input', 'Linear3', 'CrossEntropyLoss']);
    expect(layers(head(7, 'Tanh'), numbers(2))).toEqual(['Input', 'Linear7', 'Tanh', 'Linear2', 'MSELoss']);
    expect(layers(picture.slice(0, 2), classes(3))).toEqual(['Input', 'ReLU', 'Flatten', 'Linear3', 'CrossEntropyLoss']);
  });
});

/** Whatever someone may have drawn or written. */
const anything = fc
  .tuple(randomNetwork, fc.array(anyEdit, { maxLength: 6 }), fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { maxLength: 3 }), fc.nat(6))
  .map(([{ document }, edits, wires, at]) => {
    const { nodes } = document;
    const crossed = wires.map(([from, to], index): Edge =>
      wire(nodes[from % nodes.length]!.id, index % 2 ? 'gone' : nodes[to % nodes.length]!.id),
    );
    const messy = edits.reduce((before, edit) => apply(before, edit).document, { ...document, edges: [...document.edges, ...crossed] });
    return {
      ...messy,
      nodes: messy.nodes.map((node, index) => (index % 7 === at ? { ...node, layer: 'Mystery', bypassed: index % 2 === 0 } : node)),
    };
  });

test('whatever the document, a repair is one edit that one undo takes back, and what it was for is gone', () => {
  let repaired = 0;
  fc.assert(
    fc.property(anything, fc.constantFrom(null, classes(3), numbers(2)), (document, data) => {
      const text = JSON.stringify(document);
      for (const finding of found(document, data))
        for (const fix of offered(document, finding)) {
          repaired += 1;
          const { document: after, inverse } = apply(document, repairEdit(document, fix)!);
          expect(JSON.stringify(document)).toBe(text);
          expect(JSON.stringify(apply(after, inverse).document)).toBe(text);
          const left = found(after, data).map(sentence);
          expect(left, `${fix.label}\n${left.join('\n')}`).not.toContain(sentence(finding));
        }
    }),
    { seed: 3, numRuns: 300 },
  );
  expect(repaired).toBeGreaterThan(300);
});

test('what is added touches no other block', () => {
  const touching = ({ nodes }: Document) =>
    nodes.flatMap((a, index) =>
      nodes
        .slice(index + 1)
        .filter((b) => collide(a.position as Point, b.position as Point))
        .map((b) => `${a.name} ${b.name}`),
    );
  for (const [what, document, data, code] of CASES) {
    const tidy = { ...document, nodes: spread(document) };
    const finding = found(tidy, data).find((each) => each.code === code)!;
    for (const fix of offered(tidy, finding)) expect([what, touching(done(tidy, fix))]).toEqual([what, []]);
  }
});
