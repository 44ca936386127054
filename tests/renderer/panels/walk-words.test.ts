import { expect, test } from 'vitest';
import type { Node } from '../../../core/document/document.ts';
import { LAYERS } from '../../../core/layers/index.ts';
import { OPTIMIZERS } from '../../../core/layers/training-settings.ts';
import type { Walk, WalkStage } from '../../../core/telemetry/walk.ts';
import { walkSentences } from '../../../renderer/panels/walk-words.ts';
import type { OptimizerKind } from '../../../renderer/state/defaults.ts';
import { toldStep } from './told-step.ts';

const UNITS = 64;

function blockOf(id: string, layer: string, settings: Node['settings'] = {}): Node {
  return { id, name: id, layer, settings, position: [0, 0] };
}

/** What is said of a stage of the step of told-step.ts, the block being of that layer. */
function said(kind: WalkStage['kind'], node: Node, { walk = toldStep(), optimizer = 'Adam' as OptimizerKind, momentum = 0 } = {}): string {
  const stage = walk.stages.find((each) => each.kind === kind && each.node === node.id)!;
  return walkSentences(stage, { walk, node, units: UNITS, optimizer: { kind: optimizer, momentum } }).join(' ');
}

/** The step with one stage changed. */
function withStage<K extends WalkStage['kind']>(kind: K, node: string, change: Partial<Extract<WalkStage, { kind: K }>>): Walk {
  const walk = toldStep();
  return { ...walk, stages: walk.stages.map((stage) => (stage.kind === kind && stage.node === node ? { ...stage, ...change } : stage)) };
}

test('a Linear is told of with its formula, its norms and its units', () => {
  expect(said('forward', blockOf('fc1', 'Linear'))).toBe(
    'fc1 gets ‖x‖ = 1.40 and makes ‖y‖ = 3.10 of it: y = x Wᵀ + b, a weighted sum for each of its 64 units.',
  );
  expect(said('forward', blockOf('fc1', 'Linear', { bias: false }))).toContain('y = x Wᵀ, a weighted');
});

test('the data are handed in with their rows and width', () => {
  expect(said('forward', blockOf('in', 'Input'))).toContain('32 rows of 64 numbers, on average of the norm ‖x‖ = 1.40');
});

test('what is off is told in the words of its layer, and not where it cannot be', () => {
  expect(said('forward', blockOf('act1', 'ReLU'))).toMatch(/40 % of its outputs are 0\.$/);
  expect(said('forward', blockOf('act1', 'Sigmoid'))).toMatch(/40 % of its outputs lie where the curve is flat\.$/);
  expect(said('forward', blockOf('fc2', 'Linear'))).not.toContain('%');
});

test('the factor of the chain rule is the one of the step, with the reason that the layer gives for it', () => {
  expect(said('backward', blockOf('act1', 'Sigmoid'))).toBe(
    'act1 hands on 0.200 of the gradient that it gets. Its slope y (1 − y) is at most ¼. ‖∂L/∂y‖ = 0.250 → ‖∂L/∂x‖ = 0.0500.',
  );
  expect(said('backward', blockOf('act1', 'ReLU'))).toContain('0 for the 40 % that are off');
  expect(said('backward', blockOf('act1', 'LeakyReLU', { negative_slope: 0.2 }))).toContain('0.2 elsewhere');
  expect(said('backward', blockOf('act1', 'Dropout', { p: 0.2 }))).toContain('multiplied by 1.25');
  const grown = withStage('backward', 'act1', { factor: 3 });
  expect(said('backward', blockOf('act1', 'Sigmoid'), { walk: grown })).toContain('hands on 3.00 times the gradient');
});

test('an Add hands the same to each wire, whatever the sum of it is', () => {
  const edges = ['fc1.out -> act1.in1', 'in.out -> act1.in2'].map((edge) => ({ edge, norm: 0.25 }));
  const sentences = said('backward', blockOf('act1', 'Add'), { walk: withStage('backward', 'act1', { inputs: edges, factor: 1.41 }) });
  expect(sentences).toContain('hands the same gradient to each of its wires');
  expect(sentences).toContain('‖∂L/∂x‖ = 0.250 and 0.250');
  expect(sentences).not.toContain('1.41');
});

test('the gradient ends at the first layer, which keeps what it learns by', () => {
  const sentences = said('backward', blockOf('fc1', 'Linear'));
  expect(sentences).toContain('Before it are the data');
  expect(sentences).toContain('‖∂L/∂fc1.weight‖ = 0.0600, ‖∂L/∂fc1.bias‖ = 0.0200');
});

test('where no gradient arrives nothing is said to be handed on', () => {
  const walk = withStage('backward', 'act1', { output: 0, inputs: [{ edge: 'fc1.out -> act1.in', norm: 0 }], factor: null });
  expect(said('backward', blockOf('act1', 'ReLU'), { walk })).toBe('No gradient arrives at act1: it has nothing to hand on.');
});

test('the loss tells what it came to and how many are right, where that is counted', () => {
  const sentences = said('loss', blockOf('loss', 'CrossEntropyLoss'));
  expect(sentences).toContain('on average over 32 rows: 0.693.');
  expect(sentences).toContain('17 of 32 rows are right.');
  const walk = withStage('loss', 'loss', { correct: null });
  expect(said('loss', blockOf('loss', 'MSELoss'), { walk })).not.toContain('right');
  expect(said('backward', blockOf('loss', 'BCEWithLogitsLoss'))).toContain('σ(x) minus the target, over 32 rows');
});

test('an update tells what the optimizer does once, and of each parameter how far it moves', () => {
  const first = said('update', blockOf('fc1', 'Linear'));
  expect(first).toMatch(/^Adam divides .* about lr = 0\.01/);
  expect(first).toContain('fc1.weight moves by ‖Δ‖ = 0.0300, 1 % of its ‖W‖ = 3.00.');
  expect(first).toContain('fc1.bias moves by ‖Δ‖ = 0.0100 away from 0.');
  expect(said('update', blockOf('fc2', 'Linear'))).toBe('fc2.weight moves by ‖Δ‖ = 2.00e−3, 0.1 % of its ‖W‖ = 2.00.');
  expect(said('update', blockOf('fc1', 'Linear'), { optimizer: 'SGD', momentum: 0.9 })).toContain('0.9 of the movement before');
});

test('clipping is told where it has taken hold', () => {
  expect(said('update', blockOf('fc1', 'Linear'))).not.toContain('Clipping');
  const walk = toldStep({ clipping: 0.25 });
  expect(said('update', blockOf('fc1', 'Linear'), { walk })).toContain('Clipping has made all gradients 0.250 of what they were.');
});

test('numbers that are no longer finite are told as they are', () => {
  const walk = withStage('forward', 'fc1', { output: Infinity });
  expect(said('forward', blockOf('fc1', 'Linear'), { walk })).toContain('‖y‖ = ∞');
});

test.each(LAYERS.map(({ name, role }) => ({ name, role })))('$name is told of in words of its own, on both ways', ({ name, role }) => {
  const ways =
    role === 'loss' ? (['loss', 'backward'] as const) : role === 'input' ? (['forward'] as const) : (['forward', 'backward'] as const);
  for (const way of ways) {
    const id = role === 'loss' ? 'loss' : 'act1';
    expect(said(way, blockOf(id, name)), way).not.toBe(said(way, blockOf(id, `${role === 'loss' ? 'Other' : 'Another'}Layer`)));
    expect(said(way, blockOf(id, name)), way).not.toMatch(/undefined|null|\{/);
  }
});

test.each(Object.keys(OPTIMIZERS) as OptimizerKind[])('%s has its rule', (optimizer) => {
  expect(said('update', blockOf('fc1', 'Linear'), { optimizer })).toMatch(new RegExp(`^${optimizer} .* lr = 0\\.01`));
});
