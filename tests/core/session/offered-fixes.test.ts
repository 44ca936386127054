import { expect, test } from 'vitest';
import { fix } from '../../../core/findings/fixes.ts';
import { finding } from '../../../core/findings/messages.ts';
import { withOfferedFixes } from '../../../core/session/offered-fixes.ts';
import { moons } from '../../helpers/networks.ts';

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
