import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { emptyDocument } from '../../../core/document/document.ts';
import { renamedWeights } from '../../../core/formats/renamed-weights.ts';

const block = (id: string, name: string): Document['nodes'][number] => ({ id, name, layer: 'Linear', settings: {}, position: [0, 0] });
const drawing = (...nodes: Document['nodes']): Document => ({ ...emptyDocument('net'), nodes });
const tensor = (name: string) => ({ name, shape: [1], values: new Float32Array([1]) });

function namesAfter(before: Document, after: Document, state: string[], optimizer: string[] = []): (readonly string[])[] {
  const weights = { state: state.map(tensor), optimizer: optimizer.map(tensor), step: 3, data: null, summary: {} };
  const renamed = renamedWeights({ document: before, weights }, after);
  return [renamed.weights.state, renamed.weights.optimizer, renamed.document.nodes].map((all) => all.map(({ name }) => name));
}

test('tensors follow their block to its new name, those of the optimizer too', () => {
  const [before, after] = [drawing(block('a', 'fc1'), block('b', 'fc2')), drawing(block('a', 'hidden'), block('b', 'fc2'))];
  expect(namesAfter(before, after, ['fc1.weight', 'fc2.weight'], ['fc1.weight.exp_avg'])).toEqual([
    ['hidden.weight', 'fc2.weight'],
    ['hidden.weight.exp_avg'],
    ['hidden', 'fc2'],
  ]);
});

test('two blocks that change names keep their own weights', () => {
  const [before, after] = [drawing(block('a', 'left'), block('b', 'right')), drawing(block('a', 'right'), block('b', 'left'))];
  expect(namesAfter(before, after, ['left.weight', 'right.weight'])[0]).toEqual(['right.weight', 'left.weight']);
});

test('a block whose name begins with that of another is not taken for it', () => {
  const [before, after] = [drawing(block('a', 'net'), block('b', 'net.0')), drawing(block('a', 'body'), block('b', 'net.0'))];
  expect(namesAfter(before, after, ['net.weight', 'net.0.weight'])[0]).toEqual(['body.weight', 'net.0.weight']);
});

test('weights of a block that is not there any more keep their name', () => {
  expect(namesAfter(drawing(block('a', 'fc1')), drawing(), ['fc1.weight'])[0]).toEqual(['fc1.weight']);
});
