import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { printPlan } from '../../../core/plan/print.ts';
import { compiled } from '../../helpers/compiled.ts';
import { network } from '../../helpers/networks.ts';
import { repaired, wiring } from '../../helpers/repaired.ts';

const lesson = (id: string) => LESSONS.find((each) => each.id === id)!.document;
const placeOf = ({ nodes }: Document, name: string) => nodes.find((node) => node.name === name)!.position;
const moons = { name: 'moons', width: 2, task: 'classification', classes: 2, targetWidth: 1 } as const;

describe('BatchNorm', () => {
  test('put into ten sigmoid layers makes of them the plan of the lesson that has it', () => {
    const document = repaired(lesson('ten-sigmoids'), 'insert_batch_norm')!;
    expect(printPlan(compiled(document, moons))).toBe(printPlan(compiled(lesson('ten-sigmoids-repaired'), moons)));
  });

  test('is not put behind the Linear that the loss is computed from, nor behind one that has it', () => {
    const document = network([
      ['Input', 'input'],
      ['Linear', 'fc1'],
      ['BatchNorm1d', 'bn1'],
      ['ReLU', 'relu1'],
      ['Linear', 'fc2'],
      ['ReLU', 'relu2'],
      ['Linear', 'head', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ]);
    const after = repaired(document, 'insert_batch_norm')!;
    expect(wiring(after)).toEqual(
      wiring(document)
        .flatMap((wire) => (wire === 'fc2 > relu2' ? ['bn2 > relu2', 'fc2 > bn2'] : wire))
        .sort(),
    );
    expect(repaired(after, 'insert_batch_norm')).toBeNull();
  });

  test('takes over every wire of its Linear, and what the wires carry', () => {
    const document = network([
      ['Input', 'input'],
      ['Linear', 'fc1', { out_features: 4 }],
      ['ReLU', 'relu1'],
      ['Linear', 'fc2', { out_features: 4 }],
      ['Add', 'add1'],
      ['Linear', 'head', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ]);
    const edges: Document['edges'] = [
      ...document.edges.map((edge) => (edge.to[0] === 'add1' ? { ...edge, to: ['add1', 'in1'] as [string, string] } : edge)),
      { from: ['fc1', 'out'], to: ['add1', 'in2'], colour: 'red' },
    ];
    const after = repaired({ ...document, edges }, 'insert_batch_norm')!;
    expect(wiring(after)).toContain('bn1 > add1.in2');
    expect(after.edges.filter(({ from }) => from[0] === 'fc1').map(({ to }) => to[0])).toEqual([
      after.nodes.find(({ name }) => name === 'bn1')!.id,
    ]);
    expect(after.edges.find(({ colour }) => colour === 'red')!.to).toEqual(['add1', 'in2']);
  });

  test('stands between its neighbours, and what follows in their row moves on by a step', () => {
    const before = lesson('ten-sigmoids');
    const after = repaired(before, 'insert_batch_norm')!;
    const row = ['input', 'fc1', 'bn1', 'sigmoid1', 'fc2', 'bn2', 'sigmoid2'];
    expect(row.map((name) => placeOf(after, name))).toEqual(row.map((_, index) => [196 * index, 0]));
    expect(placeOf(after, 'fc3')).toEqual(placeOf(before, 'fc3'));
  });

  test('is not offered for batches of one row, which have no variance', () => {
    const document = lesson('ten-sigmoids');
    expect(repaired({ ...document, training: { ...document.training, batch_size: 1 } }, 'insert_batch_norm')).toBeNull();
  });
});
