import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOnnx } from '../../../../core/formats/onnx/read-onnx.ts';
import { runOnnx } from '../../../helpers/onnx-runtime.ts';
import { predicted } from '../../../helpers/predicted.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/onnx');

interface Expected {
  readonly inputs: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>>;
  readonly outputs: readonly (readonly number[])[];
}

const expected = JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8')) as Readonly<Record<string, Expected>>;
const fixture = (name: string) => new Uint8Array(readFileSync(join(FIXTURES, `${name}.onnx`)));

/** The rows of several inputs side by side. */
function joined(inputs: Expected['inputs']): Float32Array {
  const parts = Object.values(inputs);
  const rows = parts[0]!.shape[0]!;
  return Float32Array.from(
    Array.from({ length: rows }, (_, row) =>
      parts.flatMap(({ values }) => values.slice((row * values.length) / rows, ((row + 1) * values.length) / rows)),
    ).flat(),
  );
}

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, index) => Math.abs(value - b[index]!) / Math.max(1, Math.abs(b[index]!))));
}

describe('computes what the program computed that wrote the file, and what ONNX Runtime computes', () => {
  test.each(Object.keys(expected))('%s', async (name) => {
    const { inputs, outputs } = expected[name]!;
    const opened = readOnnx(`${name}.onnx`, fixture(name));
    const rows = outputs.length;
    const ours = await predicted(opened, joined(inputs), rows);
    const { numbers } = opened.findings.find(({ code }) => code === 'onnx_loss_chosen')!;
    const inLogs = numbers['reason'] === 'clause:onnx_ends_in_logs';
    const bypasses = opened.document.nodes.some(({ bypassed }) => bypassed);
    const given = inLogs || bypasses ? ours.probabilities! : ours.outputs;
    expect(furthest(given, outputs.flat())).toBeLessThan(1e-5);

    if (opened.findings.some(({ code }) => code === 'onnx_training_mode')) return;
    const feeds = Object.entries(inputs).map(([key, { shape, values }]) => ({ name: key, shape, values: Float32Array.from(values) }));
    const judged = [...(await runOnnx(fixture(name), feeds)).values()].at(-1)!.values;
    expect(furthest(given, inLogs ? judged.map(Math.exp) : judged)).toBeLessThan(1e-5);
  });

  test('there is a file for each', () => {
    const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.onnx'));
    expect(files.map((name) => name.replace('.onnx', '')).sort()).toEqual(Object.keys(expected).sort());
  });
});
