/** @file A run of the development set as a person would draw it. */
import type { Document, Node, Settings } from '../../core/document/document.ts';
import { dataSet } from './data-sets.ts';
import type { DevRun } from './dev-runs.ts';

const LAYERS = { sigmoid: 'Sigmoid', tanh: 'Tanh', relu: 'ReLU', leaky_relu: 'LeakyReLU' } as const;
const OPTIMIZERS = { sgd: 'SGD', adam: 'Adam', adagrad: 'Adagrad' } as const;

/** Pixels from one block of the chain to the next. */
const STEP = 196;

/** The file that the document names, which `csvOf` writes. */
export function fileOf({ data }: Pick<DevRun, 'data'>): string {
  return `${data}.csv`;
}

export function runDocument(run: DevRun, seed: number): Document {
  const chain = new Chain();
  chain.put('Input', 'input', { shape: [2] });
  run.hidden.forEach((width, index) => putStage(chain, run, width, index + 1));
  const { rows } = dataSet(run.data);
  const classes = new Set(rows.map(({ kind }) => kind)).size;
  chain.put('Linear', 'head', {
    out_features: classes === 2 ? 1 : classes,
    init: initialisation(run.output_init ?? run.init),
    bias_init: ZEROS,
  });
  chain.put(classes === 2 ? 'BCEWithLogitsLoss' : 'CrossEntropyLoss', 'loss', {});
  return {
    format: 'gradscape',
    version: 1,
    name: run.name,
    nodes: chain.nodes,
    edges: chain.edges,
    training: { optimizer: optimizer(run), batch_size: run.batch_size, epochs: run.epochs, seed },
    dataset: { source: 'csv', path: fileOf(run), target: 'kind', scale: 'none', validation: dataSet(run.data).validation },
  };
}

const ZEROS = { kind: 'zeros' } as const;

function putStage(chain: Chain, run: DevRun, width: number, number: number): void {
  const before = chain.last;
  const bias = run.bias_init === undefined ? ZEROS : { kind: 'constant', value: run.bias_init };
  chain.put('Linear', `fc${number}`, { out_features: width, init: initialisation(run.init), bias_init: bias });
  if (run.batch_norm) chain.put('BatchNorm1d', `bn${number}`, {});
  if (run.activation === 'exp') throw new Error(`${run.name} has an activation that is no layer.`);
  if (run.activation !== 'identity') chain.put(LAYERS[run.activation], `act${number}`, {});
  if (run.dropout) chain.put('Dropout', `drop${number}`, { p: run.dropout });
  if (run.residual && number > 1) chain.join(`add${number}`, before);
}

function initialisation(init: DevRun['init']): Settings {
  if (typeof init !== 'string') return init.kind === 'normal' ? { mean: 0, ...init } : { ...init };
  return init.startsWith('kaiming') ? { kind: init, mode: 'fan_in', nonlinearity: 'relu' } : { kind: init };
}

/** SGD divides by nothing that an eps would keep from zero. */
function optimizer({ optimizer: { kind, eps, ...settings } }: DevRun) {
  return { kind: OPTIMIZERS[kind], ...settings, ...(kind === 'sgd' ? {} : { eps }) };
}

class Chain {
  readonly nodes: Node[] = [];
  readonly edges: Document['edges'] = [];
  last = '';

  put(layer: string, name: string, settings: Settings): void {
    this.nodes.push({ id: name, layer, name, settings, position: [STEP * this.nodes.length, 0] });
    if (this.last) this.edges.push({ from: [this.last, 'out'], to: [name, 'in'] });
    this.last = name;
  }

  /** Adds what stands at the end to what stood at `before`. */
  join(name: string, before: string): void {
    const branch = this.last;
    this.nodes.push({ id: name, layer: 'Add', name, settings: {}, position: [STEP * this.nodes.length, 0] });
    this.edges.push({ from: [before, 'out'], to: [name, 'in1'] }, { from: [branch, 'out'], to: [name, 'in2'] });
    this.last = name;
  }
}
