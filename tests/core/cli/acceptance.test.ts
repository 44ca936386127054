/** @file What the examples are for, run whole as a person would: digits are learnt, sick networks are named, healthy ones left alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../core/findings/finding.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { Folder } from '../../helpers/gradscape.ts';
import { Listener } from '../../helpers/local-session.ts';

const folder = new Folder();
afterAll(() => folder.remove());

async function train(id: string, expectedCode: number, ...args: string[]) {
  folder.copy('core/datasets/samples/iris.csv', 'iris.csv');
  writeFileSync(folder.at(`${id}.gradscape.json`), JSON.stringify(LESSONS.find((lesson) => lesson.id === id)!.document));
  const { code, out } = await folder.run('train', `${id}.gradscape.json`, '--json', ...args);
  expect(code).toBe(expectedCode);
  return JSON.parse(out) as { validation: { accuracy: number }; skill: number; findings: Finding[] };
}

const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code);

test('784-512-256-10 learns digits to 0.97 within five epochs', { timeout: 180_000 }, async () => {
  const { validation, findings } = await train('digits-mlp', 0, '--epochs', '5');
  expect(validation.accuracy).toBeGreaterThanOrEqual(0.97);
  expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test('ten sigmoid layers stay at chance, and the layer where the gradient vanishes is named', { timeout: 60_000 }, async () => {
  const { skill, findings } = await train('ten-sigmoids', 3);
  expect(skill).toBeLessThan(0.1);
  expect(codes(findings)).toEqual(['gradient_vanishing']);
  expect(findings[0]!.numbers['name']).toBe('fc1');
  expect(findings[0]!.message).toMatch(/^The gradient vanishes at fc1: its signal is [5-6]\.\d decades below that of fc10;/);
  expect(Number(findings[0]!.numbers['foreseen'])).toBeCloseTo(6.1, 1);
});

test('weights of standard deviation 1 explode through ten ReLU layers, and the layer is named', { timeout: 60_000 }, async () => {
  const { findings } = await train('exploding', 3);
  const found = findings.find(({ code }) => code === 'gradient_exploding')!;
  expect(found.numbers['name']).toBe('fc1');
  // nine layers of sqrt(64 / 2)
  expect(Number(found.numbers['decades'])).toBeCloseTo(9 * Math.log10(Math.sqrt(32)), 0);
  expect(found.numbers['cause']).toBe('clause:because_of_weights');
});

const SICK = ['ten-sigmoids', 'exploding'];

describe('healthy examples learn and raise no flag, whatever the seed', () => {
  const healthy = LESSONS.filter(({ id }) => !SICK.includes(id) && id !== 'digits-mlp');
  test.each(healthy.map((lesson) => [lesson.id, lesson.document] as const))('%s', { timeout: 60_000 }, async (_, document) => {
    const listener = new Listener();
    await listener.client.files([
      { name: 'iris.csv', bytes: readFileSync(join(import.meta.dirname, '../../../core/datasets/samples/iris.csv')) },
    ]);
    for (const seed of [1, 2, 3]) {
      await listener.client.edit({ ...document, training: { ...document.training, seed } });
      await listener.client.start();
      await listener.rest();
      const { evaluations, header } = listener.recording!;
      const told = listener.events.flatMap((event) => (event.type === 'findings' ? event.findings : []));
      expect(told.filter(({ severity }) => severity !== 'info').map(({ message }) => message)).toEqual([]);
      expect(evaluations.findLast(({ on }) => on === 'train')!.loss).toBeLessThan(0.5 * header.constantLoss);
    }
    listener.client.close();
  });
});
