/**
 * @file Networks in files of Python code. The code is read with the grammar of Python and followed as far as it defines a network and says
 * how to train it; nothing of it is run. What a network has and blocks have not is refused with its line; what is left out and does no harm
 * is told.
 */
import type { Document, Edge } from '../../document/document.ts';
import { placedInRanks } from '../../document/in-ranks.ts';
import { parseDocument } from '../../document/parse-document.ts';
import type { Finding } from '../../findings/finding.ts';
import { InputError } from '../../findings/input-error.ts';
import { DEFAULT_OPTIMIZER, OPTIMIZERS, TRAINING_SETTINGS, type TrainingSettingTable } from '../../layers/training-settings.ts';
import type { Choice, Opened } from '../opened.ts';
import { drawn, type DrawnBlock } from './reading/drawn.ts';
import { callFunction, follow, newScope, runOf } from './reading/interpret.ts';
import { literalOf } from './reading/literal.ts';
import { noteMentionedLosses } from './reading/mentioned.ts';
import { networkNamed, networksOf } from './reading/networks.ts';
import { learnFrom } from './reading/operators.ts';
import { parsePython } from './reading/parse-python.ts';
import { uncertainly, type Run } from './reading/run.ts';
import { drawsSame } from './reading/same-network.ts';
import { sourceOf } from './reading/source.ts';
import { trainingOf, WEIGHTS_SET } from './reading/training.ts';
import { memberOf, type Scope } from './reading/value.ts';

/** The name under which Gradscape writes the document into the code. */
const DOCUMENT = 'GRADSCAPE';

/**
 * The network of a file of Python code, or which there are if there are several and none is named.
 * @throws InputError python_syntax, python_large, python_deep, python_long, python_none, python_network_unknown, and with the line of what
 *   cannot be part of a network of blocks: python_unsupported, python_layer, python_argument
 */
export function readPython(file: string, text: string, network?: string): Opened | Choice {
  const source = sourceOf(file, unified(text));
  const run = runOf(source);
  const scope = newScope(null);
  const body = parsePython(source);
  noteMentionedLosses(run, body);
  follow(run, body, scope);
  followTheUncalled(run, scope);

  const candidates = networksOf(run);
  followTrainingOfModules(run);
  if (candidates.length === 0 && network === undefined) throw new InputError('python_none', { file });
  if (candidates.length > 1 && network === undefined) return { origin: 'pytorch', choose: candidates.map(({ name }) => name) };
  const candidate = network === undefined ? candidates[0]! : networkNamed(run, candidates, network);
  if (!candidate)
    throw new InputError('python_network_unknown', { file, network: network!, names: candidates.map(({ name }) => name).join(', ') });

  const { blocks, module, findings: found } = drawn(run, candidate);
  const findings: Finding[] = [...found];
  const training = trainingOf(run, scope, module, findings);
  const written = writtenDocument(file, scope);
  if (!written || !drawsSame(written, blocks))
    return { origin: 'pytorch', document: documentOf(candidate.name, blocks, training, written), weights: null, findings };
  // how weights are drawn is in the document
  const told = findings.filter(({ numbers }) => numbers['effect'] !== WEIGHTS_SET);
  return { origin: 'pytorch', document: asWritten(written, training), weights: null, findings: told };
}

/** Without a byte order mark, with one kind of line end, and not indented as a whole, as text that was copied out of a function is. */
function unified(text: string): string {
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const indent = /^([ \t]*)[^\s#]/m.exec(lines)?.[1] ?? '';
  return indent === '' ? lines : lines.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
}

/** Functions that nothing calls say how a network is trained all the same, though not with what. */
function followTheUncalled(run: Run, scope: Scope): void {
  for (const value of [...scope.names.values()]) {
    if (value.kind !== 'function' || run.seen.called.has(value.body)) continue;
    const doubt = run.source.doubt(value.span, 'clause:py_uncalled', { name: value.name });
    uncertainly(run, doubt, () => callFunction(run, value, null, { positional: [], named: new Map() }, value.span));
  }
}

/** Modules that say themselves how they are trained, as those of Lightning do. */
function followTrainingOfModules(run: Run): void {
  for (const module of run.seen.made.keys()) {
    if (module.kind !== 'instance') continue;
    for (const name of ['configure_optimizers', 'training_step']) {
      const method = memberOf(module.of, name);
      if (method?.kind !== 'function' || run.seen.called.has(method.body)) continue;
      const doubt = run.source.doubt(method.span, 'clause:py_uncalled', { name });
      uncertainly(run, doubt, () => learnFrom(run, callFunction(run, method, module, { positional: [], named: new Map() }, method.span)));
    }
  }
}

/** What Gradscape wrote beside the code, if it is there and whole. */
function writtenDocument(file: string, scope: Scope): Document | null {
  const literal = literalOf(scope.names.get(DOCUMENT));
  if (literal === undefined) return null;
  try {
    return parseDocument(file, JSON.stringify(literal));
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** The document as it was drawn; where the code says another training by now, that counts. */
function asWritten(document: Document, training: Document['training']): Document {
  const [drawn, code] = [wholeTraining(document.training), wholeTraining({ ...document.training, ...training })];
  const changed = Object.keys(code).filter((setting) => JSON.stringify(code[setting]) !== JSON.stringify(drawn[setting]));
  if (changed.length === 0) return document;
  return {
    ...document,
    training: {
      ...document.training,
      ...Object.fromEntries(changed.map((setting) => [setting, (training as Record<string, unknown>)[setting]])),
    },
  };
}

/** With all that is left out as it is by itself, so that two can be compared. */
function wholeTraining({ optimizer, ...settings }: Document['training']): Record<string, unknown> {
  const kind = optimizer?.kind ?? DEFAULT_OPTIMIZER;
  const usual = Object.hasOwn(OPTIMIZERS, kind) ? usualOf(OPTIMIZERS[kind as keyof typeof OPTIMIZERS]) : {};
  return { ...usualOf(TRAINING_SETTINGS), ...settings, optimizer: inOrder({ kind, ...usual, ...optimizer }) };
}

function usualOf(table: TrainingSettingTable): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).map(([name, setting]) => [name, setting.default]));
}

function inOrder(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function documentOf(name: string, blocks: readonly DrawnBlock[], training: Document['training'], written: Document | null): Document {
  const nodes = blocks.map((block) => ({ id: block.name, layer: block.layer.name, name: block.name, settings: block.settings }));
  const edges = blocks.flatMap(({ inputs, name: to, layer }) =>
    inputs.map((from, index): Edge => ({ from: [blocks[from]!.name, blocks[from]!.layer.outputs[0]!], to: [to, layer.inputs[index]!] })),
  );
  return {
    format: 'gradscape',
    version: 1,
    name: written?.name ?? name,
    nodes: placedInRanks(nodes, edges),
    edges,
    training: { ...written?.training, ...training },
    ...(written?.dataset ? { dataset: written.dataset } : {}),
  };
}
