/** @file `gradscape info`: a network in numbers, and what its gradient will do before anything is trained. */
import { mutedCodes } from '../document/muted.ts';
import { TRAINING_SETTINGS } from '../layers/training-settings.ts';
import { printShape } from '../tensor/shape.ts';
import { type Command, readArguments } from './command.ts';
import { compileInput, type Forecasted, type Input, measureInput, openInput } from './open-input.ts';
import { printFindings } from './print-findings.ts';
import { inWords, printJson, printTable } from './report.ts';
import { startSession } from './start-session.ts';

export const info: Command = {
  usage: 'info FILE [--network NAME] [--json]',
  about: `Layers, shapes, parameters, memory, FLOPs per step and the gradient's profile, in decades from the last hidden layer: what is healthy for
      this architecture, what theory predicts of its weights as they are drawn, and what one batch of its data shows if they are here.`,
  async run(argv) {
    const { file, values } = readArguments('info', argv, { network: 'text', json: 'flag' });
    const client = startSession();
    try {
      const input = await openInput(client, file, values);
      const facts = factsOf(input, await measureInput(client, await compileInput(client, input.document, input.folder, false)));
      process.stdout.write(values.json ? printJson(facts) : print(facts));
      return 0;
    } finally {
      client.close();
    }
  },
};

function factsOf({ document, weights, findings }: Input, compiled: Forecasted) {
  const { outline, forecast, measured, data } = compiled;
  const batch = document.training.batch_size ?? TRAINING_SETTINGS.batch_size.default;
  const outlines = new Map(outline.nodes.map((node) => [node.node, node]));
  return {
    name: document.name,
    layers: document.nodes.map(({ id, name, layer }) => {
      const node = outlines.get(id);
      const row = forecast?.rows.findIndex((candidate) => candidate.node === id) ?? -1;
      return {
        name,
        layer,
        shape: node?.shape ?? null,
        parameters: node?.parameters ?? 0,
        flops: node?.flops ?? 0,
        memory: node?.memory ?? 0,
        healthy: row < 0 ? null : forecast!.healthy[row]!,
        predicted: row < 0 ? null : forecast!.predicted[row]!,
        measured: row < 0 ? null : (measured?.[row] ?? null),
      };
    }),
    parameters: outline.parameters,
    memory: compiled.memory,
    batch_size: batch,
    flops: outline.flops * batch,
    weights,
    data,
    findings: [...findings, ...compiled.findings],
    muted: mutedCodes(document),
  };
}

function print(facts: ReturnType<typeof factsOf>): string {
  const decades = (value: number | null) => (value === null ? '' : (Math.round(100 * value) / 100 + 0).toFixed(2));
  const isMeasured = facts.layers.some(({ measured }) => measured !== null);
  const titles = [
    'name',
    'layer',
    'output',
    'parameters',
    'FLOPs/row',
    'bytes',
    'healthy',
    'predicted',
    ...(isMeasured ? ['measured'] : []),
  ];
  const lines = facts.layers.map(({ name, layer, shape, parameters, flops, memory, healthy, predicted, measured }) => [
    name,
    layer,
    shape ? (shape.length === 0 ? '' : printShape(shape, true)) : '?',
    parameters === 0 ? '' : parameters.toLocaleString('en'),
    flops === 0 ? '' : flops.toLocaleString('en'),
    memory === 0 ? '' : memory.toLocaleString('en'),
    decades(healthy),
    decades(predicted),
    ...(isMeasured ? [decades(measured)] : []),
  ]);
  const totals = [
    `${inWords(facts.parameters)} parameters`,
    ...(facts.memory === null ? [] : [`${inWords(facts.memory)} bytes while training`]),
    `${inWords(facts.flops)} FLOPs per step of ${facts.batch_size} rows`,
  ];
  return `${facts.name}${facts.weights ? ', with weights' : ''}\n\n${printTable([titles, ...lines])}\n${totals.join(' · ')}\n${printFindings(facts.findings, facts.muted)}`;
}
