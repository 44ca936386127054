import { expect, test } from 'vitest';
import { apply, type Training } from '../../../core/document/edits.ts';
import { finding } from '../../../core/findings/messages.ts';
import { fix } from '../../../core/findings/fixes.ts';
import { exploding } from '../../../core/lessons/exploding.ts';
import { recoveries, runGoesOn } from '../../../renderer/state/recovery.ts';

const { document } = exploding;
const trained = (training: Training) => apply(document, { edit: 'train', training }).document;
const lost = finding('non_finite', { node: 'fc1', step: 3 }, {});

test('a run goes on with another learning rate, batch size, number of epochs or clipping', () => {
  const others = [{ optimizer: { kind: 'SGD', lr: 1e-4 } }, { batch_size: 8 }, { epochs: 3 }, { clip_grad_norm: 1 }];
  for (const training of others) expect(runGoesOn(document, trained(training)), JSON.stringify(training)).toBe(true);
});

test('a run does not go on with another optimizer, momentum, seed, or network', () => {
  const others = [{ optimizer: { kind: 'Adam', lr: 0.01 } }, { optimizer: { kind: 'SGD', lr: 0.01, momentum: 0.9 } }, { seed: 7 }];
  for (const training of others) expect(runGoesOn(document, trained(training)), JSON.stringify(training)).toBe(false);
  const wider = apply(document, { edit: 'set', node: document.nodes[1]!.id, setting: 'out_features', value: 9 }).document;
  expect(runGoesOn(document, wider)).toBe(false);
});

test('what findings offer is offered once, in their order, if it changes anything', () => {
  const findings = [
    { ...lost, fixes: [fix('lower_learning_rate', { lr: 1e-4 }), fix('lower_learning_rate', { lr: 1e-5 })] },
    { ...lost, fixes: [fix('clip_gradient', { norm: 1 }), fix('initialise')] },
  ];
  expect(recoveries(document, findings, null).map(({ fix, goesOn }) => [fix.code, fix.numbers, goesOn])).toEqual([
    ['lower_learning_rate', { lr: 1e-4 }, true],
    ['clip_gradient', { norm: 1 }, true],
    ['initialise', {}, false],
  ]);
  expect(recoveries(document, [{ ...lost, fixes: [fix('lower_learning_rate', { lr: 10 })] }], null)).toEqual([]);
});

test('what a finding that has ended offered is no way out', () => {
  expect(recoveries(document, [{ ...lost, ended: 2, fixes: [fix('lower_learning_rate', { lr: 1e-4 })] }], null)).toEqual([]);
});

test('a rate that was raised is first put back to the one that the run was sound with', () => {
  const raised = trained({ optimizer: { kind: 'SGD', lr: 1000 } });
  const findings = [{ ...lost, fixes: [fix('initialise'), fix('lower_learning_rate', { lr: 100 })] }];
  const [first, ...others] = recoveries(raised, findings, 0.01);
  expect(first).toMatchObject({ fix: { code: 'lower_learning_rate', numbers: { lr: 0.01 } }, goesOn: true });
  expect(others.map(({ fix }) => fix.code)).toEqual(['initialise']);
  expect(recoveries(raised, findings, 1000).at(-1)!.fix.numbers).toEqual({ lr: 100 });
});
