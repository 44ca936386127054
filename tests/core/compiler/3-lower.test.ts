import { expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import type { Document } from '../../../core/document/document.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import { moons, network } from '../../helpers/networks.ts';

function findingsOf(document: Document): readonly [planned: boolean, findings: readonly Finding[]] {
  const findings: Finding[] = [];
  const { plan } = compile(document, { name: 'moons', width: 2, task: 'classification', classes: 2, targetWidth: 1 }, findings);
  return [plan !== null, findings];
}

test('BatchNorm with batches of one row is refused, at each BatchNorm, and says what to set', () => {
  const [planned, findings] = findingsOf(moons({ training: { ...moons().training, batch_size: 1 } }));
  expect(planned).toBe(false);
  expect(findings).toMatchObject([
    {
      code: 'batch_norm_one_row',
      severity: 'error',
      where: { node: 'bn1' },
      message: 'bn1 normalises over the rows of a batch, and a batch of one row has no variance. Set the batch size to 2 or more.',
    },
  ]);
  expect(findingsOf(moons({ training: { ...moons().training, batch_size: 2 } }))).toEqual([true, []]);
});

test('a LeakyReLU takes the ends of its range, and a negative slope is refused: its sign could not be told from the output', () => {
  const sloped = (negative_slope: number) =>
    findingsOf(
      network([
        ['Input', 'input', { shape: [2] }],
        ['LeakyReLU', 'leaky', { negative_slope }],
        ['Linear', 'head', { out_features: 2 }],
        ['CrossEntropyLoss', 'loss'],
      ]),
    );
  for (const slope of [0, 1]) expect(sloped(slope)).toEqual([true, []]);
  const [planned, findings] = sloped(-0.1);
  expect(planned).toBe(false);
  expect(findings).toMatchObject([{ code: 'setting_invalid', where: { node: 'leaky', setting: 'negative_slope' } }]);
});
