/**
 * @file What puts right what the compiler found: for each finding the repairs that there are, the likeliest to be meant first. Each is tried
 * on the document by whoever offers it; those that would change nothing fall away.
 */
import type { Document, Edge, Node } from '../document/document.ts';
import { nameGiver } from '../document/free-name.ts';
import { reaches } from '../document/reaches.ts';
import type { Finding, Numbers } from '../findings/finding.ts';
import { fix, type Fix } from '../findings/fixes.ts';
import type { FindingCode } from '../findings/messages.ts';
import { findLayer } from '../layers/index.ts';
import { isRefusal } from '../layers/layer.ts';
import { resolveSettings } from '../layers/resolve-settings.ts';
import { openHead } from './add-ends.ts';
import { readNetwork, type Network } from './network.ts';
import { nodeOf } from './set-setting.ts';
import { shapesOf } from './shapes.ts';
import { widthSources } from './width-sources.ts';

/** What is known of the data: as much as decides which repair fits. */
export interface DataNeeds {
  readonly width: number;
  readonly task: 'classification' | 'regression';
  readonly classes: number;
  readonly targetWidth: number;
}

interface Around {
  readonly document: Document;
  readonly network: Network;
  readonly shapes: ReturnType<typeof shapesOf>;
  readonly data: DataNeeds | null;
}

type RepairsFor = (finding: Finding, around: Around) => readonly Fix[];

/** The findings, each with its repairs. */
export function withRepairs(document: Document, findings: readonly Finding[], data: DataNeeds | null): readonly Finding[] {
  if (!findings.some(({ code }) => Object.hasOwn(REPAIRS_FOR, code))) return findings;
  const network = readNetwork(document);
  const around: Around = { document, network, shapes: shapesOf(network), data };
  return findings.map((finding) => {
    const fixes = REPAIRS_FOR[finding.code]?.(finding, around) ?? [];
    return fixes.length > 0 ? { ...finding, fixes: [...fixes, ...finding.fixes] } : finding;
  });
}

const REPAIRS_FOR: { readonly [C in FindingCode]?: RepairsFor } = {
  layer_unknown: ({ where, numbers }) => [fix('bypass_block', about(where.node, numbers)), fix('remove_block', about(where.node, numbers))],
  bypass_ignored: ({ where, numbers }) => [fix('end_bypass', about(where.node, numbers))],
  setting_invalid: ({ where, numbers }, { document }) =>
    where.setting === 'name'
      ? renaming(document, where.node)
      : [fix('reset_setting', { ...about(where.node, numbers), setting: where.setting! })],
  setting_unknown: ({ where, numbers }) =>
    where.setting!.includes('.') ? [] : [fix('reset_setting', { ...about(where.node, numbers), setting: where.setting! })],
  node_name_duplicate: ({ where }, { document }) => renaming(document, where.node),
  training_invalid: ({ where }) => [fix('reset_training', { setting: where.setting! })],
  training_unknown: ({ where }) => [fix('reset_training', { setting: where.setting! })],

  edge_dangling: wireAway,
  port_taken: wireAway,
  cycle: wireAway,
  port_open: ({ where, numbers }, around) => [...sourcesFor(where.node!, String(numbers['port']), around)],
  output_unused: ({ where, numbers }, around) => [...targetsFor(where.node!, around), fix('remove_block', about(where.node, numbers))],

  input_missing: (_, { data, network, document }) => {
    const head = openHead(network);
    return head || document.nodes.length === 0 ? [fix('add_input', data ? { width: data.width } : {})] : [];
  },
  loss_missing: (_, around) => {
    const end = looseEnd(around);
    return end ? lossesFor(around.data).map(([layer, width]) => fix('add_loss', { ...about(end.id, end), layer, ...width })) : [];
  },
  loss_many: ({ where }, { document }) => removal(document, where.node),
  parameters_missing: (_, around) => {
    const loss = around.network.order.find(({ layer }) => findLayer(layer)?.role === 'loss');
    const given = loss && around.shapes.get(around.network.into(loss.id)[0]?.from[0] ?? '');
    return loss && given
      ? [fix('insert_linear', { ...about(loss.id, loss), port: 'in', width: given.reduce((count, extent) => count * extent, 1) })]
      : [];
  },

  shape_mismatch(found, around) {
    const { where, numbers } = found;
    const at = { ...about(where.node, { name: numbers['to']! }), port: portOf(found, around) };
    switch (numbers['hint']) {
      case 'clause:hint_flat':
        return [fix('insert_flatten', at)];
      case 'clause:hint_width':
        return [
          fix('set_in_features', { ...at, setting: numbers['setting']!, width: numbers['width']! }),
          ...settingOutputs(found, Number(numbers['wanted']), around),
        ];
      default:
        return [...outputs(found, 1, around), fix('use_loss', { node: where.node!, layer: 'CrossEntropyLoss' })];
    }
  },
  add_shapes_differ: branches,
  data_width: ({ where, numbers }) => [
    fix('set_input_shape', { ...about(where.node, numbers), width: numbers['got']!, shape: numbers['shape']! }),
  ],
  data_width_shared: ({ where, numbers }, { document, shapes }) => {
    const node = nodeOf(document, where.node);
    const own = shapes.get(where.node!)?.reduce((count, extent) => count * extent, 1) ?? 0;
    const width = Number(numbers['got']) - Number(numbers['expected']) + own;
    return node && width > 0 ? [fix('set_input_shape', { ...about(node.id, node), width, shape: `[${width}]` })] : [];
  },
  classes_too_few: (found, around) => outputs(found, Number(found.numbers['expected']), around),
  targets_width: (found, around) => outputs(found, Number(found.numbers['expected']), around),
  task_mismatch: ({ where, numbers }) => [fix('use_loss', { node: where.node!, layer: numbers['suggestion']! })],
  softmax_before_loss: ({ where, numbers }) => [fix('remove_block', about(where.node, numbers))],
  batch_norm_one_row: () => [fix('set_batch_size', { batch_size: 32 })],
};

function about(node: string | undefined, { name }: { readonly name?: number | string }): { node: string; name: string } {
  return { node: node ?? '', name: String(name) };
}

function removal(document: Document, id: string | undefined): Fix[] {
  const node = nodeOf(document, id);
  return node ? [fix('remove_block', about(node.id, node))] : [];
}

function renaming(document: Document, id: string | undefined): Fix[] {
  const node = nodeOf(document, id);
  const stem = findLayer(node?.layer ?? '')?.stem ?? 'block';
  const kept = node?.name.replace(/[.\d]+$/, '').replaceAll('.', '_');
  return node ? [fix('rename_block', { node: node.id, name: nameGiver(document)(kept || stem) })] : [];
}

function wireAway({ where }: Finding, { document }: Around): Fix[] {
  const [from = '', to = ''] = where.edge?.split(' -> ') ?? [];
  const nameOf = (end: string) => nodeOf(document, end.slice(0, end.lastIndexOf('.')))?.name ?? end;
  return where.edge ? [fix('remove_wire', { edge: where.edge, from: nameOf(from), to: nameOf(to) })] : [];
}

/** The input of the block at which the wire of the finding ends. */
function portOf({ where }: Finding, { network }: Around): string {
  return wireOf(where.edge, where.node, network)?.to[1] ?? 'in';
}

function wireOf(edge: string | undefined, node: string | undefined, { into }: Network): Edge | undefined {
  return into(node ?? '').find(({ from, to }) => `${from.join('.')} -> ${to.join('.')}` === edge);
}

/** The Linears that the wire's width hangs on are given another. */
function settingOutputs({ where }: Finding, width: number, { network }: Around): Fix[] {
  const wire = wireOf(where.edge, where.node, network);
  const sources = wire && widthSources(network, wire);
  if (!sources) return [];
  return [
    fix('set_out_features', { node: where.node!, port: wire.to[1], width, names: sources.linears.map(({ name }) => name).join(', ') }),
  ];
}

/** That as many numbers arrive at a loss as it needs. */
function outputs(found: Finding, width: number, around: Around): Fix[] {
  const setting = settingOutputs(found, width, around);
  if (setting.length > 0) return setting;
  const { where } = found;
  const name = nodeOf(around.document, where.node)?.name ?? '';
  return [fix('insert_linear', { ...about(where.node, { name }), port: portOf(found, around), width })];
}

/** Of two branches of a sum, the one that passes fewer blocks is the shortcut: it is brought to the width of the other. */
function branches(found: Finding, { network, shapes, document }: Around): Fix[] {
  const sum = nodeOf(document, found.where.node);
  const wires = ['in1', 'in2'].map((port) => network.into(sum?.id ?? '').find(({ to }) => to[1] === port));
  const [first, second] = wires;
  if (!sum || !first || !second) return [];
  const length = (wire: Edge) => ancestors(network, wire.from[0]);
  const ordered = length(first) < length(second) ? [first, second] : [second, first];
  const fixes = ordered.flatMap((wire, index): Fix[] => {
    const width = shapes.get(ordered[1 - index]!.from[0]);
    const at: Numbers = { node: sum.id, port: wire.to[1], from: network.node(wire.from[0])!.name };
    return width?.length === 1 ? [fix('project_branch', { ...at, width: width[0]! })] : [];
  });
  const setting = ordered.toReversed().flatMap((wire): Fix[] => {
    const other = ordered.find((each) => each !== wire)!;
    const width = shapes.get(other.from[0]);
    const sources = widthSources(network, wire);
    if (width?.length !== 1 || !sources) return [];
    return [
      fix('set_out_features', {
        node: sum.id,
        port: wire.to[1],
        width: width[0]!,
        names: sources.linears.map(({ name }) => name).join(', '),
      }),
    ];
  });
  return [...fixes.slice(0, 1), ...setting.slice(0, 1)];
}

function ancestors({ into }: Network, id: string): number {
  const seen = new Set([id]);
  for (const at of seen) for (const { from } of into(at)) seen.add(from[0]);
  return seen.size;
}

/** Blocks that give something which nothing takes. */
function looseEnds({ network }: Around): Node[] {
  return network.order.filter(({ id, layer }) => network.outOf(id).length === 0 && (findLayer(layer)?.outputs.length ?? 1) > 0);
}

/** The last of them, and of two equally far the first. */
function looseEnd(around: Around): Node | null {
  const [last] = looseEnds(around).toSorted((a, b) => ancestors(around.network, b.id) - ancestors(around.network, a.id));
  return last ? nodeOf(around.document, last.id)! : null;
}

/** With the number of outputs that it needs, the likeliest first. */
function lossesFor(data: DataNeeds | null): [layer: string, width: { width?: number }][] {
  if (!data)
    return [
      ['CrossEntropyLoss', {}],
      ['MSELoss', {}],
    ];
  if (data.task === 'regression') return [['MSELoss', { width: data.targetWidth }]];
  const classes: [string, { width?: number }] = ['CrossEntropyLoss', { width: data.classes }];
  return data.classes === 2 ? [classes, ['BCEWithLogitsLoss', { width: 1 }]] : [classes];
}

/** The one block that an open input may be wired to. */
function sourcesFor(id: string, port: string, around: Around): Fix[] {
  const { document } = around;
  const fitting = looseEnds(around).filter((end) => end.id !== id && !reaches(document, id, end.id) && fits(around, end.id, id, port));
  return fitting.length === 1 ? [wiring(document, fitting[0]!.id, id, port)] : [];
}

/** The one open input that a loose end may be wired to. */
function targetsFor(id: string, around: Around): Fix[] {
  const { document, network } = around;
  const open = network.order.flatMap((node) => {
    const taken = new Set(network.into(node.id).map(({ to }) => to[1]));
    const ports = (findLayer(node.layer)?.inputs ?? []).filter((port) => !taken.has(port));
    return node.id === id || !network.used.has(node.id) || reaches(document, node.id, id)
      ? []
      : ports.map((port) => [node.id, port] as const);
  });
  const fitting = open.filter(([target, port]) => fits(around, id, target, port));
  return fitting.length === 1 ? [wiring(document, id, ...fitting[0]!)] : [];
}

function wiring(document: Document, source: string, node: string, port: string): Fix {
  const [from, to] = [nodeOf(document, source)!, nodeOf(document, node)!];
  return fix('connect', { source, output: findLayer(from.layer)?.outputs[0] ?? 'out', ...about(node, to), port, from: from.name });
}

/** Whether the block takes what would arrive; what is not known is taken. */
function fits({ network, shapes }: Around, source: string, target: string, port: string): boolean {
  const node = network.node(target)!;
  const layer = findLayer(node.layer);
  if (!layer) return true;
  const arriving = layer.inputs.map((input) =>
    shapes.get(input === port ? source : (network.into(target).find(({ to }) => to[1] === input)?.from[0] ?? '')),
  );
  const { values, shaped } = resolveSettings(layer, node.settings, { node: node.id, name: node.name }, []);
  return !shaped || !arriving.every((shape) => shape !== undefined) || !isRefusal(layer.infer(values, arriving));
}
