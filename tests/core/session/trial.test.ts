import { describe, expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { apply } from '../../../core/document/edits.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { repairEdit } from '../../../core/repairs/index.ts';
import type { ClientEvent } from '../../../core/session/client.ts';
import { moons, network } from '../../helpers/networks.ts';
import { listening } from '../../helpers/closed-after-each.ts';

const lesson = (id: string) => LESSONS.find((each) => each.id === id)!.document;
const training = (document: Document, change: Document['training']) => ({ ...document, training: { ...document.training, ...change } });

const plain = (lr: number) =>
  network(
    [
      ['Input', 'input', { shape: [2] }],
      ['Linear', 'fc1', { out_features: 8 }],
      ['ReLU', 'relu1'],
      ['Linear', 'head', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ],
    { training: { optimizer: { kind: 'SGD', lr }, batch_size: 32, epochs: 40 } },
  );

describe('a trial', () => {
  test('of a lower rate for a network that loses its numbers says that it helps, in numbers', async () => {
    const { trial } = await listening().client.try(plain(1000), plain(0.1));
    expect(trial.verdict).toBe('helped');
    expect([trial.present.failed, trial.repaired.failed]).toEqual([true, false]);
    expect(trial.present.findings.map(({ code }) => code)).toContain('non_finite');
    expect(trial.repaired).toMatchObject({ step: 200, totalSteps: 200 });
    expect(trial.repaired.skill).toBeGreaterThan(0.3);
    expect(trial.repaired.validation.accuracy).toBeGreaterThan(0.7);
    expect(trial.repaired.curve.at(-1)).toEqual({ step: 200, loss: trial.repaired.train.loss });
  });

  test('of BatchNorm for ten sigmoids says that it helps', async () => {
    const present = training(lesson('ten-sigmoids'), { epochs: 30 });
    const edit = repairEdit(present, { code: 'insert_batch_norm', numbers: {} })!;
    const { trial } = await listening().client.try(present, apply(present, edit).document);
    expect(trial.verdict).toBe('helped');
    expect(trial.present.skill).toBeLessThan(0.1);
    expect(trial.repaired.skill).toBeGreaterThan(trial.present.skill + 0.05);
  });

  test('of a change that costs what was learnt says that it makes things worse', async () => {
    const { trial } = await listening().client.try(plain(0.1), plain(1000));
    expect(trial.verdict).toBe('made_worse');
  });

  test('of what makes no difference says that it does not help', async () => {
    const { trial } = await listening().client.try(plain(0.1), plain(0.1));
    expect(trial.verdict).toBe('did_not_help');
    expect(trial.present).toEqual(trial.repaired);
  });

  test('ends where training would', async () => {
    const trainer = listening();
    await trainer.client.edit(moons());
    await trainer.client.start();
    await trainer.rest();
    const { train, validation } = (await listening().client.try(moons(), moons())).trial.present;
    const last = (on: string) => trainer.recording!.evaluations.findLast((evaluation) => evaluation.on === on);
    expect(last('train')).toMatchObject(train);
    expect(last('validation')).toMatchObject(validation);
  });

  test('goes through the very states that training goes through, with its draws, its order of rows and its masks', async () => {
    const document = training(moons(), { epochs: 30 });
    const trainer = listening();
    await trainer.client.edit(document);
    await trainer.client.start();
    await trainer.rest();
    const { present } = (await listening().client.try(document, document)).trial;
    const told = trainer.recording!.evaluations.filter(({ on }) => on !== 'validation');
    const bySteps = new Map(told.map(({ step, loss }) => [step, loss]));
    expect(present.curve.length).toBeGreaterThan(20);
    expect(present.curve).toEqual([...bySteps].map(([step, loss]) => ({ step, loss })));
    expect(present.findings).toEqual(trainer.last('findings')!.findings);
  });

  test('trains both by turns, each for its own planned steps, and tells how it goes', async () => {
    const listener = listening();
    const { trial } = await listener.client.try(training(plain(0.1), { epochs: 400 }), training(plain(0.1), { epochs: 1600 }));
    expect([trial.present.totalSteps, trial.repaired.totalSteps]).toEqual([2000, 8000]);
    const told = listener.events.filter((event): event is Extract<ClientEvent, { type: 'trial' }> => event.type === 'trial');
    expect(told.length).toBeGreaterThan(0);
    for (const {
      trial: { present, repaired, verdict },
    } of told) {
      expect(verdict).toBeNull();
      expect(Math.abs(present.step / 2000 - repaired.step / 8000)).toBeLessThan(0.02);
    }
    expect(Math.max(trial.present.curve.length, trial.repaired.curve.length)).toBeLessThanOrEqual(200);
    expect([trial.repaired.curve[0]!.step, trial.repaired.curve.at(-1)!.step]).toEqual([1, 8000]);
  });

  test('has nothing to do with the run that is held', async () => {
    const listener = listening();
    await listener.client.edit(moons());
    await listener.client.start(7);
    await listener.rest();
    await listener.until(() => listener.last('snapshot') !== undefined);
    const before = listener.events.filter(({ type }) => type !== 'trial').length;
    await listener.client.try(plain(0.1), plain(0.2));
    expect(listener.events.filter(({ type }) => type !== 'trial').slice(before)).toEqual([]);
    expect([listener.status, listener.step]).toEqual(['paused', 7]);
  });

  test('lets the two differ in how their data are scaled', async () => {
    const scaled = (scale: string) => ({ ...plain(0.1), dataset: { source: 'moons', rows: 200, scale } });
    const { trial } = await listening().client.try(scaled('none'), scaled('standardise'));
    expect(trial.present.train.loss).not.toBe(trial.repaired.train.loss);
  });

  test('answers other requests meanwhile', async () => {
    const { client } = listening();
    const trial = client.try(training(plain(0.1), { epochs: 200 }), plain(0.1));
    let over = false;
    void trial.then(() => (over = true));
    await client.edit(moons());
    expect(over).toBe(false);
    await trial;
  });
});

test('a trial is refused with the reason that one of the two cannot be trained for', async () => {
  const { client } = listening();
  const gone = { ...plain(0.1), dataset: { source: 'nowhere' } };
  await expect(client.try(gone, plain(0.1))).rejects.toThrow(/^This cannot be trained: There is no data set "nowhere"/);
  await expect(client.try(plain(0.1), plain(-1))).rejects.toThrow(/^This cannot be trained: Training setting optimizer.lr is -1/);
});
