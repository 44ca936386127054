/** @file What the code around a network says about its training, as the settings of a document; what blocks and settings cannot say is told. */
import type { Document } from '../../../document/document.ts';
import type { Finding } from '../../../findings/finding.ts';
import { finding } from '../../../findings/messages.ts';
import { accept } from '../../../layers/accept.ts';
import { OPTIMIZERS, TRAINING_SETTINGS } from '../../../layers/training-settings.ts';
import { hasNumbers } from './bind.ts';
import type { Run } from './run.ts';
import { modulesIn, numberOf, plainOf, type Module, type Scope, type Value } from './value.ts';

type Kind = keyof typeof OPTIMIZERS;

/** Arguments after the parameters, in PyTorch's order, with those that no setting says. */
const ARGUMENTS: { readonly [K in Kind]: readonly string[] } = {
  SGD: ['lr', 'momentum', 'dampening', 'weight_decay', 'nesterov'],
  Adam: ['lr', 'betas', 'eps', 'weight_decay', 'amsgrad'],
  AdamW: ['lr', 'betas', 'eps', 'weight_decay', 'amsgrad'],
  RMSprop: ['lr', 'alpha', 'eps', 'weight_decay', 'momentum', 'centered'],
  Adagrad: ['lr', 'lr_decay', 'weight_decay', 'initial_accumulator_value', 'eps'],
};

/** What variables are called that say how to train, in small letters. */
const VARIABLES: readonly (readonly [setting: 'batch_size' | 'epochs' | 'seed', names: readonly string[]])[] = [
  ['batch_size', ['batch_size', 'batchsize', 'train_batch_size']],
  ['epochs', ['epochs', 'num_epochs', 'n_epochs', 'max_epochs']],
  ['seed', ['seed', 'random_seed', 'manual_seed']],
];

/** How arguments change where numbers are computed and nothing that they come to. */
const NEUTRAL: ReadonlySet<string> = new Set(['foreach', 'capturable', 'differentiable', 'fused', 'params']);

export function trainingOf(run: Run, scope: Scope, module: Module, findings: Finding[]): Document['training'] {
  const { seen, source } = run;
  const training: Record<string, unknown> = {};
  const say = (what: 'python_left_out' | 'python_read_as', line: number, construct: string, effect: string) =>
    findings.push(finding(what, {}, { file: source.file, line, construct, effect }));

  const optimizer = optimizerOf(run, module, say);
  if (optimizer) training['optimizer'] = optimizer;
  const named = new Map([...scope.names].map(([name, value]) => [name.toLowerCase(), value]));
  const from: Record<string, Value | undefined> = {
    batch_size: seen.batchSizes[0]?.size,
    epochs: seen.epochs[0] && { kind: 'int', value: seen.epochs[0].count },
    seed: seen.seeds[0]?.seed,
  };
  for (const [setting, names] of VARIABLES) {
    const values = [...names.map((name) => named.get(name)), from[setting], ...names.map((name) => seen.settings.get(name))];
    const known = values.map((value) => value && numberOf(value)).find((value) => value !== undefined && value !== null);
    if (known !== undefined && accept(TRAINING_SETTINGS[setting], known).accepted) training[setting] = known;
  }
  const clip = seen.clips[0];
  if (clip) {
    const norm = numberOf(clip.norm);
    if (norm !== null && accept(TRAINING_SETTINGS.clip_grad_norm, norm).accepted) training['clip_grad_norm'] = norm;
    else say('python_left_out', clip.span.line, source.shown(clip.span), 'clause:py_effect_clip');
  }
  const told = new Set<string>();
  for (const { what, span, construct } of seen.passedOver) {
    if (told.has(`${what}${span.line}`)) continue;
    told.add(`${what}${span.line}`);
    say(READ_OTHERWISE.has(what) ? 'python_read_as' : 'python_left_out', span.line, construct, EFFECTS[what]);
  }
  return training;
}

/** Numbers that are copied into weights, as from a file. */
export const WEIGHTS_SET = 'clause:py_effect_weights';

const EFFECTS = {
  init: 'clause:py_effect_init',
  weights: WEIGHTS_SET,
  schedule: 'clause:py_effect_schedule',
  optimizer: 'clause:py_effect_optimizer',
  clip: 'clause:py_effect_clip',
  dropout: 'clause:py_effect_dropout',
  evaluation: 'clause:py_effect_evaluation',
  groups: 'clause:py_effect_groups',
  loss: 'clause:py_effect_loss',
} as const;

/** What is not left out, but does something else here. */
const READ_OTHERWISE: ReadonlySet<keyof typeof EFFECTS> = new Set(['dropout', 'evaluation', 'groups', 'loss']);

type Say = (what: 'python_left_out' | 'python_read_as', line: number, construct: string, effect: string) => void;

/** The optimizer of this network's weights, else the only one there is. */
function optimizerOf({ seen, source }: Run, module: Module, say: Say): Record<string, unknown> | null {
  const parts = modulesIn(module);
  const isOf = (weights: readonly Value[]) => weights.some((one) => one.kind === 'parameter' && parts.has(one.of));
  const used = seen.optimizers.find(({ of }) => isOf(of)) ?? seen.optimizers.find(({ of }) => !of.some(({ kind }) => kind === 'parameter'));
  if (!used) return null;
  const { name, given, span } = used;
  if (!Object.hasOwn(OPTIMIZERS, name)) {
    say('python_left_out', span.line, source.shown(span), EFFECTS.optimizer);
    return null;
  }
  const learning = new Set(used.of.flatMap((one) => (one.kind === 'parameter' ? [one.of] : [])));
  const rests = [...parts.keys()].some((part) => part.kind === 'layer' && hasNumbers(part.layer) && !learning.has(part));
  if (learning.size > 0 && rests) say('python_read_as', span.line, source.shown(span), 'clause:py_effect_part');
  const kind = name as Kind;
  const settings: Readonly<Record<string, (typeof TRAINING_SETTINGS)['seed'] | { readonly kind: string; readonly default: unknown }>> =
    OPTIMIZERS[kind];
  const optimizer: Record<string, unknown> = { kind };
  for (const [key, value] of given) {
    const argument = /^\d+$/.test(key) ? ARGUMENTS[kind][Number(key)] : key;
    const setting = argument !== undefined && Object.hasOwn(settings, argument) ? settings[argument]! : null;
    const known = setting?.kind === 'pair' && value.kind === 'tuple' ? value.items.map(numberOf) : plainOf(value);
    const fits = setting && (setting.kind === 'pair' ? isPair(known) : accept(setting as Parameters<typeof accept>[0], known).accepted);
    if (fits) optimizer[argument!] = known;
    else if (argument === undefined || !(NEUTRAL.has(argument) || (!setting && (known === false || known === null))))
      say('python_left_out', span.line, `${argument ?? key} (${source.shown(span)})`, 'clause:py_effect_setting');
  }
  return optimizer;
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number' && one >= 0 && one < 1);
}
