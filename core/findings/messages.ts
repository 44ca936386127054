/**
 * @file Every sentence a finding can say, in one place. `{name}` is filled from the finding's numbers. Codes are stable:
 * they are written to files and read by scripts, so a code is never renamed or used for another meaning.
 */
import type { Finding, Numbers, Place, Severity } from './finding.ts';
import { TITLES } from './titles.ts';

export const MESSAGES = {
  // the document
  layer_unknown: {
    severity: 'error',
    text: '{name} is a block of kind "{layer}", which this version does not know. The document keeps it as it is; replace it to train.',
  },
  setting_invalid: { severity: 'error', text: '{name}: {setting} is {got}, but must be {expected}.' },
  setting_unknown: { severity: 'warning', text: '{name}: a {layer} has no setting "{setting}"; it is kept in the file and has no effect.' },
  node_id_duplicate: { severity: 'error', text: 'Two blocks have the id "{id}". Give each block an id of its own.' },
  node_name_duplicate: {
    severity: 'error',
    text: 'Two blocks are called "{name}". Rename one: names become the names of tensors in the model file.',
  },
  edge_dangling: { severity: 'error', text: 'A wire runs from {from} to {to}, but {missing} does not exist. Remove the wire.' },
  port_taken: {
    severity: 'error',
    text: '{name}: the input "{port}" has {count} wires and takes one. Remove a wire or join them with Add.',
  },
  port_open: { severity: 'error', text: '{name}: the input "{port}" is not wired. Connect a block to it or remove {name}.' },
  output_unused: { severity: 'warning', text: '{name} leads nowhere: nothing uses its output, so it is left out of training{others}.' },
  bypass_ignored: {
    severity: 'warning',
    text: '{name} is bypassed, but a {layer} cannot be: data must enter and a loss must end the network. It is used as it is.',
  },
  cycle: {
    severity: 'error',
    text: 'The wires run in a circle: {path}. Remove one of them; a network must flow from its input to its loss.',
  },
  input_missing: { severity: 'error', text: 'The network has no Input. Add an Input block for the data to enter by.' },
  loss_missing: { severity: 'error', text: 'The network has no loss. Add one of {suggestion} after the last layer to train it.' },
  loss_many: { severity: 'error', text: 'The network has {count} losses ({names}); training takes one. Remove the others.' },
  parameters_missing: { severity: 'warning', text: 'Nothing between the input and the loss can learn. Add a Linear block.' },
  training_invalid: { severity: 'error', text: 'Training setting {setting} is {got}, but must be {expected}.' },
  training_unknown: { severity: 'warning', text: 'Training has no setting "{setting}" here; it is kept in the file and has no effect.' },
  // shapes
  shape_mismatch: { severity: 'error', text: '{from} gives {given}, but {to} expects {expected}. {hint}' },
  add_shapes_differ: {
    severity: 'error',
    text: '{name} adds {first} from {firstNode} and {second} from {secondNode}; a sum needs equal shapes. Give both branches the same width, for example with a Linear on the shorter one.',
  },
  data_width: {
    severity: 'error',
    text: '{name} takes {expected} numbers per row, but the data {data} has {got}. Set its shape to {shape}.',
  },
  data_width_shared: {
    severity: 'error',
    text: '{names} together take {expected} numbers per row, but the data {data} has {got}. Change their shapes so that they sum to {got}.',
  },
  classes_too_few: {
    severity: 'error',
    text: "{name} gets {got} outputs from {from}, but the data {data} has {expected} classes. Set the last Linear's out_features to {expected}.",
  },
  targets_width: {
    severity: 'error',
    text: "{name} gets {got} outputs from {from}, but the data {data} has {expected} target values per row. Set the last Linear's out_features to {expected}.",
  },
  task_mismatch: { severity: 'error', text: '{loss} is for {lossTask}, but the data {data} is for {dataTask}. Use {suggestion}.' },
  softmax_before_loss: {
    severity: 'warning',
    text: '{name} applies a Softmax before {loss}, which applies its own. Remove {name}: twice flattens the gradient.',
  },
  memory_exceeded: {
    severity: 'error',
    text: 'The network{with} needs {needed} bytes to train at batch size {batch}, but {available} bytes are available. Lower the batch size or a width{or}.',
  },
  batch_norm_one_row: {
    severity: 'error',
    text: '{name} normalises over the rows of a batch, and a batch of one row has no variance. Set the batch size to 2 or more.',
  },
  // data
  data_source_unknown: {
    severity: 'error',
    text: 'There is no data set "{got}". Built in are {known}; or give a .csv file, or a pair of IDX files as images,labels.',
  },
  data_setting_unknown: { severity: 'error', text: 'The data set {source} has no setting "{setting}". It has {known}.' },
  data_setting_invalid: { severity: 'error', text: 'The data setting {setting} is {got}, but must be {expected}.' },
  data_file_unnamed: { severity: 'error', text: 'The data setting {setting} names no file. Choose one.' },
  data_file_missing: { severity: 'error', text: 'The data are in the file "{data}", which was not given. Choose it again.' },
  data_memory_denied: {
    severity: 'error',
    text: '{data} has {got} bytes, and this machine did not give the memory to read them. Take a part of it.',
  },
  data_too_large: { severity: 'error', text: '{data} has {got} bytes; at most {most} can be read. Take a part of it.' },
  data_numbers_many: { severity: 'error', text: '{data} holds {got} numbers; at most {most} fit. Take fewer rows or columns.' },
  data_empty: { severity: 'error', text: '{data} has no rows of data.' },
  data_split_empty: {
    severity: 'error',
    text: 'A validation of {validation} does not split the {rows} rows of {data}. Give a share below 1 or a number of rows, so that 1 to {most} rows are kept for it.',
  },
  data_split_lone_rows: {
    severity: 'error',
    text: '{data} cannot be split: every class has a single row, so that none can be kept to judge by. Give it more rows of each class, or check that the target column is the right one.',
  },
  data_text_utf16: { severity: 'error', text: '{data} is encoded as UTF-16. Save it as CSV with UTF-8.' },
  data_text_binary: { severity: 'error', text: '{data} is not a text file. Export the table as CSV with UTF-8.' },
  data_text_encoding: { severity: 'error', text: '{data}, line {line}: not UTF-8 text. Save the file as CSV with UTF-8.' },
  data_quote_open: { severity: 'error', text: '{data}, line {line}: the quote that opens here is never closed.' },
  data_one_column: {
    severity: 'error',
    text: '{data}, line {line}: one cell when cut at each {delimiter}; a table needs at least one feature and a target. Check the delimiter.',
  },
  data_row_ragged: {
    severity: 'error',
    text: '{data}, line {line}: the number of cells is {got}, but {expected} in the first line (cut at each {delimiter}). Correct the line, or check the delimiter.',
  },
  data_cell_missing: {
    severity: 'error',
    text: '{data}, line {line}, column {column}: the value is missing ("{got}"). Fill it in or remove the line.',
  },
  data_cell_text: {
    severity: 'error',
    text: '{data}, line {line}, column {column}: "{got}" is not a number. Remove the column or encode it as numbers.',
  },
  data_cell_text_first_line: {
    severity: 'error',
    text: '{data}, line {line}, column {column}: "{got}" is not a number. If this line holds names, set header to yes; otherwise remove the column or encode it as numbers.',
  },
  data_cell_decimal: {
    severity: 'error',
    text: '{data}, line {line}, column {column}: "{got}" is a number only with a decimal {suggestion}. Set decimal to {suggestion}, or correct the cell.',
  },
  data_cell_infinite: {
    severity: 'error',
    text: '{data}, line {line}, column {column}: {got} is too large for a 32-bit number. Correct the cell or rescale the column.',
  },
  data_target_unknown: { severity: 'error', text: '{data} has no column "{got}" to predict. It has {columns}.' },
  data_target_number: {
    severity: 'error',
    text: '{data} has no column {got} to predict. It has no header, so give a number from 1 to {columns}.',
  },
  data_target_text: {
    severity: 'error',
    text: '{data}, line {line}, column {column}: "{got}" is not a number, which a regression needs. Set task to classification, or choose another target.',
  },
  data_target_constant: {
    severity: 'error',
    text: '{data}: the target column {column} is "{got}" in every row, so there is nothing to learn. Choose another target.',
  },
  data_classes_many: {
    severity: 'error',
    text: '{data}: the target column {column} has {got} different values; at most {most} can be classes. Choose another target, or set task to regression if they are numbers.',
  },
  data_gzip_broken: { severity: 'error', text: '{data} is a broken or cut gzip file. Download it again.' },
  data_idx_alone: {
    severity: 'error',
    text: '"{got}" is one file of a pair. Give pictures and labels, separated by a comma: images,labels.',
  },
  data_idx_foreign: { severity: 'error', text: '{data} is not an IDX file of {expected}.' },
  data_idx_swapped: {
    severity: 'error',
    text: '{data} is not the file of {expected} but the other one of the pair. Swap images and labels.',
  },
  data_idx_size: {
    severity: 'error',
    text: '{data} has {got} bytes, but its header asks for {expected}. The file is damaged; download it again.',
  },
  data_idx_counts: {
    severity: 'error',
    text: '{images} has {pictures} pictures, but {labels} has {got} labels. Choose two files that belong together.',
  },
  data_idx_one_class: { severity: 'error', text: '{data}: every label is {got}, so there is nothing to tell apart.' },
  data_npy_broken: { severity: 'error', text: '{data} is not a .npy file that this version reads, or its header is damaged.' },
  data_npy_type: { severity: 'error', text: '{data} holds numbers of type {got}. Save it from NumPy with .astype("float32").' },
  data_npy_fortran: { severity: 'error', text: '{data} is stored column by column. Save it from NumPy with numpy.ascontiguousarray.' },
  data_npy_size: { severity: 'error', text: '{data} has {got} bytes, but its header asks for {expected}. Save it again.' },
  data_npy_non_finite: { severity: 'error', text: '{data}, row {row}, column {column}: the value is {got}. Every number must be finite.' },
  data_features_width: { severity: 'error', text: '{data} has {got} numbers per row, but the network takes {expected}.' },
  // the run
  non_finite: {
    severity: 'error',
    text: '{what} became infinite or not a number at step {step}{detail}. Training stopped there. Go back or reset, then lower the learning rate, standardise the inputs or check the initialisation.',
  },
  gradient_exploding: { severity: 'error', text: 'The gradient explodes: {evidence} Likely cause: {cause}' },
  gradient_amplified: {
    severity: 'warning',
    text: 'The gradient grows on its way back: at step 0 the signal at {name} is {decades} decades above healthy, relative to {last}. Training may still go well; if it jumps about, draw smaller weights.',
  },
  vanishing_foreseen: {
    severity: 'warning',
    text: 'Before any training: the gradient will vanish on its way to {name}. Its signal is {decades} decades below that of {last}, {source}; in a healthy network of this shape it would be {expected}. Put BatchNorm1d before the activations, or use LeakyReLU with Kaiming initialisation.',
  },
  exploding_foreseen: {
    severity: 'warning',
    text: 'Before any training: the gradient will explode on its way to {name}. Its signal is {decades} decades above healthy, relative to {last}, {source}. Put BatchNorm1d before the activations, or draw the weights as the activations need.',
  },
  gradient_vanishing: {
    severity: 'error',
    text: 'The gradient vanishes at {name}: its signal is {low}{compared}. The loss has been at the constant predictor for {steps} steps ({skill} % better). {origin}',
  },
  gradient_attenuated: {
    severity: 'warning',
    text: 'Little gradient reaches {name}: its signal is {low}{compared}. {origin}',
  },
  gradient_collapsed: {
    severity: 'error',
    text: 'The gradient has collapsed: {evidence} At step {step} the loss is at the constant predictor ({skill} % better). Likely cause: {cause}',
  },
  units_dead: {
    severity: 'error',
    text: 'All units of {name} are dead: none fires for any inspected row, so no gradient passes. At step {step} the loss is at the constant predictor ({skill} % better). Likely cause: {cause}',
  },
  capacity_lost: {
    severity: 'warning',
    text: '{share} % of the units of {name} are dead: they fire for none of the inspected rows and learn nothing, as if the layer were narrower. Likely cause: {cause}',
  },
  symmetry: {
    severity: 'error',
    text: 'All {units} units of {name} are copies of one another: they began alike and get the same gradient, so the layer learns no more than one unit could. It has been so since step 0. Draw its weights at random.',
  },
  units_saturated: {
    severity: 'warning',
    text: '{share} % of the outputs of {name} are saturated, where the slope is next to none and little gradient passes; {effect} Likely cause: {cause}',
  },
  loss_oscillating: {
    severity: 'error',
    text: 'The loss oscillates: {evidence} Likely cause: a learning rate that is too high ({rate}) for batches of {batch}.',
  },
  overfitting: {
    severity: 'error',
    text: 'The network {stage}: the validation loss is {validation}, {rise} % above the lowest that it had settled at ({lowest}), while the training loss has fallen from {then} to {train} since epoch {epoch}, where validation was best.',
  },
  learning_slow: {
    severity: 'error',
    text: 'The network learns too slowly: a step changes its weights by {update} of their size, where about 0.001 is usual, and after {elapsed} % of the run the loss has been {best} % better than the best constant answer at most. Likely cause: a learning rate that is too low ({rate}).',
  },
  underfitting: {
    severity: 'error',
    text: 'The network {stage}: after {elapsed} % of the run the loss has been {best} % better than the best constant answer at most, though the weights move as they should. Likely cause: {cause}',
  },
  loss_plateau: {
    severity: 'warning',
    text: 'The loss no longer falls ({fall} % over the last {steps} steps); it is {skill} % better than the best constant answer. That may be all these data allow; if not, a wider network or a lower learning rate gets further.',
  },
  converged: { severity: 'info', text: 'The network has learnt its data (training loss {loss}); small gradients are expected now.' },
  // documents and model files
  text_encoding: { severity: 'error', text: '{file} is not UTF-8 text. Save it as UTF-8, or choose another file.' },
  json_malformed: { severity: 'error', text: '{file} is not valid JSON: {problem} (line {line}, column {column}).' },
  document_too_large: { severity: 'error', text: '{file} holds {got} MB of text; a network drawing has at most {expected} MB.' },
  document_foreign: {
    severity: 'error',
    text: '{file} is JSON, but not a Gradscape document: it does not say "format": "gradscape". Choose a file that Gradscape saved.',
  },
  document_newer: {
    severity: 'error',
    text: '{file} was saved by a newer version of Gradscape (format {got}; this version reads up to {expected}). Update Gradscape to open it.',
  },
  document_incomplete: { severity: 'error', text: '{file}: {path} is missing.' },
  document_invalid: { severity: 'error', text: '{file}: {path} is {got}, but must be {expected}.' },
  safetensors_short: {
    severity: 'error',
    text: '{file} has {got} bytes; a safetensors file has at least 8. It is empty or was cut; fetch it again.',
  },
  safetensors_header_long: {
    severity: 'error',
    text: '{file} announces a header of {got} bytes; safetensors allows {expected} bytes. It is damaged or of another kind.',
  },
  safetensors_header_cut: {
    severity: 'error',
    text: '{file} announces a header of {expected} bytes, but only {got} follow. It was cut, or it is not a safetensors file.',
  },
  safetensors_header_encoding: {
    severity: 'error',
    text: 'The header of {file} is not UTF-8 text. It is damaged or not a safetensors file.',
  },
  safetensors_header_foreign: { severity: 'error', text: 'The header of {file} is not a JSON object. It is not a safetensors file.' },
  safetensors_metadata: { severity: 'error', text: '{file}: __metadata__ must be an object of texts.' },
  safetensors_metadata_text: { severity: 'error', text: '{file}: "{name}" in __metadata__ must be a text.' },
  safetensors_entry: { severity: 'error', text: '{file}: the header describes the tensor "{name}" by something that is not an object.' },
  safetensors_dtype: {
    severity: 'error',
    text: '{file}: the tensor "{name}" has {got}, which cannot be read. Convert it to F32 with PyTorch: tensor.float().',
  },
  safetensors_shape: {
    severity: 'error',
    text: '{file}: the shape of the tensor "{name}" must be a list of at most {axes} whole numbers from 0 to 9007199254740991.',
  },
  safetensors_offsets: {
    severity: 'error',
    text: '{file}: data_offsets of the tensor "{name}" must be two whole numbers, the first not above the second.',
  },
  safetensors_size: {
    severity: 'error',
    text: '{file}: the tensor "{name}" of shape {shape} and type {dtype} needs {expected} bytes, but its data_offsets give it {got}.',
  },
  safetensors_gap: {
    severity: 'error',
    text: '{file}: the tensor "{name}" begins at byte {got}, but must begin at {expected}: tensors may neither overlap nor leave a hole.',
  },
  safetensors_cut: {
    severity: 'error',
    text: '{file} has {got} bytes of numbers, but its header promises {expected}. It was cut; fetch it again.',
  },
  safetensors_trailing: { severity: 'error', text: '{file} has {got} bytes after its last tensor, which the format forbids.' },
  safetensors_crowded: {
    severity: 'error',
    text: '{file} lists more than {most} {what}; a network that can be trained here has far fewer. It is damaged or of another kind.',
  },
  safetensors_text: {
    severity: 'error',
    text: '{file}: "{text}" holds half a character, which no name and no metadata of a safetensors file may. Rename it.',
  },
  // tensors without a drawing
  state_dict_empty: {
    severity: 'error',
    text: '{file} holds neither a drawing nor tensors. Save the weights again, or choose another file.',
  },
  state_dict_layer: {
    severity: 'error',
    text: '{file}: "{name}" of shape {shape} belongs to {what}. Only networks of Linear and BatchNorm1d layers can be proposed from tensors: draw it, or open its PyTorch code.',
  },
  state_dict_shape: {
    severity: 'error',
    text: '{file}: the shape of "{name}" is {got}, but must be {expected}, for "{other}" has {shape}. The file is damaged or the module is no {layer}.',
  },
  state_dict_dtype: {
    severity: 'error',
    text: '{file}: the tensor "{name}" is stored as {got}, but weights must be {expected}. Convert it with PyTorch: tensor.float().',
  },
  state_dict_order: {
    severity: 'error',
    text: '{file}: its layers fit in no order in which each takes as many numbers as the one before gives: {layers}. A network that branches cannot be proposed from its tensors: draw it, or open its PyTorch code, then open this file beside it.',
  },
  state_dict_proposed: {
    severity: 'info',
    text: '{file} holds tensors without a drawing. A network was proposed from their names and shapes, in this order: {layers}. Compare it with the code that the weights come from.',
  },
  state_dict_order_guessed: {
    severity: 'warning',
    text: 'The names do not tell the order of the layers; this one was taken because the widths fit. Others fit as well, so compare it with the code.',
  },
  state_dict_gaps: {
    severity: 'warning',
    text: 'The numbering of the modules leaves gaps ({names}), where something without weights stood, such as an activation or Dropout. A ReLU was put into the first gap after each Linear; choose what the network had.',
  },
  state_dict_activations: {
    severity: 'warning',
    text: 'Tensors do not tell what stood between the layers. A ReLU was put after {names}, as is usual; choose what the network had.',
  },
  state_dict_loss: {
    severity: 'info',
    text: 'Tensors do not tell the loss. {loss} was taken, for the last layer gives {width} numbers; choose another if the network had one.',
  },
  state_dict_loaded: {
    severity: 'info',
    text: 'The tensors of {file} have the names and shapes of the open network and became its weights.',
  },
  state_dict_other: {
    severity: 'info',
    text: '{file} does not hold the weights of the open network, so a network of its own was proposed: "{name}" has shape {got} there and {expected} in the network.',
  },
  state_dict_lacks: {
    severity: 'info',
    text: '{file} does not hold the weights of the open network, so a network of its own was proposed: it lacks "{name}".',
  },
  state_dict_widened: {
    severity: 'info',
    text: '{file} stores {count} tensors as {dtype}. They are computed with, and saved, as F32; no digit is lost.',
  },
  state_dict_rounded: {
    severity: 'warning',
    text: '{file} stores {count} tensors as F64. They are computed with, and saved, as F32, which keeps 7 digits: a number changes by up to {error} of its size.',
  },
  state_dict_renamed: {
    severity: 'info',
    text: 'A block cannot be called "{module}", as a module of {file} is. It is called {name}, and its tensors are saved under that name.',
  },
  state_dict_tied: {
    severity: 'warning',
    text: 'In PyTorch these are one tensor each ({names}). Here every block has its own copy, and training moves them apart.',
  },
  tensors_unused: {
    severity: 'info',
    text: '{file} holds tensors that belong to no block: {names}. They are not used, and are saved again with the rest.',
  },
  model_damaged: {
    severity: 'error',
    text: 'The numbers in {file} are not those that were saved (SHA-256 {got}, expected {expected}). The file is damaged: restore it from a copy. If a program changed them on purpose, let it leave gradscape.sha256 out of the metadata.',
  },
  model_metadata: { severity: 'error', text: '{file}: the metadata "{name}" is damaged: {part} must be {expected}.' },
  model_dtype: { severity: 'error', text: '{file}: the tensor "{name}" is stored as {got}, but Gradscape computes with {expected}.' },
  model_counter: {
    severity: 'error',
    text: '{file}: the tensor "{name}" counts batches, so it must be a whole number from 0 to 9007199254740991. The file is damaged; restore it from a copy.',
  },
  model_scaling: {
    severity: 'error',
    text: '{file}: the scaling of the data is damaged: gradscape.scaling.offset and .scale must be two rows of {expected} numbers.',
  },
  model_name_reserved: {
    severity: 'error',
    text: 'The tensor name "{name}" begins with "gradscape.", which model files keep for themselves. Rename the block.',
  },
  onnx_wire: {
    severity: 'error',
    text: '{file} is not a sound ONNX file: at byte {at}, in {part}, {problem}. It is damaged or cut short; fetch or export it again.',
  },
  onnx_limit: {
    severity: 'error',
    text: '{file} holds more than {most} {what}. No network that can be opened here comes near, so it is something else, or made to do harm.',
  },
  onnx_graph_missing: { severity: 'error', text: '{file} is an ONNX file without a graph, so there is no network in it. Export it again.' },
  onnx_operator_missing: { severity: 'error', text: '{file}: the node "{name}" names no operator. The file is damaged; export it again.' },
  onnx_type: {
    severity: 'error',
    text: '{file}: "{name}" is of type {got}, with which no network is computed here. Export the network with float32.',
  },
  onnx_external: {
    severity: 'error',
    text: '{file}: the numbers of "{name}" lie in another file ("{location}"), and no file is opened on the word of another. Save it as one file, in Python: onnx.save(onnx.load("model.onnx"), "whole.onnx").',
  },
  onnx_dims: {
    severity: 'error',
    text: '{file}: the tensor "{name}" has the shape {shape}, which no tensor has. The file is damaged; export it again.',
  },
  onnx_tensor_size: {
    severity: 'error',
    text: '{file}: the tensor "{name}" of shape {shape} and type {type} takes {expected} bytes, but {got} bytes are stored. The file is damaged; export it again.',
  },
  onnx_tensor_twice: {
    severity: 'error',
    text: '{file}: the tensor "{name}" is stored twice, as raw bytes and as numbers or as numbers of two types, and nothing says which is meant. Export it again.',
  },
  // the network in an ONNX file
  onnx_opset: {
    severity: 'error',
    text: '{file} is written in opset {got} of ONNX; opsets {min} to {max} can be opened. Convert it, in Python: onnx.version_converter.convert_version(model, 20).',
  },
  onnx_opset_missing: {
    severity: 'error',
    text: '{file} does not say in which opset of ONNX it is written, so nothing says what its operators mean. Export it again.',
  },
  onnx_no_input: {
    severity: 'error',
    text: '{file}: nothing that the network computes depends on an input, so no data can enter. Export the network itself, not its result.',
  },
  onnx_no_output: { severity: 'error', text: '{file}: the graph has no output, so there is no network in it. Export it again.' },
  onnx_value_twice: {
    severity: 'error',
    text: '{file}: two things are called "{value}", but in ONNX each value has a name of its own. The file is damaged; export it again.',
  },
  onnx_value_missing: {
    severity: 'error',
    text: '{file}: {op} "{node}" reads "{value}", which no node gives and which is neither an input nor stored. The file is damaged; export it again.',
  },
  onnx_output_missing: {
    severity: 'error',
    text: '{file}: the output "{value}" is given by no node. The file is damaged; export it again.',
  },
  onnx_cycle: {
    severity: 'error',
    text: '{file}: the nodes run in a circle: {path}. A network must flow from its inputs to its output. The file is damaged; export it again.',
  },
  onnx_operator: {
    severity: 'error',
    text: '{file}: no block of Gradscape computes what {op} "{node}" does. Operators that can be opened are {known}. Export the network without it.',
  },
  onnx_domain: {
    severity: 'error',
    text: '{file}: {op} "{node}" is no operator of ONNX itself but one of {domain}, and those cannot be opened. Export the network with ONNX\'s own operators.',
  },
  onnx_subgraph: {
    severity: 'error',
    text: '{file}: {op} "{node}" holds a graph that is computed on a condition or again and again. Here a network computes each block once. Export it by tracing one call of it (torch.onnx.export does), without branches or loops on its data.',
  },
  onnx_arity: {
    severity: 'error',
    text: '{file}: {op} "{node}" has {got} inputs, but takes {expected}. The file is damaged; export it again.',
  },
  onnx_attribute: {
    severity: 'error',
    text: '{file}: {op} "{node}": the attribute {attribute} is {got}; to be opened here it must be {expected}.',
  },
  onnx_attribute_unknown: {
    severity: 'error',
    text: '{file}: {op} "{node}" has the attribute {attribute}, which {op} does not have in opset {opset}, so it is not clear what it means. Export it again.',
  },
  onnx_operand: {
    severity: 'error',
    text: '{file}: {op} "{node}": input {index} ("{value}") is {got}; to be opened here it must be {expected}.',
  },
  onnx_operand_shape: {
    severity: 'error',
    text: '{file}: {op} "{node}": input {index} ("{value}") has the shape {got}; to be opened here it must have {expected}.',
  },
  onnx_operand_type: {
    severity: 'error',
    text: '{file}: {op} "{node}": input {index} ("{value}") is of type {got}, but must be one of {expected}. Export the network with float32.',
  },
  onnx_second_output: {
    severity: 'error',
    text: '{file}: {op} "{node}" reads "{value}", a further output of the node before it, but a block has one output. Export the network without it.',
  },
  onnx_wide: {
    severity: 'error',
    text: '{file}: {op} "{node}" gives {got} numbers, but a Linear gives {expected} at most. Make the layer narrower.',
  },
  onnx_constant: {
    severity: 'error',
    text: '{file}: {op} "{node}" has {got} attributes that hold its value, but must have one. The file is damaged; export it again.',
  },
  onnx_constant_added: {
    severity: 'error',
    text: '{file}: {op} "{node}" adds the constant "{value}", and no product without a bias stands right before it whose bias it could be. Here numbers are added only as the bias of a Linear. Leave it out, or fold it into the layer before it.',
  },
  onnx_arithmetic: {
    severity: 'error',
    text: '{file}: {op} "{node}" computes with the constant "{value}", and no block does that unless it is {expected} throughout. Scale the data before the network, or fold the constant into the layer before it.',
  },
  onnx_extents_only: {
    severity: 'error',
    text: '{file}: {op} "{node}" can be opened only where it makes a shape for Reshape out of extents. Here it is used otherwise, and no block does that. Export the network without it.',
  },
  onnx_reshape: {
    severity: 'error',
    text: '{file}: {op} "{node}" reshapes {given} to {got}. Here only the numbers of a row can be laid out anew, and the rows must stay the first axis: [B, -1], [0, -1] or [-1, n].',
  },
  onnx_log_softmax: {
    severity: 'error',
    text: '{file}: {op} "{node}" is not the end of the network. It can be opened only there, where CrossEntropyLoss takes its place; no block computes it.',
  },
  onnx_batches: {
    severity: 'error',
    text: '{file}: the inputs ({names}) are written for different numbers of rows, but a row of each goes in together. Export the network with a batch of any size for all of them.',
  },
  onnx_input_type: {
    severity: 'error',
    text: '{file}: the input "{value}" takes {got}, but data are fractions here: one of {expected}. Export the network with float32.',
  },
  onnx_input_shape: {
    severity: 'error',
    text: '{file}: the shape of the input "{value}" is {got}; it must be the batch and then 1 to {axes} known extents, such as [batch, 784]. Export the network with the shape of a row.',
  },
  onnx_outputs: {
    severity: 'error',
    text: '{file} has {count} outputs ({names}), and none is computed from all the others. A network here ends in one. Export it with the output that is to be trained.',
  },
  onnx_output_shape: {
    severity: 'error',
    text: '{file}: the output "{value}" is {got}, but must be rows of one axis, such as [batch, 10], for a loss to take it. Export the network with such an output.',
  },
  onnx_copies: {
    severity: 'error',
    text: '{file}: many blocks have the same weights. Here each would have a copy, and together they would hold more than {expected} times what the file stores. Give them weights of their own, or fewer of them.',
  },
  onnx_blocks: {
    severity: 'error',
    text: '{file} has more nodes than the {expected} blocks that a document takes. It holds something other than a network that can be trained here.',
  },
  // what an ONNX file has otherwise
  onnx_loss_chosen: {
    severity: 'info',
    text: 'Training takes {loss} ({name}), because {reason}. ONNX does not say by which loss a network is trained; take another one if it was trained otherwise.',
  },
  onnx_outputs_inner: {
    severity: 'info',
    text: 'Further outputs of the file ({names}) are computed on the way to the last one. The network ends in that, and they are values within it.',
  },
  onnx_nodes_unused: { severity: 'info', text: 'What leads to no output of the file is left out: {names}.' },
  onnx_inputs_unused: {
    severity: 'info',
    text: 'Inputs that have no part in the output are left out: {names}. The data have no columns for them.',
  },
  onnx_training_mode: {
    severity: 'warning',
    text: 'The file has {names} in training mode. They train in the same way here; a prediction takes the running statistics and drops nothing, as after model.eval() in PyTorch, so it is not what ONNX Runtime gives for this file.',
  },
  onnx_shared: {
    severity: 'warning',
    text: 'Several blocks have the same numbers in the file ({names}). Here each has a copy: they start out equal, and training moves them apart.',
  },
  onnx_scaled: {
    severity: 'info',
    text: 'The factors alpha and beta of {names} are multiplied into the weights and biases. The outputs are the same; PyTorch has no such factors.',
  },
  onnx_rounded: {
    severity: 'warning',
    text: 'What the file stores in double precision ({names}) was rounded to float32, in which everything is computed here.',
  },
  onnx_precision: {
    severity: 'info',
    text: 'The file computes in {names}. Here everything is computed in float32, so the last digits of an output may differ.',
  },
  onnx_unwritable: { severity: 'error', text: '{name} ({layer}) cannot be written as ONNX: {why}' },
  onnx_scaling: {
    severity: 'info',
    text: "The network was trained on scaled columns, x' = (x - offset) / scale, and expects them so from whoever runs the file. The numbers are in its metadata under gradscape.scaling.",
  },
  onnx_drawing_left: {
    severity: 'info',
    text: '{file} also holds the drawing that Gradscape saved in it, but its graph is another one by now. The graph was opened, and the drawing left.',
  },
  file_foreign: { severity: 'error', text: '{file} is {what}, which Gradscape cannot open. {hint}' },
  file_too_large: {
    severity: 'error',
    text: '{file} has {got} bytes; the largest file of this kind that is opened has {expected}. It holds something other than a network, or one that is too large to be trained here.',
  },
  file_gone: { severity: 'error', text: '{file} can no longer be read: it was moved, deleted or changed. Choose it again.' },
  file_changed: {
    severity: 'error',
    text: '{file} changed while it was read: {got} bytes came where {expected} were expected. Nothing was changed here; open it again.',
  },
  file_slow: {
    severity: 'error',
    text: '{file} could not be read within {seconds} seconds and was left. Nothing was changed; try it again.',
  },
  file_reader_died: { severity: 'error', text: '{file} could not be read: {sentence} Nothing was changed.' },
  network_choice: {
    severity: 'error',
    text: '{file} defines several networks: {names}. Say which one: --network NAME, or open the file in the window, which asks.',
  },
  // code of PyTorch
  python_large: {
    severity: 'error',
    text: '{file} holds more than {expected} characters of code. Keep the network and its training in a file of their own.',
  },
  python_deep: {
    severity: 'error',
    text: '{file}, line {line}: brackets, blocks or calls are nested more than {most} deep. Write it in steps.',
  },
  python_syntax: {
    severity: 'error',
    text: '{file}, line {line}: not understood as Python from {token} on. Correct it, or leave out what is not Python.',
  },
  python_long: {
    severity: 'error',
    text: '{file}, line {line}: it takes more than {most} steps to follow how the network is built. Look for a loop that does not end, or that runs too often.',
  },
  python_none: {
    severity: 'error',
    text: '{file} defines no network: no class of nn.Module with a forward, and no nn.Sequential. Choose the file in which the network is defined.',
  },
  python_network_unknown: { severity: 'error', text: '{file} defines no network called "{network}". It defines {names}.' },
  python_unsupported: { severity: 'error', text: '{file}, line {line}: {construct} – {problem}' },
  python_layer: {
    severity: 'error',
    text: '{file}, line {line}: there is no block for {layer}. Leave it out, or replace it by one of {known}.',
  },
  python_argument: { severity: 'error', text: '{file}, line {line}: {layer}: {argument} is {got}, but must be {expected}.' },
  python_loss_chosen: {
    severity: 'info',
    text: '{file} does not say by which loss the network is trained. It got {loss}, as suits its number of outputs ({outputs}); take another one if it was trained otherwise.',
  },
  python_loss_same: {
    severity: 'info',
    text: '{file}, line {line}: {got} after {before} is {loss} without it, which computes the same and is safe for large numbers. The network has {loss}.',
  },
  python_unused: {
    severity: 'warning',
    text: '{file}, line {line}: {name} has no part in what the network gives, so it is left out. Weights that PyTorch saved of it belong to no block.',
  },
  python_output_taken: {
    severity: 'info',
    text: '{file}, line {line}: forward returns {count} values. The network ends in number {place}, which the loss takes; the others are left out.',
  },
  python_left_out: { severity: 'warning', text: '{file}, line {line}: {construct} is left out. {effect}' },
  python_read_as: { severity: 'info', text: '{file}, line {line}: {construct}. {effect}' },
  // logs of runs
  log_foreign: {
    severity: 'error',
    text: '{file} is not the log of a run: its first line must be an object with "type": "run" and "format": "gradscape-log". Record one with gradscape train --telemetry, or in PyTorch with gradscape_log.py.',
  },
  log_newer: {
    severity: 'error',
    text: '{file} was written by a newer version of Gradscape (log format {got}; this version reads up to {expected}). Update Gradscape to read it.',
  },
  log_malformed: {
    severity: 'error',
    text: '{file}, line {line} is not valid JSON: {problem} (column {column}). A log has one object a line; what was not computed is null, what is not finite is "Infinity" or "-Infinity".',
  },
  log_invalid: { severity: 'error', text: '{file}, line {line}: {path} is {got}, but must be {expected}.' },
  log_missing: { severity: 'error', text: '{file}, line {line}: {path} is missing; it must be {expected}.' },
  log_unknown: {
    severity: 'error',
    text: '{file}, line {line}: {path} is not known. Correct its name or leave it out; known here are {known}.',
  },
  log_second_run: {
    severity: 'error',
    text: '{file}, line {line}: a second run begins, and a log holds one. Cut the file before this line and judge each part.',
  },
  log_step_back: {
    severity: 'error',
    text: '{file}, line {line}: step {got} comes after step {before}, but steps must go up. Keep the logs of two runs in two files.',
  },
  log_line_long: {
    severity: 'error',
    text: '{file}, line {line} is longer than {most} MB. A log has one object a line, each of one step.',
  },
  log_stepless: { severity: 'error', text: '{file} holds no step, so there is nothing to judge. Record a run that takes one.' },
  // commands
  command_unknown: { severity: 'error', text: 'There is no command "{got}". The commands are {known}; gradscape --help explains them.' },
  argument_wrong: { severity: 'error', text: '{problem} See gradscape {command} --help.' },
  argument_invalid: { severity: 'error', text: '{argument} is {got}, but must be {expected}.' },
  file_unreadable: { severity: 'error', text: '{file} cannot be read: {problem}.' },
  file_unwritable: { severity: 'error', text: '{file} cannot be written: {problem}.' },
  shell_refused: { severity: 'error', text: 'The desktop shell could not do that: {why}.' },
  shell_failed: { severity: 'error', text: 'The desktop shell failed, and not through what you did. Please report this: {sentence}' },
  kernels_missing: { severity: 'error', text: '{file} is missing: Gradscape has not been built yet. Run "npm start" or "npm test" once.' },
  kernels_untrue: {
    severity: 'error',
    text: 'With 256-bit vectors the kernels do not compute what they should on this machine: {tensor} is off by {error} of its largest number after three steps, and {bound} is allowed. Start without --revectorize.',
  },
  data_unusable: { severity: 'error', text: '{why}' },
  data_absent: { severity: 'warning', text: 'The data file {files} is not here, so the network was checked without its data.' },
  not_exportable: { severity: 'error', text: 'This cannot be written as a file of another program: {why}' },
  export_without_data: {
    severity: 'info',
    text: 'The file holds the network, its loss and its optimizer, but no data and no training: {why}',
  },
  not_trainable: { severity: 'error', text: 'This cannot be trained: {why}' },
  run_failed: {
    severity: 'error',
    text: 'The run ended at step {step}, where its numbers were lost. Go back to its last good state, or reset it, before training again.',
  },
  step_not_kept: {
    severity: 'error',
    text: 'Step {step} of the run cannot be shown or gone back to: what is kept of it reaches from step {first} to step {last}. Choose a step between them.',
  },
  run_misfit: {
    severity: 'error',
    text: 'The run that was kept does not fit the network as it is: {what} was {got} in the run and is {expected} now. Put the network back to what was trained, or train it anew.',
  },
  nothing_to_rewind: { severity: 'error', text: 'There is no earlier state of a run to go back to. Train first.' },
  gradients_none: { severity: 'error', text: 'Nothing in the network learns, so there is no gradient to check. Add a Linear block.' },
  rows_too_few: {
    severity: 'error',
    text: '{data} has a single row to learn from, and BatchNorm finds no variance in one. Give it more rows, keep fewer for validation, or take BatchNorm out.',
  },
  not_trained: { severity: 'error', text: 'There are no weights to predict with. Train the network or open a model file.' },
  memory_denied: {
    severity: 'error',
    text: 'The network needs {needed} bytes, and this machine did not give them. Lower the batch size or a width.',
  },
  weights_none: {
    severity: 'error',
    text: '{file} holds no weights. Name a model file, or tensors that PyTorch saved as .safetensors.',
  },
  weights_misfit: {
    severity: 'warning',
    text: 'The weights in {file} do not fit its network ({names}), so they are left out and training starts from fresh ones.',
  },
  weights_lost: {
    severity: 'warning',
    text: 'The weights in {file} are not all numbers ({names}): the run that made them had lost them. They are left out and training starts from fresh ones.',
  },
} as const satisfies Record<string, { severity: Severity; text: string }>;

/** Parts of a sentence that depend on the case: what a number whose value is `clause:<key>` stands for. */
export const CLAUSES = {
  // what a value must be
  whole_number: 'a whole number from {min} to {max}',
  whole_number_on: 'a whole number from {min} on',
  any_number: 'a number',
  number_above: 'a number above {min}',
  number_from: 'a number of at least {min}',
  number_from_to: 'a number from {min} to {max}',
  number_above_to: 'a number above {min} and at most {max}',
  number_from_below: 'a number of at least {min} and below {max}',
  number_between: 'a number above {min} and below {max}',
  two_numbers: 'two numbers of at least {min} and below {max}',
  null_or: 'null or {other}',
  true_or_false: 'true or false',
  one_of: 'one of {choices}',
  a_shape: 'a list of 1 to {axes} whole numbers of at least 1, such as [4]',
  an_initialisation: 'an initialisation such as { "kind": "zeros" }',
  at_most_b: 'at most b, which is {b}',
  no_nesterov: 'false unless momentum is above 0 and dampening is 0',
  name_of_module: 'a name like "fc1" or "net.0", without an empty part: tensors are named after it',
  name_not_reserved: 'another name, for model files keep this one for themselves',
  file_name: 'the name of a file',
  column_name: 'the name of a column or its number counted from 1',
  a_text: 'a text',
  a_list: 'a list',
  an_object: 'an object',
  object_or_null: 'an object or null',
  logged_number: 'a number, null for what was not computed, or "Infinity" or "-Infinity"',
  list_for_rows: 'a list of {rows} values, one for each row of the first line',
  list_of_rows: 'a list of at least one row, such as [{ "name": "fc1", "width": 32 }]',
  rows_before: 'a list of the numbers of rows before it, counted from 0',
  list_of_texts: 'a list of texts',
  object_of_numbers_and_texts: 'an object of numbers and texts',
  long_at_most: 'at most {length} long',
  long_at_least: 'at least {length} long',
  // what it is instead
  nothing: 'missing',
  list_of: 'a list of {count}',
  more_than_expected: 'more than {expected}',
  // what else needs memory
  with_data: ' with its data ({data} bytes)',
  or_fewer_rows: ', or learn from fewer rows',
  // what else leads nowhere
  with_those_before: ', with the blocks that lead to it alone',
  // the end of a wire that is not there
  missing_block: 'the block "{block}"',
  missing_output: 'an output "{port}" of {owner}',
  missing_input: 'an input "{port}" of {owner}',
  // shapes and what to do about them
  rows_of_one_axis: 'rows of plain numbers, {flat}',
  hint_flat: 'Put a Flatten between them.',
  hint_width: 'Set its {setting} to {width}, or leave it empty, for the wire says it.',
  hint_one_output: "Set the last Linear's out_features to 1, or use CrossEntropyLoss for more outputs.",
  // what a loss and data are for
  for_classes: 'choosing one of several classes',
  for_two_classes: 'choosing one of two classes',
  for_numbers: 'predicting numbers',
  for_these_classes: 'choosing one of {classes} classes',
  // files of a data set
  idx_pictures: 'pictures (idx3-ubyte)',
  idx_labels: 'labels (idx1-ubyte)',
  // what is not finite
  output_of: 'The output of {name}',
  gradient_at: 'The gradient at {name}',
  loss_itself: 'The loss',
  parameter_itself: 'The parameter {tensor}',
  moment_itself: 'The optimizer state {tensor}',
  gradient_of_weight: 'The gradient of {tensor}',
  // what computed it, and for which row of the batch
  doing: ', {doing}',
  doing_for_row: ', {doing}, for row {row} of the batch',
  in_reading: 'when the rows were read',
  in_weighted_sum: 'in the weighted sum of its inputs',
  in_normalising: 'when it was normalised over the batch',
  in_activation: 'in the activation function',
  in_exponentials: 'when exponentials were divided by their sum',
  in_dropout: 'when Dropout scaled what it kept',
  in_sum: 'when two values were added',
  in_comparing: 'when predictions were compared with targets',
  in_loss_slope: 'at the loss, where the gradient sets out',
  in_way_back_weights: 'on its way back through the weights',
  in_way_back_normalising: 'on its way back through the normalisation',
  in_way_back_activation: 'on its way back through the activation function',
  in_adding_up: 'when it was added up over the rows of the batch',
  in_update: 'when the optimizer updated it',
  // where a vanishing signal comes from
  from_design:
    'It was so at step {since}: for {layers} hidden layers with these activations and this initialisation theory foresees {foreseen} decades. Put BatchNorm1d before the activations, or use LeakyReLU with Kaiming initialisation.',
  from_start: 'It was so at step {since}, before anything was learnt. Check the initialisation of the layers before {last}.',
  // how low a signal is
  decades_below: '{decades} decades below that of {last}',
  exactly_zero: 'exactly zero, measured by that of {last}',
  compared_with_healthy: '; in a healthy network of this shape it would be {expected}',
  // where the signal would be in a healthy network
  as_foreseen: 'as activations and initialisation alone make it',
  as_measured: 'as one batch of the data shows (theory: {foreseen})',
  as_much: 'as large',
  decades_more: '{healthy} decades above',
  decades_less: '{healthy} decades below',
  // how an exploding gradient shows
  shows_at_start: 'at step 0 the signal at {name} is already {decades} decades above healthy, relative to {last}.',
  shows_in_loss: 'the loss reached {loss}, more than ten times {bound}, the larger of the first loss and that of the best constant answer.',
  shows_in_norm:
    'the norm of the gradient jumped to {norm}, far outside its last {window} samples, and the loss has since been more than twice its best ({loss}).',
  shows_non_finite: 'at step {step} the numbers left the range of 32-bit floats.',
  // how a collapsed gradient shows
  shows_in_signal: 'the signal at {name} is {low}; at step {since} it was {before} decades below.',
  shows_in_saturation: '{share} % of the outputs of {name} are saturated, where the slope is next to none.',
  shows_as_zero: 'it stops at {name}; what is before gets exactly zero.',
  // how an oscillating loss shows
  shows_in_swing:
    'in the second half of the run so far it moves by {swing} % of what the best constant answer loses from one look to the next, turns back {turns} % of the time, and is most of the time {relapse} % or more above its own lowest.',
  shows_lost_again:
    'in the second half of the run so far it moves by {swing} % from one look to the next about {mean}, no better than the best constant answer ({constantLoss}), though it had been {best} % better.',
  // how far overfitting has come
  overfits: 'overfits',
  begins_to_overfit: 'begins to overfit',
  // how far underfitting has come
  cannot_learn: 'cannot learn these data',
  hardly_learns: 'has hardly begun to learn',
  // what saturation does
  learns_nothing: 'at step {step} the loss is at the constant predictor ({skill} % better).',
  learns_still: 'the network learns all the same.',
  // why it explodes or collapses, units die or saturate, or nothing is learnt
  because_of_weights:
    'the weights are drawn too large for the width of their input. Use Kaiming or Xavier initialisation, or put BatchNorm1d after the Linear layers.',
  because_of_scale:
    'the first loss was {first}, against {constantLoss} for the best constant answer: the inputs or the weights are too large. Standardise the inputs or draw smaller weights.',
  because_of_inputs:
    'the inputs are large: the gradient of the first layer gives them a size of {inputs} at least, where 1 is usual. Standardise them, or put BatchNorm1d after the Linear layers.',
  because_of_rate: 'a learning rate that is too high ({rate}). Lower it.',
  because_of_dropout: 'a Dropout that leaves next to nothing (p = {p}). Lower its p.',
  because_nothing_passes:
    '{name} has passed nothing back from the first step on. See whether its weights are all zero, or a Dropout drops everything (p = 1).',
  because_born_dead: 'they were dead at step 0. Check the bias; wider layers, LeakyReLU or BatchNorm1d keep units alive.',
  because_units_died:
    'they died in training, for the layer is narrow or the learning rate ({rate}) is too high. Reset, then lower it, widen the layer or use LeakyReLU.',
  because_rate_killed:
    'a learning rate that is too high ({rate}): its first steps threw the units to where none fires. Reset, then lower it.',
  because_inputs_or_weights:
    'they were so at step 0: the inputs or the weights are too large. Put BatchNorm1d before the activation, draw smaller weights or standardise the inputs.',
  because_of_growth:
    'the weights have grown in training, which a learning rate that is too high ({rate}) does. A lower one or BatchNorm1d keeps them in bounds.',
  because_linear:
    'without an activation the hidden layers come to no more than one Linear block, which can only draw a straight line. Put a ReLU after each.',
  because_drawn_as_zero:
    'the weights of {name} are all zero at the start: its units tell no row from another, and next to no gradient passes. Draw them at random.',
  because_dropout_large: 'a Dropout that leaves too little to learn with. Lower its p.',
  because_unfinished: 'too few steps; the loss still falls. Train for more epochs.',
  because_small:
    'a network too small for them (its widest hidden layer has {width} units), or data in which there is little to learn. Widen its layers or add one.',
  // what is wrong with JSON
  json_ends_early: 'it ends too early',
  json_unexpected: 'unexpected {token}',
  json_quote_open: 'a text has no closing quotation mark',
  json_escape: 'a text has a bad escape or a control character',
  json_name_forbidden: 'the name "{name}" is not allowed',
  json_name_twice: 'the name {name} occurs twice in one object',
  json_number_large: 'the number {digits} is out of range',
  json_crowded: 'it holds more than {most} values',
  json_deep: 'it is nested more than {most} deep',
  // what a file is that cannot be opened, and what to do instead
  is_empty: 'empty',
  is_zip: 'a zip archive, as PyTorch (.pt, .pth) and NumPy (.npz) write',
  is_pickle: 'a Python pickle, which can run code when it is opened',
  is_hdf5: 'an HDF5 file, as Keras writes',
  is_html: 'a web page',
  is_git_lfs: 'a Git LFS pointer, not the file itself',
  is_png: 'a PNG picture',
  is_gzip: 'compressed with gzip',
  is_unknown: 'of a kind that is not known here',
  hint_fetch_again: 'It may not have been copied in full; fetch it again.',
  hint_save_file: 'In PyTorch, save the weights with safetensors.torch.save_file(model.state_dict(), "model.safetensors").',
  hint_draw: 'Draw its network, or export it to PyTorch first.',
  hint_download_link: 'The download saved the page around the file; use its download link.',
  hint_git_lfs: 'Fetch the file with: git lfs pull.',
  hint_model_beside: 'Choose the model file beside it.',
  hint_unpack: 'Unpack it first.',
  hint_choose: 'Choose a .safetensors, .gradscape.json, .py or .onnx file.',
  // what ONNX has no word for
  onnx_batch_statistics:
    'without running statistics it normalises each batch by itself, and ONNX has that in training alone. Switch track_running_stats on and train again.',
  // what is wrong in an ONNX file
  onnx_cut: '{expected} bytes should follow and {got} bytes do',
  onnx_varint_long: 'a number takes more than {expected} bytes',
  onnx_field_zero: 'there is a field of number 0',
  onnx_field_kind: 'the value is of wire type {got}, and not of {expected} as in ONNX',
  onnx_field_twice: 'there are two values, and only one has room',
  onnx_wire_type: 'there is a value of wire type {got}, which ONNX has not',
  onnx_text: 'the text is not UTF-8',
  onnx_model: 'the model',
  onnx_nodes: 'nodes',
  onnx_initialisers: 'initialisers',
  onnx_messages: 'messages',
  onnx_fields: 'fields',
  onnx_integers: 'whole numbers in lists',
  // what the network in an ONNX file has
  onnx_rows: 'computed from the rows of the data',
  onnx_constant: 'a constant',
  onnx_extents: 'made of extents',
  onnx_left_out: 'left out',
  onnx_at_least: '{least} or more',
  onnx_from_to: '{least} to {most}',
  onnx_exactly: '{least}',
  onnx_kind: 'of kind {kind}',
  onnx_a_kind: 'of kind {wanted}',
  onnx_zero_rows: '0, for otherwise it would compute across the rows of a batch',
  onnx_row_axis: '1 or -1, the axis of the numbers of a row',
  onnx_first_axis: '1, for the rows must stay apart',
  onnx_axes: 'a list of different axes from 0 to below {axes}',
  onnx_axes_of_one: 'axes of extent 1 that are not the batch',
  onnx_axes_behind: 'axes behind the batch',
  onnx_order: 'an order of all {axes} axes',
  onnx_no_turn: 'the order that is there, for only weights can be turned',
  onnx_sparse: 'a sparse tensor',
  onnx_dense: 'a tensor with all its numbers',
  onnx_no_shape: 'not known',
  onnx_one_axis: 'one axis behind the batch',
  onnx_two_axes: 'two axes',
  onnx_one_number: 'a single number',
  onnx_a_list: 'one axis',
  onnx_of_width: '[{width}], one number for each of a row',
  onnx_weight: '{inputs} numbers for each output, as many as a row brings',
  onnx_bias: 'one number for each of the {outputs} outputs, the same in all rows',
  onnx_same_shape: '{shape} like the branch it is added to',
  onnx_ends_in_logs: 'the network ends in LogSoftmax, which is left out: the loss takes the logits from {last} and computes it itself',
  onnx_ends_in_softmax:
    'the network ends in {last}, which is bypassed: the loss applies softmax itself, and the probabilities are the same',
  onnx_ends_in_sigmoid:
    'the network ends in {last}, which is bypassed: the loss applies the sigmoid itself, and the probability is the same',
  onnx_ends_in_activation: 'the network ends in {last}, whose outputs are no logits',
  onnx_ends_in_many: 'the network ends in {outputs} numbers, which may be the logits of as many classes',
  onnx_ends_in_one: 'the network ends in a single number',
  // why the disk refuses a file, and what to do about it
  disk_absent: 'there is no such file or folder',
  disk_no_folder: 'a part of its path is not a folder',
  disk_folder: 'it is a folder',
  disk_not_regular: 'it is not a regular file',
  disk_links_circle: 'its links lead in a circle',
  disk_name_long: 'its name is too long for this disk',
  disk_denied: 'this account may not do that; change its permissions or choose another place',
  disk_read_only: 'the disk is read-only; choose another place',
  disk_full: 'the disk is full; make room on it or choose another place',
  disk_share_used: 'this account has used up its share of the disk; make room on it or choose another place',
  disk_too_large: 'it would be larger than a file may be there; choose another place',
  disk_broken: 'the disk failed; choose another place, and see whether your other files have a copy',
  disk_busy: 'another program or the system holds it; close it there or choose another place',
  disk_mounted_alone: 'it is mounted by itself and cannot be replaced as a whole; choose another place',
  disk_many_open: 'too many files are open; close other programs and try again',
  disk_changed: 'it was changed while it was read; try again when nobody writes to it',
  disk_says: 'the system says {said}',
  files_missing: 'no file was given for {names}.',
  // what is wrong with code, and what to do about it
  py_end: 'the end of the file',
  py_a_value: 'a value that can be told from the text',
  py_given: 'given',
  py_no_such: 'left out, for there is no such argument',
  py_argument_count: 'the number of arguments',
  py_at_most: 'at most {most}',
  py_several: 'several',
  py_name: 'the name "{name}" is not defined in this file. Write its value into the file.',
  py_missing_argument:
    '{of} needs a value for "{parameter}", which this file does not give. Give it a default, or make the network with numbers: network = {of}(...).',
  py_number: 'the number is too large, or none.',
  py_too_many: 'it has more than {most} parts.',
  py_operator: 'what {operator} gives here is not known from the text. Write its value.',
  py_tensor_operator: 'there is no block for {operator} with a tensor, but for the sum of two. Do it to the data, or leave it out.',
  py_tensor_part: 'there is no block that takes a part of a tensor. Leave it out.',
  py_batch: 'a network may not compute with the number of rows in a batch.',
  py_condition: 'it depends on something that is not known from the text. Write it without the condition.',
  py_loop: 'it is in a loop that goes on for too long to be followed. Write the network without it.',
  py_other: 'this is not followed. Write it in a plainer way, or leave it out.',
  py_library: 'what {path} gives is not known from the text. Write its value.',
  py_many: 'what it goes through is not known from the text. Write a list of numbers or modules.',
  py_index: 'there is nothing at this place.',
  py_unpack: '{got} values for {wanted} names.',
  py_attribute: 'it has no "{name}" that is known from the text.',
  py_sizes: 'how large it is cannot be known before the first Linear. Write the number.',
  py_view: 'rows can be laid out in one line here, and in no other form: x.flatten(1), or x.view(x.size(0), -1).',
  py_dim: 'a softmax is taken over the numbers of a row here: dim=1.',
  py_call_arguments: 'it must get one tensor for each of its inputs, and nothing else.',
  py_not_callable: 'a {of} cannot be called. Go through it in a loop, or make it an nn.Sequential.',
  py_no_forward: '{name} has no forward, so it is not known what it computes. Copy the whole class.',
  py_shared:
    'it is called for the second time (the first is in line {first}), so both places share its weights. Each block has weights of its own: give each place a module of its own.',
  py_unregistered:
    'the network does not hold this module, so PyTorch does not train it. Set it as self.name, or keep it in an nn.ModuleList.',
  py_parameter: 'there is no block for weights without a layer. Use nn.Linear.',
  py_weights: 'weights cannot be computed with here.',
  py_weights_set: 'it sets the weights of a layer, which a block draws by itself. Use nn.init, or open the weights beside the network.',
  py_frozen: 'it keeps weights from learning, which no block can. Leave it out.',
  py_inplace: 'it writes over a value that is read again in line {later}. Write the result to a name of its own: y = F.relu(x).',
  py_raised: 'the network raises an error here as it is made.',
  py_returns_nothing: 'forward returns no tensor that is computed from its arguments.',
  py_outputs:
    'forward returns {count} values, and more than one of them has weights of its own. A network ends in one: return what the loss takes.',
  py_open_inputs: 'forward takes any number of inputs (*{name}). Name each of them.',
  py_input_shape:
    'nothing tells how many numbers a row of "{name}" has: no Linear reads it. Begin with x = x.view(-1, 784), with your own number.',
  py_nll:
    'the negative log likelihood takes logarithms of probabilities. Put a log_softmax at the end of the network, or use CrossEntropyLoss without one.',
  py_bce: 'binary cross entropy takes probabilities. Put a sigmoid at the end of the network, or use BCEWithLogitsLoss without one.',
  py_loss_arguments: 'a loss is the plain mean over the batch here. Leave out its other arguments.',
  py_loss_inside: 'a loss ends the network; nothing is computed from it.',
  py_command_line: 'it is given on the command line. Write its value into the file.',
  py_uncalled: '{name} is not called in this file, so its arguments are not known.',
  py_effect_init: 'Blocks are not drawn in this way; this one keeps the initialisation that it has without it.',
  py_effect_weights: 'Numbers are copied into weights, which are not in the code; open the file of weights beside the network.',
  py_effect_schedule: 'The learning rate stays as it is; it can be changed during a run.',
  py_effect_optimizer: 'There is no such optimizer here; the usual one is taken, and the training settings have others.',
  py_effect_clip: 'The gradient can be clipped here by its norm, to a number that the file must say.',
  py_effect_setting: 'The optimizer has no such setting here, or not this value.',
  py_effect_dropout: 'In PyTorch this drops numbers after training as well; a Dropout block does so in training alone.',
  py_effect_evaluation: 'The network is read as it is in training, and computed in float32.',
  py_effect_groups: 'In PyTorch some weights have settings of their own there; here the same hold for all.',
  py_effect_loss: 'In PyTorch it learns from this sum or multiple; here from the loss that ends the network, by itself.',
  py_effect_part: 'In PyTorch it leaves some weights of the network as they are; here all of them learn.',
  // why the desktop shell refuses something
  shell_not_understood: 'it does not understand the request; start Gradscape again, and report it if it comes back',
  shell_file_gone: 'the file is not known to this window any more; open it again, or use Save as',
  shell_transfer_gone: 'what was being read or written was ended; try it again',
  shell_many_files: 'too many files are being read or written; wait for them and try again',
  shell_too_often: 'it is asked for too much of it at once; wait a little and try again',
  // why training cannot start, beside what a finding says
  no_document: 'no document is open.',
  // what of a run that was kept does not fit
  rows_of_run: 'the number of layers',
  width_of_run: 'the width of {name}',
  state_of_run: 'the count of weights and moments',
  training_rows_of_run: 'the number of training rows',
  validation_rows_of_run: 'the number of validation rows',
  no_data: 'There are no data to learn from. Choose a data set.',
  no_loss: 'The network has no loss to train by.',
  // parts of a file
  whole_part: 'it',
  no_type: 'no type',
  the_type: 'the type {dtype}',
  tensors: 'tensors',
  layers: 'layers',
  metadata_entries: 'entries in its metadata',
  unknown_values: 'values that the format does not know',
  // what a tensor is that no network is proposed from
  is_convolution: 'a convolution',
  is_normalisation: 'a normalisation without running statistics, such as LayerNorm',
  is_embedding: 'an Embedding',
  is_no_layer: 'no layer that is known here',
} as const satisfies Record<string, string>;

export type FindingCode = keyof typeof MESSAGES;

export type Clause = `clause:${keyof typeof CLAUSES}`;

/** All that is said in one language. */
export interface Wording {
  /** How it groups the digits of a number. */
  readonly locale: 'en' | 'hi';
  /** What a finding is called where it heads its sentence. */
  readonly titles: { readonly [C in FindingCode]: string };
  readonly sentences: { readonly [C in FindingCode]: string };
  readonly clauses: { readonly [C in keyof typeof CLAUSES]: string };
}

export const ENGLISH: Wording = {
  locale: 'en',
  titles: TITLES,
  sentences: Object.fromEntries(Object.entries(MESSAGES).map(([code, { text }]) => [code, text])) as Wording['sentences'],
  clauses: CLAUSES,
};

/** Why something cannot be done, then which sentence, which range, and of what kind. */
const DEEPEST = 3;

/**
 * Fills `{name}` in a template; a missing number is shown as its placeholder, so that a test sees it. A number whose value is
 * `clause:<key>` or `sentence:<code>` is filled with that, and that with the same numbers: to a depth that ends, so that a block
 * called "clause:..." does no harm. Bytes, which may have more digits than one can count, are grouped: 57,629,280,976.
 */
export function fill(template: string, numbers: Numbers, wording: Wording = ENGLISH, depth = 0): string {
  return template.replace(/\{(\w+)\}(?=( bytes)?)/g, (placeholder, key: string, amount?: string) => {
    if (!Object.hasOwn(numbers, key)) return placeholder;
    const value = amount ? numbers[key]!.toLocaleString(wording.locale) : String(numbers[key]);
    const phrase = depth < DEEPEST ? phraseOf(value, wording) : null;
    return phrase === null ? value : fill(phrase, numbers, wording, depth + 1);
  });
}

function phraseOf(value: string, { sentences, clauses }: Wording): string | null {
  const [, kind, key = ''] = /^(clause|sentence):(\w+)$/.exec(value) ?? [];
  const phrases: Readonly<Record<string, string>> = kind === 'sentence' ? sentences : clauses;
  return kind !== undefined && Object.hasOwn(phrases, key) ? phrases[key]! : null;
}

/** A finding or a refusal as the number `why` of another sentence. */
export function because({ code, numbers }: Pick<Finding, 'code' | 'numbers'>): Numbers {
  return { ...numbers, why: `sentence:${code}` };
}

/** Of what a rule has to add, its evidence and the fixes; and where a code is graver or milder than its table says. */
type Particulars = Partial<Pick<Finding, 'severity' | 'fixes' | 'evidence'>>;

export function finding(code: FindingCode, where: Place, numbers: Numbers, particulars: Particulars = {}): Finding {
  const { severity, text }: { severity: Severity; text: string } = MESSAGES[code];
  return { code, severity, where, numbers, message: fill(text, numbers), fixes: [], ...particulars };
}
