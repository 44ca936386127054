import { expect, test } from 'vitest';
import { compile } from '../../core/compiler/compile.ts';
import { collide } from '../../core/document/spacing.ts';
import type { Finding } from '../../core/findings/finding.ts';
import { deepNetwork } from './canvas-document.ts';

test.each([100, 500])('a deep network of %i blocks has so many, beside each other, and can be trained', (count) => {
  const network = deepNetwork(count);
  expect(network.nodes).toHaveLength(count);
  for (const [index, node] of network.nodes.entries())
    expect(network.nodes.slice(index + 1).filter(({ position }) => collide(position, node.position))).toEqual([]);
  const findings: Finding[] = [];
  compile(network, null, findings);
  expect(findings).toEqual([]);
});
