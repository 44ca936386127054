import { expect, test } from 'vitest';
import { printDocument } from '../../../core/document/print-document.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { fragmentOf } from '../../../renderer/editing/fragment.ts';
import { printFragment } from '../../../renderer/editing/fragment-text.ts';
import { pastedKind } from '../../../renderer/state/pasted-kind.ts';

const { document } = LESSONS[0]!;

test('blocks that were copied are told from a whole network', () => {
  expect(pastedKind(printFragment(fragmentOf(document, [document.nodes[0]!.id])))).toBe('blocks');
  expect(pastedKind(printDocument(document))).toBe('document');
});

test.each([
  'import torch',
  'from torch import nn\n',
  '# a network\nimport torch.nn as nn\nnet = nn.Sequential()',
  'net = nn.Sequential(nn.Linear(2, 3))',
  'class Net(nn.Module):\n  pass',
])('Python that speaks of PyTorch is code: %j', (text) => expect(pastedKind(text)).toBe('pytorch'));

test.each(['', 'fc1', 'import os', 'The torch is lit.', 'null', '[]', '{', '{"format":"other"}', 'a,b\n1,2\n'])(
  '%j is nothing of ours',
  (text) => expect(pastedKind(text)).toBe(null),
);
