/** @file The verdict over a log is that of the run that it was recorded of. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import { exploding } from '../../../core/lessons/exploding.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { tenSigmoids } from '../../../core/lessons/ten-sigmoids.ts';
import { Folder, type Ran } from '../../helpers/gradscape.ts';

const folder = new Folder();
const write = (name: string, document: Document) => writeFileSync(folder.at(name), JSON.stringify(document));
const findingsOf = ({ out }: Ran) => (JSON.parse(out) as { findings: Finding[] }).findings;
const muting = (document: Document, ...muted: string[]): Document => ({ ...document, diagnosis: { muted } });

async function trainAndDiagnose(file: string, ...args: string[]): Promise<{ trained: Ran; diagnosed: Ran }> {
  const log = `${file}.jsonl`;
  const trained = await folder.run('train', file, '--json', '--telemetry', log, ...args);
  return { trained, diagnosed: await folder.run('diagnose', log, '--json') };
}

beforeAll(() => {
  folder.copy('core/datasets/samples/iris.csv', 'iris.csv');
  write('sigmoids.gradscape.json', tenSigmoids.document);
  write('exploding.gradscape.json', exploding.document);
});
afterAll(() => folder.remove());

describe('says of a log what the training itself said: the same findings, of the same steps, with the same fixes', () => {
  test.each(LESSONS.map(({ id, document }) => [id, document] as const))('%s', { timeout: 120_000 }, async (id, document) => {
    write(`${id}.gradscape.json`, document);
    const { trained, diagnosed } = await trainAndDiagnose(`${id}.gradscape.json`, ...(id === 'digits-mlp' ? ['--epochs', '1'] : []));
    expect(findingsOf(diagnosed)).toEqual(findingsOf(trained));
    expect([diagnosed.code, diagnosed.err]).toEqual([trained.code, '']);
    expect(JSON.parse(diagnosed.out).skill).toBeCloseTo(JSON.parse(trained.out).skill, 12);
  });

  test('of a stretch of steps, and of a run that goes on from a model file', { timeout: 60_000 }, async () => {
    const stretch = await trainAndDiagnose('sigmoids.gradscape.json', '--steps', '90', '--out', 'begun.safetensors');
    expect(findingsOf(stretch.diagnosed)).toEqual(findingsOf(stretch.trained));
    expect(JSON.parse(stretch.diagnosed.out)).toMatchObject({ step: 90, planned_steps: 90, recorded: 90, cut_at_line: null });
    for (const args of [[], ['--steps', '70']]) {
      const { trained, diagnosed } = await trainAndDiagnose('begun.safetensors', ...args);
      expect(findingsOf(diagnosed)).toEqual(findingsOf(trained));
      expect(diagnosed.code).toBe(trained.code);
    }
  });

  test('of a run so long that only every n-th step is recorded', { timeout: 60_000 }, async () => {
    write('long.gradscape.json', { ...tenSigmoids.document, training: { ...tenSigmoids.document.training, epochs: 2000 } });
    const { trained, diagnosed } = await trainAndDiagnose('long.gradscape.json');
    expect(JSON.parse(trained.out).recorded_every).toBeGreaterThan(1);
    expect(findingsOf(diagnosed)).toEqual(findingsOf(trained));
  });
});

describe('exits with 3 while an error stands', () => {
  test('as training does, and prints what was measured and what to try', { timeout: 60_000 }, async () => {
    const { code, out } = await folder.run('train', 'sigmoids.gradscape.json', '--telemetry', 'sigmoids.jsonl');
    expect(code).toBe(3);
    const diagnosed = await folder.run('diagnose', 'sigmoids.jsonl');
    expect(diagnosed.code).toBe(3);
    const [, ...verdict] = diagnosed.out.split('\n');
    expect(out).toContain(verdict.join('\n'));
    expect(diagnosed.out).toMatch(/^Ten sigmoids: 800 steps, skill -?0\.00\d$/m);
    expect(diagnosed.out).toMatch(/^error: The gradient vanishes at fc1/m);
  });

  test('but not for what the network mutes, which one line names', { timeout: 60_000 }, async () => {
    write('muted.gradscape.json', muting(tenSigmoids.document, 'gradient_vanishing'));
    const { code, out } = await folder.run('train', 'muted.gradscape.json', '--telemetry', 'muted.jsonl');
    expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([0, 'muted: Gradient vanishing (fc1)']);
    const diagnosed = await folder.run('diagnose', 'muted.jsonl', '--json');
    expect([diagnosed.code, JSON.parse(diagnosed.out).muted]).toEqual([0, ['gradient_vanishing']]);
    expect(findingsOf(diagnosed).map(({ code: each, severity }) => [each, severity])).toEqual([['gradient_vanishing', 'error']]);
  });

  test('for a run that lost its numbers, also when one of its two findings is muted', { timeout: 60_000 }, async () => {
    write('lost.gradscape.json', muting(exploding.document, 'gradient_exploding'));
    const { trained, diagnosed } = await trainAndDiagnose('lost.gradscape.json');
    expect([trained.code, diagnosed.code]).toEqual([3, 3]);
    expect(findingsOf(diagnosed)[0]!.message).toMatch(/^The output of \w+ became infinite or not a number at step \d, in the weighted sum/);
  });
});

describe('a log that is not whole', () => {
  test('is judged up to where it breaks off, and that is said', { timeout: 60_000 }, async () => {
    await folder.run('train', 'exploding.gradscape.json', '--telemetry', 'whole.jsonl');
    const text = readFileSync(folder.at('whole.jsonl'), 'utf8');
    writeFileSync(folder.at('cut.jsonl'), text.slice(0, -60));
    const { code, out, err } = await folder.run('diagnose', 'cut.jsonl', '--json');
    const line = text.trimEnd().split('\n').length;
    expect(err).toBe(`gradscape: cut.jsonl breaks off in line ${line}; the verdict is of what is before it.\n`);
    expect([code, JSON.parse(out)]).toMatchObject([expect.any(Number), { cut_at_line: line, step: 1 }]);
  });

  test.each([
    ['that is not there', null, /nowhere\.jsonl cannot be read: there is no such file/],
    ['that is empty', '', /bad\.jsonl is empty/],
    ['that is a document', JSON.stringify(tenSigmoids.document), /bad\.jsonl is not the log of a run/],
    ['without a step', '{"type":"run","format":"gradscape-log","version":1,"rows":[{"name":"fc1","width":3}]}\n', /holds no step/],
  ])('%s is bad input: one sentence and exit 2', async (_, text, sentence) => {
    if (text !== null) writeFileSync(folder.at('bad.jsonl'), text);
    const { code, out, err } = await folder.run('diagnose', text === null ? 'nowhere.jsonl' : 'bad.jsonl', '--json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
