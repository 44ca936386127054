import { describe, expect, test } from 'vitest';
import { csvLines, evaluationLine, headerLine, recordingLines, stepLine } from '../../../core/telemetry/export.ts';
import { COLUMNS, Recording } from '../../../core/telemetry/recording.ts';
import { frame, header, row, weights } from '../../helpers/rows.ts';

const rows = [
  { ...row(0, weights(1)), name: 'fc1' },
  { ...row(1, weights(1)), name: 'fc2' },
];
const step = frame(
  2,
  { step: 3, epoch: 1, learning_rate: 0.1 },
  { loss: 0.1, gradient_norm: Infinity },
  { signal: [0.5, NaN], non_finite: [0, 7] },
);

test('a log opens with what the run is about', () => {
  const document = { format: 'gradscape', name: 'Two layers' };
  expect(JSON.parse(headerLine(header(rows), document))).toMatchObject({
    ...{ type: 'run', format: 'gradscape-log', version: 1, task: 'classification' },
    document,
  });
});

test('a step is one line; what was not computed is null and what is infinite says so', () => {
  const line = JSON.parse(stepLine(step, 0));
  expect(line).toMatchObject({ type: 'step', step: 3, learning_rate: 0.1, loss: 0.1, gradient_norm: 'Infinity', correct: null });
  expect(line.rows).toMatchObject({ signal: [0.5, null], non_finite: [0, 7], dead: [null, null] });
});

test('the step that lost a number says which', () => {
  const lost = { list: 'backward', kernel: 'linear_weight_gradient', tensor: 'fc1.weight', role: 'parameter_gradient' } as const;
  const whole = { ...lost, node: 'fc1', sample: null, index: 3, count: 1 };
  expect(JSON.parse(stepLine(step, 0, whole)).lost).toEqual(whole);
  expect(JSON.parse(stepLine(step, 0))).not.toHaveProperty('lost');
});

test('every 32-bit float comes back from its decimals', () => {
  const values = [1 / 3, 1e-14, 9.9999995, 99999.99, 0.3 - 0.1, 1e-40, 3.4028234663852886e38, 16777217, 0.1, -0.7, 1.17549435e-38].map(
    Math.fround,
  );
  for (const value of values) expect(Math.fround(JSON.parse(stepLine(frame(0, {}, { loss: value }), 0)).loss)).toBe(value);
});

test('no decimal is longer than it has to be', () => {
  const written = (value: number) => String(JSON.parse(stepLine(frame(0, {}, { loss: value }), 0)).loss);
  for (let value = 1e-30; value < 1e30; value *= 1.7) {
    const float = Math.fround(value);
    const digits = [7, 8, 9].find((count) => Math.fround(Number(float.toPrecision(count))) === float)!;
    expect(written(float)).toBe(String(Number.isInteger(float) ? float : Number(float.toPrecision(digits))));
  }
});

test('an evaluation without accuracy has null', () => {
  expect(evaluationLine({ step: 5, epoch: 1, on: 'train', loss: 0.5, accuracy: NaN })).toBe(
    '{"type":"evaluation","step":5,"epoch":1,"on":"train","loss":0.5,"accuracy":null}',
  );
});

test('a table has a column for each statistic of each row, and empty cells where nothing was computed', () => {
  const recording = new Recording(header(rows));
  recording.append(step);
  const [head, line, ...more] = [...csvLines(recording)];
  expect(more).toEqual([]);
  expect(head!.split(',').slice(0, 3)).toEqual(['step', 'epoch', 'learning_rate']);
  const cell = Object.fromEntries(head!.split(',').map((name, index) => [name, line!.split(',')[index]]));
  expect(cell).toMatchObject({
    step: '3',
    loss: '0.1',
    'fc1.signal': '0.5',
    'fc2.signal': '',
    'fc2.non_finite': '7',
    gradient_norm: 'Infinity',
  });
});

describe('a recording', () => {
  const settings = { lr: 0.1, clip_grad_norm: null, batch_size: 32, epochs: 2 };
  const change = { step: 2, from: settings, to: { ...settings, lr: 0.01 } };
  const told = { document: null, steps: 20, changes: [change] };

  function recorded(steps: number): Recording {
    const recording = new Recording(header(rows));
    for (let step = 1; step <= steps; step++)
      recording.append(frame(2, { step, epoch: 0 }, { loss: 1 / step, clipped: step % 2 }, { signal: [step === 1 ? 9 : 0.5, NaN] }));
    return recording;
  }

  test('is a log whose lines stand in the order in which things happened', () => {
    const recording = recorded(3);
    for (const [step, on] of [
      [0, 'train'],
      [2, 'probe'],
      [2, 'train'],
      [3, 'validation'],
    ] as const)
      recording.addEvaluation({ step, epoch: 0, on, loss: 0.5, accuracy: 0.5 });
    const lines = [...recordingLines(recording, told)].map((line) => JSON.parse(line));
    expect(lines.map(({ type, step, on }) => [type, on ?? step ?? null])).toEqual([
      ['run', null],
      ['plan', null],
      ['evaluation', 'train'],
      ['step', 1],
      ['evaluation', 'probe'],
      ['step', 2],
      ['evaluation', 'train'],
      ['change', 2],
      ['step', 3],
      ['evaluation', 'validation'],
    ]);
    expect(lines.at(-3)).toEqual({ type: 'change', step: 2, from: settings, to: { ...settings, lr: 0.01 } });
  });

  test('of single steps says nothing of lowest and highest, and has the lines that were logged while it went on', () => {
    const logged = frame(2, { step: 1, epoch: 0 }, { loss: 1, clipped: 1 }, { signal: [9, NaN] });
    const [, , line] = recordingLines(recorded(1), told);
    expect(line).toBe(stepLine(logged, 0));
  });

  test('whose columns stand for several steps tells the first of each, and lowest and highest where they differ', () => {
    const recording = recorded(COLUMNS + 2);
    const steps = [...recordingLines(recording, told)].map((line) => JSON.parse(line)).filter(({ type }) => type === 'step');
    expect(steps).toHaveLength(COLUMNS / 2 + 1);
    expect(steps[0]).toMatchObject({
      ...{ step: 2, from: 1, loss: 0.5 },
      max: { loss: 1, clipped: 1, rows: { signal: [9, null] } },
    });
    expect(steps[1].max.rows).toEqual({});
    const [head, first] = [...csvLines(recording)].map((line) => line.split(','));
    const cell = Object.fromEntries(head!.map((name, index) => [name, first![index]]));
    expect(cell).toMatchObject({
      ...{ step: '2', first_step: '1', loss: '0.5', 'loss.max': '1', 'fc1.signal': '0.5', 'fc1.signal.max': '9', 'fc2.signal.min': '' },
    });
  });
});
