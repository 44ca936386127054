/**
 * @file What can be done about a finding, by code: a closed list. What each does to a document is in core/repairs; when it is
 * offered, and in which order, is for those to say who find: the compiler and the diagnosis.
 */
import type { Numbers } from './finding.ts';
import { fill } from './messages.ts';

/** What may help a network to learn: training has to show whether it does. */
const REMEDIES = {
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
} as const satisfies Labels;

/** What puts a network right that cannot be trained as it is, or not as it was meant. The finding is gone for certain. */
const REPAIRS = {
  set_in_features: { en: 'Set {setting} of {name} to {width}', hi: '{name} का {setting} {width} करें' },
  set_out_features: { en: 'Set out_features of {names} to {width}', hi: '{names} का out_features {width} करें' },
  set_input_shape: { en: 'Set the shape of {name} to {shape}', hi: '{name} का shape {shape} करें' },
  set_batch_size: { en: 'Take batches of {batch_size} rows', hi: 'Batch में {batch_size} rows लें' },
  reset_setting: { en: 'Leave {setting} of {name} at its default', hi: '{name} का {setting} default पर रखें' },
  reset_training: { en: 'Leave {setting} at its default', hi: '{setting} को default पर रखें' },
  insert_flatten: { en: 'Put a Flatten before {name}', hi: '{name} से पहले Flatten लगाएँ' },
  insert_linear: { en: 'Put a Linear with {width} outputs before {name}', hi: '{name} से पहले {width} outputs वाला Linear लगाएँ' },
  project_branch: {
    en: 'Project the branch from {from} to {width} with a Linear',
    hi: '{from} वाली branch को Linear से {width} चौड़ा करें',
  },
  add_input: { en: 'Add an Input', hi: 'Input जोड़ें' },
  add_loss: { en: 'Add {layer} after {name}', hi: '{name} के बाद {layer} जोड़ें' },
  use_loss: { en: 'Use {layer}', hi: '{layer} लगाएँ' },
  connect: { en: 'Wire {from} to {name}', hi: '{from} को {name} से जोड़ें' },
  remove_wire: { en: 'Remove the wire from {from} to {to}', hi: '{from} से {to} का wire हटाएँ' },
  remove_block: { en: 'Remove {name}', hi: '{name} हटाएँ' },
  rename_block: { en: 'Call it {name}', hi: 'इसका नाम {name} रखें' },
  bypass_block: { en: 'Bypass {name}', hi: '{name} को bypass करें' },
  end_bypass: { en: 'End the bypass of {name}', hi: '{name} का bypass हटाएँ' },
} as const satisfies Labels;

type Labels = Readonly<Record<string, { readonly en: string; readonly hi: string }>>;

export const FIXES = { ...REMEDIES, ...REPAIRS } as const;

export type RemedyCode = keyof typeof REMEDIES;
export type RepairCode = keyof typeof REPAIRS;
export type FixCode = RemedyCode | RepairCode;

/** Whether it is certain what comes of it, so that there is nothing to try. */
export function isRepair(code: FixCode): code is RepairCode {
  return Object.hasOwn(REPAIRS, code);
}

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
