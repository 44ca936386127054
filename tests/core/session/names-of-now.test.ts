import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { finding } from '../../../core/findings/messages.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import type { Row } from '../../../core/plan/plan.ts';
import { withNamesOfNow } from '../../../core/session/names-of-now.ts';
import { listening } from '../../helpers/closed-after-each.ts';
import { drawn } from '../../helpers/drawn-network.ts';

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

test('a name that begins with that of another block is not taken for it', () => {
  const row = (node: string, name: string) => ({ node, name }) as Row;
  const nodes = drawn('a:Input > b:Linear').nodes.map((each) => ({ ...each, name: each.id === 'a' ? 'first' : 'net.0' }));
  const said = finding('kernels_untrue', {}, { tensor: 'net.0.weight' });
  const rows = [row('a', 'net'), row('b', 'net.0')];
  expect(withNamesOfNow(rows, { ...drawn(), nodes }, [said])[0]!.numbers).toMatchObject({ tensor: 'net.0.weight' });
  const renamedBoth = nodes.map((each) => (each.id === 'b' ? { ...each, name: 'head' } : each));
  expect(withNamesOfNow(rows, { ...drawn(), nodes: renamedBoth }, [said])[0]!.numbers).toMatchObject({ tensor: 'head.weight' });
});
