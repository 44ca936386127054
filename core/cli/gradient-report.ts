/** @file A check of the gradients as a person reads it in a terminal, and as a program does. */
import { wrongFrom, type GradientCheck, type WorstGradient } from '../telemetry/gradient-check.ts';
import { printTable } from './report.ts';

/** A row for each layer, unless no layer has a gradient, and what it comes to. */
export function printGradients(name: string, check: GradientCheck, step: number): string {
  const lines = check.layers.map((layer) => [
    layer.name,
    layer.worst ? placeText(layer.worst) : '',
    layer.error === null ? '' : errorText(layer.error),
    String(layer.numbers),
    String(layer.directions),
    String(layer.kinks),
    String(layer.faint),
  ]);
  const table = printTable([['name', 'largest error at', 'error', 'numbers', 'directions', 'kinks', 'too faint'], ...lines]);
  return `${check.finite ? `${table}\n` : ''}${name}: ${verdict(check)} (step ${step}, ${check.rows} rows; ${errorText(check.bound)} passes)\n`;
}

/** `gradients` of `check --json`. */
export function gradientFacts({ passed, finite, bound, largest, rows, layers }: GradientCheck, step: number) {
  return {
    passed,
    finite,
    bound,
    largest_relative_error: largest,
    step,
    rows,
    layers: layers.map(({ error, ...layer }) => ({ ...layer, largest_relative_error: error })),
  };
}

function verdict(check: GradientCheck): string {
  if (!check.finite)
    return 'the forward pass becomes infinite or not a number, so there is no gradient to check; draw smaller weights or scale the data';
  const off = wrongFrom(check);
  if (off) {
    const { computed, expected } = off.worst!;
    const truth = Number.isNaN(expected) ? '' : `, and differences of the loss give ${expected.toPrecision(6)}`;
    return `the gradient is wrong at ${off.name}: ${placeText(off.worst!)} is ${computed.toPrecision(6)}${truth}`;
  }
  return check.largest === null ? 'there is no gradient that could be compared' : `gradients are true to ${errorText(check.largest)}`;
}

/** `fc1.weight[3, 17]`; a direction has no place. */
function placeText({ tensor, index }: WorstGradient): string {
  return index === null ? `${tensor} along a direction` : `${tensor}[${index.join(', ')}]`;
}

function errorText(error: number): string {
  return Number.isFinite(error) ? error.toExponential(0).replace('e+0', '') : 'not finite';
}
