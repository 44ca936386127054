/**
 * @file What happens at one stage of a step that is told slowly, in sentences for who has not seen it before, with the numbers of that very
 * step. Each kind of layer has its own; the formulas are PyTorch's, a batch being rows of x.
 */
import type { Node } from '../../core/document/document.ts';
import { findLayer } from '../../core/layers/index.ts';
import type { Walk, WalkStage } from '../../core/telemetry/walk.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';
import type { OptimizerKind } from '../state/defaults.ts';
import type { Phase } from '../state/walk-marks.ts';
import { walkNumber, walkShare } from '../state/walk-number.ts';

type StageOf<K extends Phase> = Extract<WalkStage, { kind: K }>;

/** What the sentences need beside the walk. */
export interface WalkPlace {
  readonly walk: Walk;
  /** The block of the stage, as the document has it. */
  readonly node: Node;
  /** Numbers in one row of its output. */
  readonly units: number;
  readonly optimizer: { readonly kind: OptimizerKind; readonly momentum: number };
}

/** The block of a stage as its sentences speak of it. */
interface Told extends WalkPlace {
  readonly name: string;
  readonly rows: string;
  readonly width: string;
  /** ‖x‖ by each wire, as text. */
  readonly input: string;
  readonly output: string;
}

/** The sentences of a stage, in the order in which they are to be read. */
export function walkSentences(stage: WalkStage, place: WalkPlace): readonly string[] {
  switch (stage.kind) {
    case 'forward':
      return forwardSentences(stage, place);
    case 'loss':
      return lossSentences(stage, place);
    case 'backward':
      return backwardSentences(stage, place);
    case 'update':
      return updateSentences(stage, place);
    default:
      return stage satisfies never;
  }
}

type Sentence = (told: Told) => string;

const FORWARD: Readonly<Record<string, Sentence>> = {
  Input: m.walk_forward_input,
  Linear: (told) => (setting(told, 'bias') ? m.walk_forward_linear : m.walk_forward_linear_plain)(told),
  BatchNorm1d: (told) => (setting(told, 'affine') ? m.walk_forward_batch_norm : m.walk_forward_batch_norm_plain)(told),
  ReLU: m.walk_forward_relu,
  LeakyReLU: (told) => m.walk_forward_leaky_relu({ ...told, slope: slopeText(told) }),
  Sigmoid: m.walk_forward_sigmoid,
  Tanh: m.walk_forward_tanh,
  Softmax: m.walk_forward_softmax,
  Dropout: (told) => m.walk_forward_dropout({ ...told, share: walkShare(numberOf(told, 'p')), scale: scaleText(told) }),
  Flatten: m.walk_forward_flatten,
  Add: m.walk_forward_add,
};

const LOSS: Readonly<Record<string, (told: { name: string; rows: string; loss: string }) => string>> = {
  CrossEntropyLoss: m.walk_loss_cross_entropy,
  BCEWithLogitsLoss: m.walk_loss_bce,
  MSELoss: m.walk_loss_mse,
};

/** Where the gradient begins. */
const BEGINNING: Readonly<Record<string, (told: { rows: string }) => string>> = {
  CrossEntropyLoss: m.walk_back_cross_entropy,
  BCEWithLogitsLoss: m.walk_back_bce,
  MSELoss: () => m.walk_back_mse(),
};

/** Why a layer hands on as much as it does. */
const BACKWARD: Readonly<Record<string, Sentence>> = {
  Linear: () => m.walk_back_linear(),
  BatchNorm1d: (told) => (setting(told, 'affine') ? m.walk_back_batch_norm : m.walk_back_batch_norm_plain)(),
  ReLU: ({ walk, node }) => {
    const off = offOf(walk, node.id);
    return off ? m.walk_back_relu_off({ share: walkShare(off) }) : m.walk_back_relu();
  },
  LeakyReLU: (told) => m.walk_back_leaky_relu({ slope: slopeText(told) }),
  Sigmoid: () => m.walk_back_sigmoid(),
  Tanh: () => m.walk_back_tanh(),
  Softmax: () => m.walk_back_softmax(),
  Dropout: (told) => m.walk_back_dropout({ scale: scaleText(told) }),
  Flatten: () => m.walk_back_flatten(),
  Add: m.walk_back_add,
};

/** What an optimizer does with a gradient. */
const RULES: { readonly [O in OptimizerKind]: (lr: string, momentum: number) => string } = {
  SGD: (lr, momentum) => (momentum > 0 ? m.walk_update_SGD_momentum({ lr, momentum }) : m.walk_update_SGD({ lr })),
  Adam: (lr) => m.walk_update_Adam({ lr }),
  AdamW: (lr) => m.walk_update_AdamW({ lr }),
  RMSprop: (lr) => m.walk_update_RMSprop({ lr }),
  Adagrad: (lr) => m.walk_update_Adagrad({ lr }),
};

function forwardSentences({ inputs, output, off }: StageOf<'forward'>, place: WalkPlace): readonly string[] {
  const told = tell(place, inputs, output);
  const isFlat = place.node.layer === 'Sigmoid' || place.node.layer === 'Tanh';
  return [
    (FORWARD[place.node.layer] ?? m.walk_forward_other)(told),
    ...(off === null ? [] : [(isFlat ? m.walk_off_flat : m.walk_off_zero)({ share: walkShare(off) })]),
  ];
}

function lossSentences({ loss, correct, rows }: StageOf<'loss'>, { node }: WalkPlace): readonly string[] {
  const count = rows.toLocaleString(language());
  return [
    (LOSS[node.layer] ?? m.walk_loss_other)({ name: node.name, rows: count, loss: walkNumber(loss) }),
    ...(correct === null ? [] : [m.walk_loss_right({ correct: correct.toLocaleString(language()), rows: count })]),
  ];
}

function backwardSentences({ inputs, output, factor, gradients }: StageOf<'backward'>, place: WalkPlace): readonly string[] {
  const told = tell(place, inputs, output);
  const { layer, name } = place.node;
  const own = gradients.map(({ parameter, norm }) => m.walk_gradient({ parameter, norm: walkNumber(norm) }));
  const learns = own.length > 0 ? [m.walk_back_own({ gradients: own.join(', ') })] : [];
  if (findLayer(layer)?.role === 'loss') return [(BEGINNING[layer] ?? m.walk_back_loss)(told), m.walk_back_begun(told)];
  if (output === 0) return [m.walk_back_nothing({ name }), ...learns];
  if (inputs.every(({ norm }) => norm === null)) return [m.walk_back_first(told), ...learns];
  const changes = factor !== null && layer !== 'Add' && layer !== 'Flatten';
  return [
    ...(changes ? [(factor > 1 ? m.walk_back_grows : m.walk_back_passes)({ name, factor: walkNumber(factor) })] : []),
    ...[BACKWARD[layer]?.(told) ?? []].flat(),
    m.walk_back_norms(told),
    ...learns,
  ];
}

/** What the optimizer does is said at its first block. */
function updateSentences(stage: StageOf<'update'>, { walk, optimizer }: WalkPlace): readonly string[] {
  const isFirst = walk.stages.find(({ kind }) => kind === 'update') === stage;
  return [
    ...(isFirst ? [RULES[optimizer.kind](settingText(walk.lr), optimizer.momentum)] : []),
    ...(isFirst && walk.clipping < 1 ? [m.walk_update_clipped({ factor: walkNumber(walk.clipping) })] : []),
    ...stage.parameters.map(({ parameter, norm, move }) =>
      norm === 0
        ? m.walk_update_from_zero({ parameter, move: walkNumber(move) })
        : m.walk_update({ parameter, move: walkNumber(move), norm: walkNumber(norm), share: walkShare(move / norm) }),
    ),
  ];
}

function tell(place: WalkPlace, inputs: StageOf<'forward'>['inputs'], output: number): Told {
  const norms = inputs.flatMap(({ norm }) => (norm === null ? [] : [walkNumber(norm)]));
  return {
    ...place,
    name: place.node.name,
    rows: place.walk.rows.toLocaleString(language()),
    width: place.units.toLocaleString(language()),
    input: listed(norms),
    output: walkNumber(output),
  };
}

/** "1.2, 3.4 and 5.6". */
function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : m.walk_and({ first: texts.slice(0, -1).join(', '), last });
}

/** As the document has it, or else its default. */
function setting({ node }: Told, name: string): unknown {
  return node.settings[name] ?? findLayer(node.layer)?.settings[name]?.default;
}

function numberOf(told: Told, name: string): number {
  return Number(setting(told, name));
}

function slopeText(told: Told): string {
  return settingText(numberOf(told, 'negative_slope'));
}

function scaleText(told: Told): string {
  return settingText(1 / (1 - numberOf(told, 'p')));
}

/** As one writes a setting: 0.01, 1.25, 1e−5. */
function settingText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))).replace('e-', 'e−') : walkNumber(value);
}

/** The fraction that was off on the way forward; null of a block whose units are never off. */
function offOf({ stages }: Walk, node: string): number | null {
  return stages.find((stage): stage is StageOf<'forward'> => stage.kind === 'forward' && stage.node === node)?.off ?? null;
}
