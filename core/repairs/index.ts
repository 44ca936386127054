/** @file Every fix that a finding may name, and what it does to a document. */
import type { Document } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import type { Fix, FixCode } from '../findings/fixes.ts';
import { addInput, addLoss } from './add-ends.ts';
import { addActivation } from './add-activation.ts';
import { addDropout } from './add-dropout.ts';
import { addResidual } from './add-residual.ts';
import { addWeightDecay } from './add-weight-decay.ts';
import { clipGradient } from './clip-gradient.ts';
import { narrowLayers, widenLayers } from './hidden-width.ts';
import { initialise } from './initialise.ts';
import { insertBatchNorm } from './insert-batch-norm.ts';
import { insertFlatten } from './insert-flatten.ts';
import { insertLinear, projectBranch } from './insert-linear.ts';
import { largerBatch } from './larger-batch.ts';
import { lowerLearningRate, raiseLearningRate } from './learning-rate.ts';
import { lowerDropout } from './lower-dropout.ts';
import type { Repair } from './repair.ts';
import { resetBiases } from './reset-biases.ts';
import { setOutFeatures } from './set-out-features.ts';
import { resetSetting, resetTraining, setBatchSize, setInFeatures, setInputShape } from './set-setting.ts';
import { standardiseInputs } from './standardise-inputs.ts';
import { stopEarly } from './stop-early.ts';
import { useLeakyRelu, useRelu } from './use-activation.ts';
import { useAdam } from './use-adam.ts';
import { bypassBlock, connect, endBypass, removeBlock, removeWire, renameBlock, useLoss } from './wiring.ts';

const REPAIRS: { readonly [C in FixCode]: Repair } = {
  insert_batch_norm: insertBatchNorm,
  use_leaky_relu: useLeakyRelu,
  use_relu: useRelu,
  initialise,
  add_residual: addResidual,
  add_activation: addActivation,
  widen_layers: widenLayers,
  narrow_layers: narrowLayers,
  reset_biases: resetBiases,
  standardise_inputs: standardiseInputs,
  lower_learning_rate: lowerLearningRate,
  raise_learning_rate: raiseLearningRate,
  use_adam: useAdam,
  larger_batch: largerBatch,
  clip_gradient: clipGradient,
  lower_dropout: lowerDropout,
  add_dropout: addDropout,
  add_weight_decay: addWeightDecay,
  stop_early: stopEarly,

  set_in_features: setInFeatures,
  set_out_features: setOutFeatures,
  set_input_shape: setInputShape,
  set_batch_size: setBatchSize,
  reset_setting: resetSetting,
  reset_training: resetTraining,
  insert_flatten: insertFlatten,
  insert_linear: insertLinear,
  project_branch: projectBranch,
  add_input: addInput,
  add_loss: addLoss,
  use_loss: useLoss,
  connect,
  remove_wire: removeWire,
  remove_block: removeBlock,
  rename_block: renameBlock,
  bypass_block: bypassBlock,
  end_bypass: endBypass,
};

/** The edit that a fix comes to in this document; null if it changes nothing there. */
export function repairEdit(document: Document, { code, numbers }: Pick<Fix, 'code' | 'numbers'>): Edit | null {
  return REPAIRS[code](document, numbers);
}
