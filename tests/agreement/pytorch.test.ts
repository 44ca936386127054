/**
 * @file The core path, document to numbers, held to what PyTorch computed (build/pytorch-fixtures.py): outputs, losses,
 * gradients, signal norms, ten optimizer steps and the evaluation after them, within 1e-5 relative to each tensor's size.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DataFacts } from '../../core/compiler/data-facts.ts';
import type { Document } from '../../core/document/document.ts';
import type { Running } from '../../core/engine/machine.ts';
import { compiled } from '../helpers/compiled.ts';
import { MACHINES } from '../helpers/machines.ts';
import { relativeError } from '../helpers/relative-error.ts';
import { EVALUATION, bind, clearMoments, numbersOf, scalar, statistic, tensorNamed, trainStep, write } from '../helpers/run-plan.ts';

interface Fixture {
  document: Document & { training: { optimizer: { lr: number }; clip_grad_norm: number | null } };
  features: number[];
  targets: number[];
  rows: number;
  width: number;
  targetWidth: number;
  task: 'classification' | 'regression';
  classes: number;
  seed: number;
  initial: Record<string, number[]>;
  steps: {
    first: number;
    rows: number;
    loss: number;
    gradient_norm: number;
    output?: number[];
    gradients?: Record<string, number[]>;
    signals?: Record<string, number>;
    update_ratios?: Record<string, number>;
  }[];
  final: Record<string, number[]>;
  evaluation: { rows: number; output: number[]; loss: number };
}

const TOLERANCE = 1e-5;
const folder = join(import.meta.dirname, '../fixtures/pytorch');
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name: name.replace('.json', ''), fixture: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fixture }));

test('there are fixtures for every layer, loss and optimizer, and for their edges', () => expect(fixtures.length).toBeGreaterThan(75));

describe.each(MACHINES)('$name', ({ create }) => {
  test.each(fixtures)('agrees with PyTorch on $name', ({ fixture }) => {
    const facts: DataFacts = {
      name: 'fixture',
      width: fixture.width,
      task: fixture.task,
      classes: fixture.classes,
      targetWidth: fixture.targetWidth,
    };
    const plan = compiled(fixture.document, facts);
    const machine = create(plan);
    bind(machine, fixture.features, fixture.targets, fixture.rows);
    clearMoments(machine);
    for (const [name, values] of Object.entries(fixture.initial)) write(machine, name, values);
    const { training } = fixture.document;
    const running: Running = { lr: training.optimizer.lr, clip_grad_norm: training.clip_grad_norm ?? 0, step: 0, seed: fixture.seed };

    const agree = (what: string, got: ArrayLike<number>, expected: ArrayLike<number>, floor?: number) =>
      expect(relativeError(got, expected, floor), `relative error of ${what}`).toBeLessThan(TOLERANCE);

    for (const step of fixture.steps) {
      running.step += 1;
      if (step.gradients) {
        machine.run('forward', { training: true, recorded: true, inspected: false, scored: true }, running, step.first, step.rows);
        agree('the output', numbersOf(machine, plan.tensors[plan.output]!, step.rows), step.output!);
        machine.run('backward', { training: true, recorded: true, inspected: false, scored: true }, running, step.first, step.rows);
        // A gradient that is zero in theory (a bias before BatchNorm) is noise in both: the step's whole norm sets the floor.
        for (const parameter of plan.parameters) {
          const name = plan.tensors[parameter.tensor]!.name;
          agree(
            `the gradient of ${name}`,
            numbersOf(machine, plan.tensors[parameter.gradient]!),
            step.gradients[name]!,
            Math.max(1e-12, 0.01 * step.gradient_norm),
          );
        }
        machine.run('update', { training: true, recorded: true, inspected: false, scored: true }, running, step.first, step.rows);
        for (const [index, row] of plan.rows.entries()) {
          if (row.node in step.signals!)
            agree(`the signal of ${row.name}`, [statistic(machine, index, 'signal')], [step.signals![row.node]!]);
          const ratio = step.update_ratios![`${row.name}.weight`];
          if (ratio !== undefined) agree(`the update ratio of ${row.name}`, [statistic(machine, index, 'update_ratio')], [ratio], 1e-3);
        }
      } else trainStep(machine, running, step.first, step.rows);
      agree(`the loss of step ${running.step}`, [scalar(machine, 'loss')], [step.loss], 1e-2);
      agree(`the gradient norm of step ${running.step}`, [scalar(machine, 'gradient_norm')], [step.gradient_norm], 1e-2);
    }

    for (const [name, expected] of Object.entries(fixture.final))
      agree(`${name} after ten steps`, numbersOf(machine, tensorNamed(plan, name)), expected);
    machine.run('forward', EVALUATION, running, 0, fixture.evaluation.rows);
    agree('the output in evaluation', numbersOf(machine, plan.tensors[plan.output]!, fixture.evaluation.rows), fixture.evaluation.output);
    agree('the loss in evaluation', [scalar(machine, 'loss')], [fixture.evaluation.loss], 1e-2);
  });
});
