/** @file The network itself: a torch.nn.Sequential where it is a chain of modules, else a torch.nn.Module with `forward`. */
import { INITIALISATIONS } from '../../layers/initialisations.ts';
import type { Initialisation } from '../../layers/setting.ts';
import { elementCount } from '../../tensor/shape.ts';
import type { WrittenBlock, WrittenNetwork } from '../written-network.ts';
import { literal, quoted } from './write-literals.ts';
import { isIdentifier, isPartName, pythonNames } from './write-names.ts';

export interface NetworkCode {
  readonly code: string;
  /** Whether the code names an instance, `network`; else it is a class, `Network`. */
  readonly isInstance: boolean;
  /** What the blocks that are modules are called in it, by their names. */
  readonly called: ReadonlyMap<string, string>;
}

/** A block, and how many numbers of a row arrive at it. */
interface Part {
  readonly block: WrittenBlock;
  readonly arriving: number;
}

export function networkCode({ blocks }: WrittenNetwork): NetworkCode {
  const shapes = new Map(blocks.map(({ id, shape }) => [id, shape]));
  const parts = blocks
    .filter(({ layer }) => layer.role === 'hidden')
    .map((block) => ({ block, arriving: elementCount(shapes.get(block.inputs[0]!)!) }));
  const inputs = blocks.filter(({ layer }) => layer.role === 'input');
  return isChain(blocks) ? sequentialCode(parts) : moduleCode(inputs, parts, blocks.at(-1)!);
}

/** One Input, then modules each of which reads the one before it. */
function isChain(blocks: readonly WrittenBlock[]): boolean {
  return blocks.every(({ layer, inputs }, index) => {
    if (index === 0) return layer.role === 'input';
    return inputs.length === 1 && inputs[0] === blocks[index - 1]!.id && layer.pytorch.module !== null;
  });
}

function sequentialCode(parts: readonly Part[]): NetworkCode {
  const called = pythonNames(
    parts.map(({ block }) => block.name),
    isPartName,
  );
  // modules without names are called by their places
  const counted = parts.every(({ block }, index) => block.name === String(index));
  const lines = parts.map((part) =>
    counted ? `    ${moduleCall(part)},\n` : `            (${quoted(called.get(part.block.name)!)}, ${moduleCall(part)}),\n`,
  );
  const list = counted ? `\n${lines.join('')}` : `\n    OrderedDict(\n        [\n${lines.join('')}        ]\n    )\n`;
  const inits = parts.flatMap(({ block }, index) => {
    const name = called.get(block.name)!;
    return initCalls(block, isIdentifier(name) ? `network.${name}` : `network[${index}]`);
  });
  return { code: [`network = nn.Sequential(${parts.length === 0 ? '' : list})`, ...inits].join('\n'), isInstance: true, called };
}

function moduleCode(inputs: readonly WrittenBlock[], parts: readonly Part[], loss: WrittenBlock): NetworkCode {
  const blocks = [...inputs, ...parts.map(({ block }) => block)];
  const byName = pythonNames(
    blocks.map(({ name }) => name),
    isIdentifier,
  );
  const names = new Map(blocks.map(({ id, name }) => [id, byName.get(name)!]));
  const nameOf = (id: string) => names.get(id)!;
  const modules = parts.filter(({ block }) => block.layer.pytorch.module !== null);
  const made = modules.map((part) => `self.${nameOf(part.block.id)} = ${moduleCall(part)}`);
  const inits = modules.flatMap(({ block }) => initCalls(block, `self.${nameOf(block.id)}`));
  const steps = parts.map(({ block: { id, layer, inputs: read } }) => {
    const { module, operator } = layer.pytorch;
    const operands = read.map(nameOf);
    return `${nameOf(id)} = ${module ? `self.${nameOf(id)}(${operands.join(', ')})` : operands.join(` ${operator} `)}`;
  });
  const lines = [
    'class Network(nn.Module):',
    '    def __init__(self):',
    ...['super().__init__()', ...made, ...(inits.length > 0 ? ['', ...inits] : [])].map(indented),
    '',
    `    def forward(${['self', ...inputs.map(({ id }) => nameOf(id))].join(', ')}):`,
    ...[...steps, `return ${nameOf(loss.inputs[0]!)}`].map(indented),
  ];
  return {
    code: lines.join('\n'),
    isInstance: false,
    called: new Map(modules.map(({ block: { id, name } }) => [name, nameOf(id)])),
  };
}

function indented(line: string): string {
  return line === '' ? '' : `        ${line}`;
}

/** What must be given, by its place; then what is not what PyTorch takes by itself, by its name. */
function moduleCall({ block: { layer, settings }, arriving }: Part): string {
  const { name, arguments: declared } = layer.pytorch.module!;
  const given = declared.flatMap((argument) => {
    const { default: usual, setting, means } = argument;
    if (usual === undefined) return [literal((setting && settings[setting]) ?? arriving)];
    if (setting !== undefined) return settings[setting] === usual ? [] : [`${argument.name}=${literal(settings[setting])}`];
    return means === undefined || means === 'any' || means.includes(usual) ? [] : [`${argument.name}=${literal(means[0])}`];
  });
  return `nn.${name}(${given.join(', ')})`;
}

/** torch.nn.init for each tensor of the block that is not drawn as PyTorch's constructor draws it. */
function initCalls({ layer, settings }: WrittenBlock, module: string): string[] {
  return Object.entries(layer.settings).flatMap(([setting, domain]) => {
    if (domain.kind !== 'initialisation' || (domain.of === 'bias' && settings['bias'] === false)) return [];
    const { kind, ...numbers } = settings[setting] as Initialisation;
    if (kind === 'default') return [];
    const usual = INITIALISATIONS[kind] as Readonly<Record<string, { readonly default: unknown }>>;
    const given = Object.entries(numbers)
      .filter(([name, value]) => kind === 'constant' || value !== usual[name]!.default)
      .map(([name, value]) => (kind === 'constant' ? literal(value) : `${name}=${literal(value)}`));
    return [`nn.init.${kind}_(${[`${module}.${domain.of}`, ...given].join(', ')})`];
  });
}
