import { describe, expect, test } from 'vitest';
import { edgeName, type Document } from '../../../core/document/document.ts';
import { block, chain } from '../../../core/lessons/chain.ts';
import { drawingSvg, type DrawingFacts } from '../../../renderer/canvas/drawing-svg.ts';
import { shownOf } from '../../../renderer/editing/shown.ts';

const NOTHING: DrawingFacts = {
  title: 'Network',
  summaryOf: () => '',
  groupSummary: ({ nodes }) => `${nodes.length} blocks`,
  repeatsOf: () => 1,
  shapeOf: () => null,
  heatOf: () => ({ heat: null, broken: false }),
  findingOfNode: () => null,
  findingOfWire: () => null,
};

const three = chain(
  'Three',
  [block('Input', 'input', { shape: [2] }), block('Linear', 'fc', { out_features: 2 }), block('CrossEntropyLoss', 'loss')],
  {},
  { source: 'spiral' },
);

const draw = (document: Document, facts: Partial<DrawingFacts> = {}) =>
  drawingSvg(shownOf(document), { ...NOTHING, ...facts }, (colour) => (colour.includes('hot') ? 'hot' : colour.includes('bad') ? 'bad' : '#123456')); // prettier-ignore

/** How often each class of things is drawn. */
function counts(svg: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [, kind] of svg.matchAll(/class="([a-z]+)"/g)) found[kind!] = (found[kind!] ?? 0) + 1;
  return found;
}

/** Throws where a tag is not closed by its own, or a sign stands that XML does not allow. */
function readXml(svg: string): void {
  const open: string[] = [];
  const rest = svg
    .replace(/^<\?xml[^?]*\?>/, '')
    .replace(/<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>/g, (_, end, name, __, alone) => {
      if (end && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      if (!end && !alone) open.push(name as string);
      return '';
    });
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
  if (/[<>]|&(?!(amp|lt|gt|quot|apos);)/.test(rest)) throw new Error(`a stray sign in ${rest.trim()}`);
  if (/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/u.test(rest)) throw new Error('a sign that XML has no place for');
}

describe('a drawing of the network', () => {
  test('has every block, wire and shape once', () => {
    const { svg } = draw(three, { shapeOf: () => '32×2' });
    expect(counts(svg)).toEqual({ block: 3, wire: 2, shape: 2 });
    for (const name of ['input', 'fc', 'loss']) expect(svg.split(`>${name}<`)).toHaveLength(2);
    readXml(svg);
  });

  test('has room for all of it, wherever it stands', () => {
    const [first, ...others] = three.nodes;
    const { svg, width, height } = draw({ ...three, nodes: [{ ...first!, position: [-1000, -400] }, ...others] });
    const [left, top] = /viewBox="(-?\d+) (-?\d+)/.exec(svg)!.slice(1).map(Number) as [number, number];
    expect(left).toBeLessThan(-1000);
    expect(top).toBeLessThan(-400);
    expect(left + width).toBeGreaterThan(2 * 196 + 132);
    expect(top + height).toBeGreaterThan(60);
  });

  test('draws a collapsed group as one block, an open one as a frame, and notes', () => {
    const nodes = ['fc', 'loss'];
    const notes = [{ id: 'n', text: 'Look here', position: [0, 200] as [number, number] }];
    const collapsed = draw({ ...three, groups: [{ id: 'g', name: 'Head', nodes, collapsed: true }], notes });
    expect(counts(collapsed.svg)).toEqual({ block: 1, group: 1, wire: 1, note: 1 });
    expect(collapsed.svg).toContain('>2 blocks<');
    const open = draw({ ...three, groups: [{ id: 'g', name: 'Head', nodes }] }, { repeatsOf: () => 3 });
    expect(counts(open.svg)).toEqual({ block: 3, frame: 1, wire: 2 });
    expect(open.svg).toContain('>Head × 3<');
  });

  test('tells what is wrong, and how hot it is', () => {
    const wire = edgeName(three.edges[1]!);
    const { svg } = draw(three, {
      findingOfWire: (id) => (id === wire ? { severity: 'error', sentence: 'fc gives 2, loss expects <3>' } : null),
      heatOf: (node) => ({ heat: node === 'fc' ? 1.5 : null, broken: false }),
    });
    expect(svg).toContain('<title>fc gives 2, loss expects &lt;3&gt;</title>');
    expect(svg).toContain('stroke="bad"');
    expect(svg).toMatch(/width="26.5" height="4" rx="2" fill="hot"/); // half of its half of the bar
    readXml(svg);
  });

  test('escapes what a hostile document calls its blocks', () => {
    const names = ['<script>alert(1)</script>', '"/><a href="x">', "&'&amp;\u0000\u001b\ud800\uffff", ']]>'];
    const [, fc] = three.nodes;
    const nodes = names.map((name, index) => ({ ...fc!, id: `n${index}`, name, position: [0, 200 * index] as [number, number] }));
    const notes = [{ id: 'n', text: names.join('\n'), position: [400, 0] as [number, number] }];
    const { svg } = draw(
      { ...three, nodes, edges: [], groups: [{ id: 'g', name: names[0]!, nodes: ['n0'] }], notes },
      { title: names[1]! },
    );
    expect(svg).not.toMatch(/<(script|a)\b/);
    readXml(svg);
  });

  test('of nothing is a small empty page', () => {
    const { svg, width, height } = draw({ ...three, nodes: [], edges: [] });
    expect([width, height]).toEqual([96, 96]);
    readXml(svg);
  });
});
