/** @file `gradscape predict`: what a trained network answers for the rows of a file. */
import { readFeatures } from '../datasets/features.ts';
import { writeNpy } from '../datasets/npy.ts';
import { writeWhole } from '../disk/new-file.ts';
import { readBytes } from '../disk/read-file.ts';
import { InputError } from '../findings/input-error.ts';
import type { Answered } from '../session/client.ts';
import { type Command, readArguments } from './command.ts';
import { openInput } from './open-input.ts';
import { printFindings } from './print-findings.ts';
import { printJson } from './report.ts';
import { startSession } from './start-session.ts';

export const predict: Command = {
  usage: 'predict FILE [--network NAME] [--weights MODEL] --input X.(csv|npy) [--output Y.(csv|npy)] [--json]',
  about: `Predicts rows with the weights in a model file or an ONNX file, or with those of MODEL, scaled as the training rows were. A CSV gets
      the prediction and the probability of each class, or the values of a regression; a .npy gets the outputs of the network (logits) as
      float32.`,
  async run(argv) {
    const { file, values } = readArguments('predict', argv, {
      network: 'text',
      weights: 'text',
      input: 'text',
      output: 'text',
      json: 'flag',
    });
    const { input: from, output: to } = values;
    if (from === undefined) throw new InputError('argument_wrong', { command: 'predict', problem: '--input is missing.' });
    if (to !== undefined && !/\.(csv|npy)$/i.test(to))
      throw new InputError('argument_invalid', { argument: '--output', got: `"${to}"`, expected: 'a .csv or .npy file' });
    const client = startSession();
    try {
      const { document, features, findings } = await openInput(client, file, values);
      process.stderr.write(printFindings(findings));
      if (!features) throw new InputError('not_trained', {});
      const decimal = document.dataset?.['decimal'] === 'comma' ? 'comma' : 'point';
      const { rows, values: numbers } = readFeatures(from, readBytes(from), { ...features, decimal });
      const predicted = await client.predict(numbers, rows);
      const answers = answersOf(predicted, rows);
      if (to !== undefined)
        await writeWhole(
          to,
          /\.npy$/i.test(to) ? writeNpy({ shape: [rows, predicted.width], values: predicted.outputs }) : printCsv(answers),
        );
      const { predictions, probabilities, outputs } = answers;
      const { task, classes } = predicted;
      if (values.json) process.stdout.write(printJson({ rows, task, classes, predictions, probabilities, outputs }));
      else process.stdout.write(to === undefined ? printCsv(answers) : `${rows} rows predicted to ${to}\n`);
      return 0;
    } finally {
      client.close();
    }
  },
};

interface Answers {
  /** The likeliest class by name (by number without names), or the values; null where the outputs are not numbers. */
  readonly predictions: readonly (string | number | readonly number[] | null)[];
  /** Of each class; null for a regression. */
  readonly probabilities: readonly (readonly number[])[] | null;
  readonly outputs: readonly (readonly number[])[];
  readonly names: readonly string[];
}

function answersOf({ outputs, width, task, classes }: Answered<'predicted'>, rows: number): Answers {
  const lines = Array.from({ length: rows }, (_, row) => [...outputs.subarray(row * width, (row + 1) * width)]);
  if (task === 'regression') {
    const names = width === 1 ? ['prediction'] : lines[0]!.map((_, column) => `prediction${column + 1}`);
    return { predictions: lines.map((line) => (width === 1 ? line[0]! : line)), probabilities: null, outputs: lines, names };
  }
  const probabilities = lines.map(task === 'binary' ? ([logit]) => sigmoidPair(logit!) : softmax);
  const names = probabilities[0]!.map((_, index) => classes[index] ?? String(index));
  return { predictions: probabilities.map((line) => names[line.indexOf(Math.max(...line))] ?? null), probabilities, outputs: lines, names };
}

/** Shifted by the largest, so that nothing overflows. */
function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** A single logit speaks for the second of two classes. */
function sigmoidPair(logit: number): number[] {
  return softmax([0, logit]);
}

function printCsv({ predictions, probabilities, outputs, names }: Answers): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = probabilities
    ? [
        ['prediction', ...names],
        ...probabilities.map((line, row) => [String(predictions[row] ?? ''), ...line.map((value) => value.toPrecision(6))]),
      ]
    : [names, ...outputs.map((line) => line.map(String))];
  return lines.map((line) => `${line.map(quoted).join(',')}\n`).join('');
}
