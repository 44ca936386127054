/**
 * @file What can be done about a finding, by code: a closed list. What each does to a document is in core/repairs; when it is
 * offered, and in which order, is the diagnosis' to say.
 */
import type { Numbers } from './finding.ts';
import { fill } from './messages.ts';

export const FIXES = {
  insert_batch_norm: { en: 'Insert BatchNorm1d after each hidden Linear', hi: 'हर hidden Linear के बाद BatchNorm1d लगाएँ' },
  use_leaky_relu: { en: 'Use LeakyReLU with Kaiming initialisation', hi: 'LeakyReLU और Kaiming initialisation लगाएँ' },
  use_relu: { en: 'Use ReLU with Kaiming initialisation', hi: 'ReLU और Kaiming initialisation लगाएँ' },
  initialise: { en: 'Draw the weights as the activations need', hi: 'Weights activation के अनुसार चुनें' },
  add_residual: { en: 'Add residual connections', hi: 'Residual connections जोड़ें' },
  add_activation: { en: 'Put a ReLU after each hidden Linear', hi: 'हर hidden Linear के बाद ReLU लगाएँ' },
  widen_layers: { en: 'Widen the hidden layers to {width}', hi: 'Hidden layers को {width} चौड़ा करें' },
  narrow_layers: { en: 'Narrow the hidden layers to {width}', hi: 'Hidden layers को {width} तक सँकरा करें' },
  reset_biases: { en: 'Start the biases at zero', hi: 'Biases शून्य से शुरू करें' },
  standardise_inputs: { en: 'Standardise the inputs', hi: 'Inputs को standardise करें' },
  lower_learning_rate: { en: 'Lower the learning rate to {lr}', hi: 'Learning rate घटाकर {lr} करें' },
  raise_learning_rate: { en: 'Raise the learning rate to {lr}', hi: 'Learning rate बढ़ाकर {lr} करें' },
  use_adam: { en: 'Use Adam with learning rate {lr}', hi: 'Adam और learning rate {lr} लगाएँ' },
  larger_batch: { en: 'Take batches of {batch_size} rows', hi: 'Batch में {batch_size} rows लें' },
  clip_gradient: { en: 'Clip the gradient at norm {norm}', hi: 'Gradient को norm {norm} पर clip करें' },
  lower_dropout: { en: 'Lower Dropout to p = {p}', hi: 'Dropout घटाकर p = {p} करें' },
  add_dropout: { en: 'Add Dropout (p = {p}) after the activations', hi: 'Activations के बाद Dropout (p = {p}) जोड़ें' },
  add_weight_decay: { en: 'Set weight decay to {weight_decay}', hi: 'Weight decay {weight_decay} रखें' },
  stop_early: { en: 'Stop after epoch {epochs}, where validation was best', hi: 'Epoch {epochs} पर रुकें, जहाँ validation सबसे अच्छा था' },
} as const satisfies Record<string, { readonly en: string; readonly hi: string }>;

export type FixCode = keyof typeof FIXES;

/** One thing to do. Applying it is one edit of the document. */
export interface Fix {
  readonly code: FixCode;
  /** In English; other languages fill their own template. */
  readonly label: string;
  readonly numbers: Numbers;
}

export function fix(code: FixCode, numbers: Numbers = {}): Fix {
  return { code, label: fill(FIXES[code].en, numbers), numbers };
}
