/**
 * @file Each folder of tests/samples/compile is a case: document.json, and data.json if the data are known, must give the plan
 * in plan.txt and the findings in findings.txt (one a line; no file, no findings). A new case is a new folder. To write what the
 * compiler answers now, run `UPDATE_SAMPLES=1 npx vitest run tests/core/compiler/compile.test.ts` and read the difference.
 */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import type { DataFacts } from '../../../core/compiler/data-facts.ts';
import { documentSchema, type Document } from '../../../core/document/document.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import { LAYERS } from '../../../core/layers/index.ts';
import { printPlan } from '../../../core/plan/print.ts';
import { moons, network } from '../../helpers/networks.ts';

const folder = join(import.meta.dirname, '../../samples/compile');

function printFinding({ code, severity, where, message }: Finding): string {
  const place = Object.entries(where).map(([kind, name]) => `${kind} ${name}`);
  return `${severity} ${code} at ${place.join(', ') || 'the whole'}: ${message}\n`;
}

function compareOrUpdate(path: string, text: string): void {
  if (!process.env.UPDATE_SAMPLES) expect(text, path).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
  else if (text) writeFileSync(path, text);
  else rmSync(path, { force: true });
}

describe('samples', () => {
  test.each(readdirSync(folder))('%s', (name) => {
    const read = (file: string) => JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as unknown;
    const document = v.parse(documentSchema, read('document.json'));
    const data = existsSync(join(folder, name, 'data.json')) ? (read('data.json') as DataFacts) : null;
    const findings: Finding[] = [];
    const { plan } = compile(document, data, findings);
    compareOrUpdate(join(folder, name, 'plan.txt'), plan ? printPlan(plan) : '');
    compareOrUpdate(join(folder, name, 'findings.txt'), findings.map(printFinding).join(''));
  });
});

/** Numbers, strings and structures that a hand, a program or an attacker may write. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.double(),
  fc.constantFrom(
    -1,
    0,
    0.5,
    2 ** 53,
    1e308,
    '__proto__',
    [],
    [0],
    [1e9, 1e9],
    { kind: 'kaiming_normal', mode: 1 },
    { kind: '__proto__' },
    { kind: 'uniform', a: 2 },
  ),
);
const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'in', '__proto__', 'constructor', 'toString');
const ports = fc.constantFrom('in', 'out', 'in1', 'in2', '__proto__', '');
const settingNames = fc.constantFrom(
  'out_features',
  'shape',
  'p',
  'init',
  'bias_init',
  'eps',
  'momentum',
  'negative_slope',
  'bias',
  '__proto__',
  'constructor',
  'x',
);
const strangeDocument: fc.Arbitrary<Document> = fc.record({
  format: fc.constant('gradscape' as const),
  version: fc.constant(1 as const),
  name: fc.string(),
  nodes: fc.array(
    fc.record({
      id: ids,
      layer: fc.oneof(fc.constantFrom(...LAYERS.map(({ name }) => name)), ids),
      name: fc.oneof(ids, fc.stringMatching(/^[^{}]{0,5}$/)),
      settings: fc.dictionary(settingNames, anything, { maxKeys: 3 }),
      position: fc.constant([0, 0] as [number, number]),
      bypassed: fc.constantFrom(undefined, undefined, false, true),
    }),
    { maxLength: 9 },
  ),
  edges: fc.array(fc.record({ from: fc.tuple(ids, ports), to: fc.tuple(ids, ports) }), { maxLength: 14 }),
  training: fc.record(
    {
      optimizer: fc.record(
        { kind: fc.constantFrom('SGD', 'Adam', 'RMSprop', 'Adagrad', '__proto__', ''), lr: anything, betas: anything, nesterov: anything },
        { requiredKeys: ['kind'] },
      ),
      batch_size: fc.oneof(fc.integer(), fc.double({ noNaN: true })),
      epochs: fc.oneof(fc.integer(), fc.double({ noNaN: true })),
      seed: fc.oneof(fc.integer(), fc.double({ noNaN: true })),
      clip_grad_norm: fc.oneof(fc.constant(null), fc.double({ noNaN: true })),
    },
    { requiredKeys: [] },
  ),
});

const strangeData = fc.option(
  fc.record({
    name: fc.string(),
    width: fc.nat(5),
    task: fc.constantFrom('classification' as const, 'regression' as const),
    classes: fc.nat(4),
    targetWidth: fc.nat(3),
  }),
);

describe('any document', () => {
  test('compiles or gets findings, and never throws', () => {
    fc.assert(
      fc.property(strangeDocument, strangeData, (strange, data) => {
        const document = v.parse(documentSchema, strange);
        const findings: Finding[] = [];
        const { plan, outline } = compile(document, data, findings);
        expect(plan === null).toBe(findings.some(({ severity }) => severity === 'error'));
        expect(outline.edges).toHaveLength(document.edges.length);
        for (const { message } of findings) expect(message).not.toMatch(/\{\w+\}|undefined|clause:|NaN is|object Object/);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('of any nesting and size of a setting is answered with a short sentence', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    for (const value of [deep, 'x'.repeat(1e5), Array.from({ length: 1e4 }, () => 7), { kind: deep }]) {
      const findings: Finding[] = [];
      compile(network([['Linear', 'fc1', { out_features: value, init: value }]]), null, findings);
      const refused = findings.filter(({ code }) => code === 'setting_invalid');
      expect(refused).toHaveLength(2);
      for (const { message } of refused) expect(message.length).toBeLessThan(200);
    }
  });
});

test('the batch size given takes the place of the document’s, and only the batch', () => {
  const small = compile(moons(), null, [], { batch: 8 }).plan!;
  const large = compile(moons(), null, []).plan!;
  expect([small.batch, large.batch]).toEqual([8, 32]);
  expect(small.tensors.map(({ name, shape }) => ({ name, shape }))).toEqual(large.tensors.map(({ name, shape }) => ({ name, shape })));
  expect(small.parameterRegion).toEqual(large.parameterRegion);
  expect(small.elements).toBeLessThan(large.elements);
});

test('errors that others found before do not stop a sound document', () => {
  const findings: Finding[] = [];
  compile(network([]), null, findings);
  expect(findings.length).toBeGreaterThan(0);
  expect(compile(moons(), null, findings).plan).not.toBeNull();
});

test('the same document gives the same plan', () => {
  expect(compile(moons(), null, []).plan).toEqual(compile(moons(), null, []).plan);
});

test('where blocks stand on the canvas and blocks that lead nowhere change nothing in the plan', () => {
  const document = moons();
  const moved = {
    ...document,
    nodes: [
      { id: 'stray', layer: 'Dropout', name: 'stray', settings: {}, position: [5, 5] as [number, number] },
      ...document.nodes.map((node) => ({ ...node, position: [1, 2] as [number, number] })),
    ],
    edges: [...document.edges, { from: ['fc1', 'out'] as [string, string], to: ['stray', 'in'] as [string, string] }],
  };
  expect(compile(moved, null, []).plan).toEqual(compile(document, null, []).plan);
});
