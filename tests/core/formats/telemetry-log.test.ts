import { describe, expect, test } from 'vitest';
import { InputError } from '../../../core/findings/input-error.ts';
import { readLog, type LogEntry } from '../../../core/formats/telemetry-log.ts';
import { SCALAR, STATISTIC, rowStart, type Statistic } from '../../../core/plan/report.ts';
import { evaluationLine, headerLine, planLine, recordingLines, stepLine } from '../../../core/telemetry/export.ts';
import { FRAME_NUMBER } from '../../../core/telemetry/frame.ts';
import type { LostNumber } from '../../../core/telemetry/lost-number.ts';
import { COLUMNS, Recording } from '../../../core/telemetry/recording.ts';
import { frame, header, row, weights } from '../../helpers/rows.ts';
import { moons } from '../../helpers/networks.ts';

/** Its bytes in pieces of so many. */
async function* pieces(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const read = (text: string | Uint8Array, size = 1 << 16) => Array.fromAsync(readLog('run.jsonl', pieces(text, size)));

async function refusal(text: string | Uint8Array): Promise<string> {
  const error = await read(text).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

const of = <T extends LogEntry['type']>(type: T, entries: readonly LogEntry[]) =>
  entries.filter((entry): entry is Extract<LogEntry, { type: T }> => entry.type === type);

const RUN = '{"type":"run","format":"gradscape-log","version":1,"rows":[{"name":"a","width":3},{"name":"b","width":2}]}';
const STEP = '{"type":"step","step":1,"loss":0.7}';

describe('our own log', () => {
  const rows = [row(0, weights(1)), row(1, { kind: 'dropout', p: 0.2 }), row(2, weights(1.5))];
  const lost: LostNumber = {
    list: 'forward',
    kernel: 'linear',
    tensor: 'a.out',
    role: 'activation',
    node: null,
    sample: 3,
    index: 1,
    count: 2,
  };
  const frames = frame(
    3,
    { step: 7, epoch: 2, learning_rate: 1 / 3, batch_size: 32, seconds: 0.1 },
    { loss: Math.fround(1 / 3), gradient_norm: Infinity, non_finite: 4 },
    { signal: [Math.fround(1e-40), NaN, Math.fround(0.1)], dead: [0.5, NaN, -0] },
  );
  const evaluation = { step: 7, epoch: 2, on: 'train', loss: 1 / 3, accuracy: NaN } as const;
  const text = [headerLine(header(rows), moons()), planLine(40), stepLine(frames, 0, lost), evaluationLine(evaluation)]
    .map((line) => `${line}\n`)
    .join('');

  test('gives back every number that was written, and the network', async () => {
    const entries = await read(text);
    expect(entries.map(({ type }) => type)).toEqual(['run', 'plan', 'step', 'evaluation']);
    const [run] = of('run', entries);
    expect({ ...run!.header, ...run!.profiles }).toEqual({
      ...header(rows),
      rows: rows.map((each) => ({ ...each, inspected: null })),
    });
    expect(run!.document).toEqual(moons());
    const [step] = of('step', entries);
    expect(step!.numbers).toEqual(frames.numbers);
    expect([...step!.report].map((value) => value + 0)).toEqual([...frames.reports].map((value) => value + 0));
    expect(step!.lost).toEqual(lost);
    expect(of('evaluation', entries)[0]!.evaluation).toEqual(evaluation);
  });

  test('wherever the stream is cut, in the midst of a character too', async () => {
    const hindi = text.replace('"Test"', '"परत"');
    const whole = await read(hindi);
    expect(of('run', whole)[0]!.document!.name).toBe('परत');
    for (const size of [1, 2, 3, 7, 100]) expect(await read(hindi, size)).toEqual(whole);
  });
});

describe('a log from elsewhere', () => {
  test('needs rows with name and width, and steps with a loss; the rest was not computed', async () => {
    const entries = await read(`${RUN}\n${STEP}\n{"type":"step","step":4,"loss":0.6,"rows":{"signal":[0.1,null]}}\n`);
    const [run] = of('run', entries);
    expect(run!.profiles).toBeNull();
    expect(run!.header).toMatchObject({ constantLoss: NaN, stepsPerEpoch: NaN, epochs: NaN, task: 'classification' });
    expect(run!.header.rows[1]).toMatchObject({
      ...{ node: 'b', name: 'b', layer: 'Linear', width: 2, depth: 2, inputs: [0] },
      flow: { kind: 'weights', std: NaN, fanIn: 3, fanOut: 2 },
    });
    const [first, second] = of('step', entries);
    expect(first!.report[SCALAR.loss]).toBeCloseTo(0.7, 6);
    expect([first!.report[SCALAR.gradient_norm], first!.numbers[FRAME_NUMBER.learning_rate]]).toEqual([NaN, NaN]);
    expect([0, 1].map((index) => second!.report[rowStart(index) + STATISTIC.signal])).toEqual([Math.fround(0.1), NaN]);
  });

  test('has the flow of the layer that a row is of, with its settings', async () => {
    const rows = [
      { name: 'fc', width: 4, layer: 'Linear', std: 0.5, fanIn: 2 },
      { name: 'leaky', width: 4, layer: 'LeakyReLU', settings: { negative_slope: 1 } },
      { name: 'drop', width: 4, layer: 'Dropout', settings: { p: 0.1 } },
      { name: 'norm', width: 4, layer: 'BatchNorm1d' },
      { name: 'conv', width: 4, layer: 'Conv2d', std: 0.1, fanIn: 9 },
      { name: 'gelu', width: 4, layer: 'GELU', inputs: [0, 2] },
    ];
    const run = JSON.stringify({ type: 'run', format: 'gradscape-log', version: 1, rows });
    const flows = of('run', await read(`${run}\n${STEP}`))[0]!.header.rows;
    expect(flows.map(({ flow }) => flow)).toMatchObject([
      { kind: 'weights', std: 0.5, fanIn: 2, fanOut: 4 },
      { kind: 'activation', slopeSquare: 1 },
      { kind: 'dropout', p: 0.1 },
      { kind: 'normalise' },
      { kind: 'weights', std: 0.1, fanIn: 9 },
      { kind: 'other' },
    ]);
    expect(flows[5]!.inputs).toEqual([0, 2]);
  });

  test('counts what it tells as not finite where it does not say how many there are', async () => {
    const entries = await read(
      `${RUN}\n{"type":"step","step":1,"loss":0.6,"rows":{"signal":["Infinity",1],"gradient_norm":["-Infinity",1]}}`,
    );
    const { report } = of('step', entries)[0]!;
    expect([report[SCALAR.non_finite], ...[0, 1].map((index) => report[rowStart(index) + STATISTIC.non_finite])]).toEqual([2, 2, 0]);
  });

  test('passes over empty lines and other line ends, and counts them', async () => {
    expect(await read(`\uFEFF${RUN}\r\n\r\n${STEP}\r\n`)).toHaveLength(2);
    expect(await refusal(`${RUN}\r\n\r\n{"type":"step","loss":1}\r\n`)).toMatch(/^run\.jsonl, line 3: step is missing/);
  });
});

describe('a last line that breaks off', () => {
  test('is told, and what is before it is read', async () => {
    const entries = await read(`${RUN}\n${STEP}\n{"type":"step","step":2,"lo`);
    expect(entries.map(({ type }) => type)).toEqual(['run', 'step', 'cut']);
    expect(entries[2]).toEqual({ type: 'cut', line: 3 });
  });

  test('also in the midst of a character', async () => {
    const bytes = new TextEncoder().encode(`${RUN}\n${STEP}\n{"type":"परत`);
    expect((await read(bytes.subarray(0, -1))).at(-1)).toEqual({ type: 'cut', line: 3 });
  });

  test('that only lacks its line end is whole', async () => expect((await read(`${RUN}\n${STEP}`)).at(-1)!.type).toBe('step'));
});

describe('what is wrong is named by line, with what was expected and got', () => {
  const second = (line: object | string) => `${RUN}\n${typeof line === 'string' ? line : JSON.stringify(line)}\n`;
  const step = (change: object) => second({ type: 'step', step: 1, loss: 0.5, ...change });
  const statistic = (name: Statistic | string, values: unknown) => step({ rows: { [name]: values } });
  const run = (change: object) => `${JSON.stringify({ ...JSON.parse(RUN), ...change })}\n${STEP}\n`;

  test.each([
    ['no log at all', 'hello\n', /^run\.jsonl is not the log of a run: its first line must be an object with "type": "run"/],
    ['JSON of another kind', '{"a":1}\n', /^run\.jsonl is not the log of a run/],
    ['a drawing over many lines', JSON.stringify(moons(), null, 2), /^run\.jsonl is not the log of a run/],
    ['a log without its head', `${STEP}\n`, /^run\.jsonl is not the log of a run/],
    ['a later version', run({ version: 2 }), /log format 2; this version reads up to 1/],
    ['no rows', run({ rows: [] }), /line 1: rows is a list of 0, but must be a list of at least one row/],
    ['a row without a width', run({ rows: [{ name: 'a' }] }), /line 1: rows\[0\]\.width is missing; it must be a whole number from 1 on/],
    ['a row that comes from a later one', run({ rows: [{ name: 'a', width: 1, inputs: [0] }] }), /rows\[0\]\.inputs is a list of 1, but/],
    ['a setting out of range', run({ rows: [{ name: 'a', width: 1, layer: 'Dropout', settings: { p: 2 } }] }), /settings\.p is 2, but/],
    ['a misspelt field', run({ epoch: 3 }), /line 1: epoch is not known\. Correct its name or leave it out; known here are .*epochs/],
    ['broken JSON', `${second('{"type":"step",')}${STEP}\n`, /line 2 is not valid JSON: it ends too early \(column 16\)/],
    ['NaN, as Python writes it', second('{"type":"step","step":1,"loss":NaN}'), /line 2 is not valid JSON: unexpected "N".*null/],
    ['a second run', second(RUN), /line 2: a second run begins/],
    [
      'a document without bound',
      run({ document: 'D' }).replace('"D"', `${'{"a":'.repeat(9999)}1${'}'.repeat(9999)}`),
      /line 1 .* nested more/,
    ],
    ['a kind of line that there is not', second({ type: 'epoch' }), /line 2: type is "epoch", but must be one of step, evaluation/],
    ['steps that count from 0', step({ step: 0 }), /line 2: step is 0, but must be a whole number from 1 on/],
    ['steps that do not go up', `${step({ step: 5 })}${STEP}\n`, /line 3: step 1 comes after step 5/],
    ['no loss', second({ type: 'step', step: 1 }), /line 2: loss is missing/],
    ['a text for a number', step({ loss: 'NaN' }), /line 2: loss is "NaN", but must be a number, null .* or "Infinity" or "-Infinity"/],
    ['a misspelt statistic', statistic('signals', [1, 2]), /line 2: rows\.signals is not known\. .*signal, gradient_norm/],
    ['a statistic of too few rows', statistic('signal', [1]), /rows\.signal is a list of 1, but must be a list of 2 values/],
    ['a statistic with a hole', statistic('signal', [1, true]), /line 2: rows\.signal\[1\] is true, but must be a number, null/],
    ['an evaluation of nothing', second({ type: 'evaluation', step: 1, on: 'test', loss: 1 }), /on is "test", but must be one of train/],
    ['a plan of nothing', second({ type: 'plan', steps: 0 }), /steps is 0, but must be a whole number from 1 on/],
    ['a run without a step', `${RUN}\n`, /^run\.jsonl holds no step/],
    ['nothing', '', /^run\.jsonl is empty/],
  ])('%s', async (_, text, sentence) => expect(await refusal(text)).toMatch(sentence));

  test('compressed and binary files are told apart from logs', async () => {
    expect(await refusal(new Uint8Array([0x1f, 0x8b, 8, 0]))).toMatch(/compressed with gzip.*Unpack it first/);
    expect(await refusal(new Uint8Array([0xff, 0xfe, 0x80, 10]))).toMatch(/is not the log of a run/);
    expect(await refusal(new Uint8Array([...new TextEncoder().encode(`${RUN}\n`), 0xff, 10]))).toMatch(/is not UTF-8 text/);
  });

  test('a line without an end is not read into memory', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(`${RUN}\n{`);
      const blanks = new Uint8Array(1 << 20).fill(0x20);
      for (;;) yield await Promise.resolve(blanks);
    }
    await expect(Array.fromAsync(readLog('run.jsonl', endless()))).rejects.toThrow(/run\.jsonl, line 2 is longer than 64 MB/);
  });
});

describe('an exported recording', () => {
  const settings = { lr: 0.1, clip_grad_norm: null, batch_size: 32, epochs: 2 };
  const change = { step: 3, from: settings, to: { ...settings, clip_grad_norm: 1.5 } };
  const recording = new Recording(header([row(0, weights(1)), row(1, weights(1))], { continues: { run: 0, step: 1 } }));
  for (let step = 1; step <= COLUMNS + 2; step++) recording.append(frame(2, { step }, { loss: 1 / step }, { signal: [step, NaN] }));
  const text = [...recordingLines(recording, { document: moons(), steps: 9000, changes: [change] })].map((line) => `${line}\n`).join('');

  test('gives back the last step of each column, the changes of settings and the network', async () => {
    const entries = await read(text);
    const steps = of('step', entries);
    expect(steps.map(({ numbers }) => numbers[FRAME_NUMBER.step])).toEqual(
      Array.from({ length: recording.count }, (_, column) => recording.stepOf(column)),
    );
    expect(steps[0]!.report[rowStart(0) + STATISTIC.signal]).toBe(recording.value('signal', 0, 0));
    expect(of('change', entries)).toEqual([{ type: 'change', change }]);
    expect(of('run', entries)[0]!.document).toEqual(moons());
  });

  test('with a word in it that is none of its own is refused by its line', async () => {
    expect(await refusal(text.replace('"max":{"loss"', '"max":{"losss"'))).toMatch(/line 3: max.losss/);
    expect(await refusal(text.replace('"clip_grad_norm":1.5', '"clip":1.5'))).toMatch(/clip/);
  });
});
