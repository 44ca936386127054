import { expect, test } from 'vitest';
import { fix } from '../../../core/findings/fixes.ts';
import { finding } from '../../../core/findings/messages.ts';
import { withOfferedFixes } from '../../../core/session/offered-fixes.ts';
import { moons } from '../../helpers/networks.ts';
import { listening } from '../../helpers/closed-after-each.ts';

const found = finding(
  'converged',
  {},
  {},
  { fixes: [fix('insert_batch_norm'), fix('lower_learning_rate', { lr: 0.001 }), fix('reset_biases')] },
);

test('a fix is offered only where the document has something for it to change, in the order of the rule', () => {
  const [offered] = withOfferedFixes(moons(), [found]);
  expect(offered!.fixes.map(({ code }) => code)).toEqual(['lower_learning_rate']);
  expect(offered).toEqual({ ...found, fixes: offered!.fixes });
});

test('another document is offered what it can use', () => {
  const slow = moons({ training: { optimizer: { kind: 'Adam', lr: 0.0005 } } });
  expect(withOfferedFixes(slow, [found])[0]!.fixes).toEqual([]);
  expect(withOfferedFixes(moons(), [found])[0]!.fixes).toHaveLength(1);
});

test('a run tells its findings again when an edit takes from a fix what it would change', async () => {
  const training = (lr: number) => ({ training: { optimizer: { kind: 'SGD', lr }, batch_size: 32, epochs: 400 } });
  const plain = (lr: number) => {
    const { nodes, ...document } = moons(training(lr));
    const kept = nodes.filter(({ id }) => id !== 'bn1' && id !== 'drop1');
    const edges = kept
      .slice(1)
      .map(({ id }, index) => ({ from: [kept[index]!.id, 'out'] as [string, string], to: [id, 'in'] as [string, string] }));
    return { ...document, nodes: kept, edges };
  };
  const listener = listening();
  await listener.client.edit(plain(1000));
  await listener.client.start();
  await listener.rest();
  const offered = () => listener.last('findings')!.findings.flatMap(({ fixes }) => fixes.map(({ code }) => code));
  expect(offered()).toContain('lower_learning_rate');
  await listener.client.edit(plain(1e-9));
  expect(offered()).not.toContain('lower_learning_rate');
});
