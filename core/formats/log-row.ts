/**
 * @file A row of a log's first line. Our own logs have every field; whoever writes one elsewhere needs `name` and `width`, and
 * should give `layer`, PyTorch's name of its class (Linear if left out), with what of its `settings` is not the default, and of
 * weights `std`, the standard deviation that they were drawn with, and `fanIn`. Rows are a chain unless `inputs` say otherwise.
 */
import type { Finding } from '../findings/finding.ts';
import { findLayer } from '../layers/index.ts';
import { resolveSettings } from '../layers/resolve-settings.ts';
import type { Flow, Row } from '../plan/plan.ts';
import type { LogFields } from './log-fields.ts';

const OF_A_ROW: Readonly<Record<keyof Row | 'settings' | 'std' | 'fanIn', true>> = {
  node: true,
  name: true,
  layer: true,
  width: true,
  depth: true,
  inputs: true,
  flow: true,
  inspected: true,
  weight: true,
  parameters: true,
  settings: true,
  std: true,
  fanIn: true,
};

/** What an inspection tells of the units of a layer. */
const INSPECTED: Readonly<Record<string, Row['inspected']>> = { ReLU: 'dead', Sigmoid: 'saturated', Tanh: 'saturated' };

export function readRow(fields: LogFields, before: readonly Row[]): Row {
  fields.allow(Object.keys(OF_A_ROW));
  const name = fields.text('name');
  const layer = fields.text('layer', 'Linear');
  const inputs = fields.indices('inputs', before.length, before.length === 0 ? [] : [before.length - 1]);
  const width = fields.whole('width', 1);
  const flow = fields.has('flow') ? readFlow(fields.object('flow')) : flowOf(layer, width, before[inputs[0] ?? -1], fields);
  const weight = fields.number('weight', flow.kind === 'weights' || flow.kind === 'normalise' ? before.length : NaN);
  return {
    node: fields.text('node', name),
    name,
    layer,
    width,
    depth: fields.whole('depth', 0, before.length + 1),
    inputs,
    flow,
    inspected: INSPECTED[layer] ?? null,
    weight: Number.isNaN(weight) ? null : weight,
    parameters: fields.whole('parameters', 0, 0),
  };
}

/** As the layer of that name has it. A layer that is not known here has weights if their deviation is given. */
function flowOf(layer: string, width: number, from: Row | undefined, fields: LogFields): Flow {
  if (layer === 'Linear' || fields.has('std'))
    return { kind: 'weights', std: fields.number('std', NaN), fanIn: fields.number('fanIn', from?.width ?? NaN), fanOut: width };
  const known = findLayer(layer);
  if (!known) return { kind: 'other' };
  const findings: Finding[] = [];
  const given = fields.has('settings') ? fields.plain('settings') : {};
  const { values } = resolveSettings(known, given, { node: layer, name: layer }, findings);
  const wrong = findings.find(({ code }) => code === 'setting_invalid');
  if (wrong) fields.refuse(`settings.${wrong.numbers['setting']}`, wrong.numbers);
  return known.flow(values, [[width]]);
}

const KINDS = ['weights', 'activation', 'normalise', 'dropout', 'sum', 'same', 'other'] as const satisfies readonly Flow['kind'][];

function readFlow(fields: LogFields): Flow {
  const kind = fields.oneOf('kind', KINDS);
  switch (kind) {
    case 'weights':
      return { kind, std: fields.number('std'), fanIn: fields.number('fanIn'), fanOut: fields.number('fanOut') };
    case 'activation':
      return {
        kind,
        slopeSquare: fields.number('slopeSquare'),
        square: fields.number('square'),
        variance: fields.number('variance'),
        gain: fields.number('gain'),
      };
    case 'dropout':
      return { kind, p: fields.number('p') };
    case 'normalise':
    case 'sum':
    case 'same':
    case 'other':
      return { kind };
    default:
      return kind satisfies never;
  }
}
