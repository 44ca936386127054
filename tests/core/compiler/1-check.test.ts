import { describe, expect, test } from 'vitest';
import { check } from '../../../core/compiler/1-check.ts';
import type { Document } from '../../../core/document/document.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import { moons, network } from '../../helpers/networks.ts';

const edge = (from: string, to: string, port = 'in') => ({ from: [from, 'out'] as [string, string], to: [to, port] as [string, string] });

function found(document: Document, code: Finding['code']): Finding[] {
  const findings: Finding[] = [];
  check(document, findings);
  return findings.filter((finding) => finding.code === code);
}

describe('the order of a graph', () => {
  test('follows the wires whatever the order of the document', () => {
    const document = moons();
    const { order } = check({ ...document, nodes: document.nodes.toReversed(), edges: document.edges.toReversed() }, []);
    expect(order.map(({ node, depth }) => [node.id, depth])).toEqual(document.nodes.map(({ id }, depth) => [id, depth]));
  });

  test('takes the longest way as the depth, and the document between equals', () => {
    const document = network([
      ['Add', 'add1'],
      ['Input', 'b'],
      ['Input', 'a'],
      ['Tanh', 'tanh1'],
      ['ReLU', 'relu1'],
    ]);
    const edges = [edge('a', 'tanh1'), edge('tanh1', 'relu1'), edge('relu1', 'add1', 'in1'), edge('b', 'add1', 'in2')];
    const { order } = check({ ...document, edges }, []);
    expect(order.map(({ node, depth }) => `${node.id} ${depth}`)).toEqual(['b 0', 'a 0', 'tanh1 1', 'relu1 2', 'add1 3']);
  });
});

describe('a circle', () => {
  const ring = network([
    ['ReLU', 'a'],
    ['ReLU', 'b'],
    ['ReLU', 'c'],
  ]);

  test('is told by its path and one of its wires', () => {
    const [cycle, ...more] = found({ ...ring, edges: [...ring.edges, edge('c', 'a')] }, 'cycle');
    expect(more).toEqual([]);
    expect(['a → b → c → a', 'b → c → a → b', 'c → a → b → c']).toContain(cycle!.numbers.path);
    expect(['a.out -> b.in', 'b.out -> c.in', 'c.out -> a.in']).toContain(cycle!.where.edge);
  });

  test('of one block on itself is one', () => {
    expect(found({ ...network([['ReLU', 'a']]), edges: [edge('a', 'a')] }, 'cycle').map(({ numbers }) => numbers.path)).toEqual(['a → a']);
  });

  test('does not hide another, and what hangs behind one is in none', () => {
    const document = network([
      ['ReLU', 'a'],
      ['ReLU', 'b'],
      ['ReLU', 'c'],
      ['ReLU', 'd'],
      ['ReLU', 'tail'],
    ]);
    const edges = [edge('a', 'b'), edge('b', 'a'), edge('c', 'd'), edge('d', 'c'), edge('d', 'tail')];
    const paths = found({ ...document, edges }, 'cycle').map(({ numbers }) => numbers.path as string);
    expect(paths.map((path) => [...new Set(path.split(' → '))].sort().join())).toEqual(['a,b', 'c,d']);
  });
});

describe('a block without wires', () => {
  test('beside a whole network is only warned of', () => {
    const document = moons();
    const findings: Finding[] = [];
    check({ ...document, nodes: [...document.nodes, ...network([['Linear', 'stray']]).nodes] }, findings);
    expect(findings.map(({ code, where }) => [code, where.node])).toEqual([['output_unused', 'stray']]);
  });

  test('is asked for its wires while there is no loss yet', () => {
    expect(found(network([['Linear', 'fc1']]), 'port_open').map(({ where }) => where.node)).toEqual(['fc1']);
  });
});

test('a name that PyTorch would not take for a module, or that model files keep for themselves, is refused', () => {
  for (const name of ['', '.', '.0', 'net.', 'net..0', 'gradscape', 'gradscape.fc1']) {
    const document = moons();
    const [first, ...rest] = document.nodes;
    const refused = found({ ...document, nodes: [{ ...first!, name }, ...rest] }, 'setting_invalid');
    expect(refused.map(({ where }) => where)).toEqual([{ node: 'input', setting: 'name' }]);
  }
});

test('a name may be a path, as modules of modules have one in PyTorch', () => {
  const document = moons();
  const nodes = document.nodes.map((node) => ({ ...node, name: `net.${node.name}` }));
  expect(check({ ...document, nodes }, []).losses).toHaveLength(1);
  expect(found({ ...document, nodes }, 'setting_invalid')).toEqual([]);
});

test('of two blocks with one id the first keeps the wires', () => {
  const document = moons();
  const twin = network([['Tanh', 'fc1']]).nodes;
  const { nodes } = check({ ...document, nodes: [...document.nodes, ...twin] }, []);
  expect(nodes.map(({ node }) => node.layer)).toEqual(document.nodes.map(({ layer }) => layer));
});
