import { afterEach, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { Refused } from '../../../core/session/client.ts';
import { Listener } from '../../helpers/local-session.ts';
import { moons, withSetting } from '../../helpers/networks.ts';

const listeners: Listener[] = [];
afterEach(() => {
  for (const { client } of listeners.splice(0)) client.close();
});

function listener(): Listener {
  const made = new Listener();
  listeners.push(made);
  return made;
}

const lesson = (id: string) => LESSONS.find((each) => each.id === id)!.document;
const epochs = (document: Document, count: number) => ({ ...document, training: { ...document.training, epochs: count } });

test('a repair of a network that loses its numbers is said to help, in numbers', async () => {
  const { client } = listener();
  const sick = moons({ training: { optimizer: { kind: 'SGD', lr: 1000 }, batch_size: 32, epochs: 30 } });
  const repaired = moons({ training: { optimizer: { kind: 'SGD', lr: 0.1 }, batch_size: 32, epochs: 30 } });
  const { trial } = await client.try(withoutNorm(sick), withoutNorm(repaired));
  expect(trial.verdict).toBe('helped');
  expect([trial.present.failed, trial.repaired.failed]).toEqual([true, false]);
  expect(trial.repaired).toMatchObject({ step: 150, totalSteps: 150 });
  expect(trial.repaired.skill).toBeGreaterThan(0.3);
  expect(trial.repaired.validation.accuracy).toBeGreaterThan(0.7);
  expect(trial.present.findings.map(({ code }) => code)).toContain('non_finite');
});

const withoutNorm = (document: Document) => ({
  ...document,
  nodes: document.nodes.filter(({ id }) => id !== 'bn1' && id !== 'drop1'),
  edges: [
    ['input', 'fc1'],
    ['fc1', 'relu1'],
    ['relu1', 'head'],
    ['head', 'loss'],
  ].map(([from, to]) => ({ from: [from!, 'out'] as [string, string], to: [to!, 'in'] as [string, string] })),
});
