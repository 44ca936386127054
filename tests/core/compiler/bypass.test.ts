import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { compile } from '../../../core/compiler/compile.ts';
import type { Document, Edge } from '../../../core/document/document.ts';
import { findLayer } from '../../../core/layers/index.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import { printPlan } from '../../../core/plan/print.ts';
import { moons, network, withSetting } from '../../helpers/networks.ts';
import { randomNetwork } from '../../helpers/random-document.ts';

const wire = (from: string, to: string, port = 'in'): Edge => ({ from: [from, 'out'], to: [to, port] });

function bypassed(document: Document, ...ids: string[]): Document {
  return { ...document, nodes: document.nodes.map((node) => (ids.includes(node.id) ? { ...node, bypassed: true } : node)) };
}

/** Without the block, and what fed it feeds what it fed: by hand, for chains and the first input of a sum. */
function without(document: Document, id: string): Document {
  const into = document.edges.filter(({ to }) => to[0] === id).sort((a, b) => (a.to[1] < b.to[1] ? -1 : 1))[0]!;
  return {
    ...document,
    nodes: document.nodes.filter((node) => node.id !== id),
    edges: document.edges.filter(({ to }) => to[0] !== id).map((edge) => (edge.from[0] === id ? { ...edge, from: into.from } : edge)),
  };
}

function codes(document: Document): string[] {
  const findings: Finding[] = [];
  compile(document, null, findings);
  return findings.map(({ code, where }) => `${code} ${where.node ?? ''}`.trim());
}

describe('a bypassed block', () => {
  test.each(['fc1', 'bn1', 'relu1', 'drop1'])('leaves the plan of the network without it: %s', (id) => {
    const plan = compile(bypassed(moons(), id), null, []).plan!;
    expect(plan).toEqual(compile(without(moons(), id), null, []).plan);
    expect(plan.rows.map(({ node }) => node)).not.toContain(id);
  });

  test('leaves the plan of the network without it, whatever the network', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomNetwork, fc.nat(100), ({ document }, at) => {
        const inUse = document.nodes.filter(({ layer }) => findLayer(layer)!.role === 'hidden');
        const { id } = inUse[at % inUse.length]!;
        const [present, other] = [bypassed(document, id), without(document, id)].map((each) => compile(each, null, []).plan);
        // a width may no longer fit, and a branch be left without an end: the same in both
        expect(present === null).toBe(other === null);
        if (!present || !other) return;
        compared += 1;
        expect(printPlan(present)).toBe(printPlan(other));
        expect(present).toEqual(other);
      }),
      { seed: 5, numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  test('in a row of them is looked through to what is in use', () => {
    const plan = compile(bypassed(moons(), 'bn1', 'relu1', 'drop1'), null, []).plan!;
    expect(plan.rows.map(({ node, inputs }) => [node, inputs])).toEqual([
      ['fc1', []],
      ['head', [0]],
    ]);
  });

  test('keeps its place in the outline with the shape that flows through, and costs nothing', () => {
    const { outline } = compile(bypassed(moons(), 'fc1'), null, []);
    expect(outline.nodes[1]).toMatchObject({ node: 'fc1', shape: [2], parameters: 0, flops: 0, summary: '2' });
    expect(outline.edges.map(({ shape }) => shape)).toEqual([[2], [2], [2], [2], [2], [2]]);
  });

  test('is not in the way, whatever its settings and its kind', () => {
    expect(codes(bypassed(withSetting(moons(), 'fc1', 'out_features', 0), 'fc1'))).toEqual([]);
    const foreign = { ...moons(), nodes: moons().nodes.map((node) => (node.id === 'relu1' ? { ...node, layer: 'Mystery' } : node)) };
    expect(codes(foreign)).toEqual(['layer_unknown relu1']);
    expect(codes(bypassed(foreign, 'relu1'))).toEqual([]);
  });

  test('of two inputs hands on the first that is wired; what feeds the other leads nowhere', () => {
    const blocks = network([
      ['Input', 'input'],
      ['Linear', 'fc1'],
      ['Linear', 'fc2'],
      ['Add', 'add1'],
      ['CrossEntropyLoss', 'loss'],
    ]);
    const rest = [wire('input', 'fc1'), wire('input', 'fc2'), wire('add1', 'loss')];
    const both = { ...blocks, edges: [...rest, wire('fc1', 'add1', 'in1'), wire('fc2', 'add1', 'in2')] };
    expect(codes(both)).toEqual([]);
    expect(codes(bypassed(both, 'add1'))).toEqual(['output_unused fc2']);
    const second = { ...blocks, edges: [...rest, wire('fc2', 'add1', 'in2')] };
    expect(codes(bypassed(second, 'add1'))).toEqual(['output_unused fc1']);
    expect(compile(bypassed(second, 'add1'), null, []).plan!.rows.map(({ node }) => node)).toEqual(['fc2']);
  });

  test('at which nothing arrives is told of, once, and not what it feeds', () => {
    const open = { ...moons(), edges: moons().edges.slice(1) };
    expect(codes(bypassed(open, 'fc1'))).toEqual(['port_open fc1', 'output_unused input']);
  });

  test('cannot be an Input or a loss: they are used, with a warning', () => {
    expect(codes(bypassed(moons(), 'input', 'loss'))).toEqual(['bypass_ignored input', 'bypass_ignored loss']);
    expect(compile(bypassed(moons(), 'input', 'loss'), null, []).plan).toEqual(compile(moons(), null, []).plan);
  });
});
