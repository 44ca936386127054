import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { listening } from '../../helpers/closed-after-each.ts';

function renamed(document: Document, names: Readonly<Record<string, string>>): Document {
  return { ...document, nodes: document.nodes.map((node) => ({ ...node, name: names[node.id] ?? node.name })) };
}

test('what a run has found speaks of blocks by the names that they are given later, and by the old ones when that is undone', async () => {
  const { document } = LESSONS.find(({ id }) => id === 'exploding')!;
  const listener = listening();
  await listener.client.edit(document);
  await listener.client.start();
  await listener.rest();
  const told = () => listener.last('findings')!.findings;
  const before = told();
  const [lost, exploding] = before;
  const node = lost!.where.node!;
  expect(lost!.message).toContain(`The output of ${node} became infinite`);

  await listener.client.edit(renamed(document, { [node]: 'tall', fc1: 'first' }));
  expect(listener.status).toBe('failed');
  expect(told()[0]!.message).toBe(lost!.message.replaceAll(node, 'tall'));
  expect(told()[0]!.numbers).toMatchObject({ name: 'tall', tensor: 'tall.out' });
  expect(told()[1]!.message).toBe(exploding!.message.replaceAll('fc1 ', 'first '));

  await listener.client.edit(document);
  expect(told()).toEqual(before);
});
