/** @file Taking a model file up in Python: a reader of safetensors in a dozen lines, for PyTorch brings none. */
import type { WrittenNetwork } from '../written-network.ts';
import { literal, quoted } from './write-literals.ts';

const READER = `def read_model_file(path):
    """Tensors and metadata of a safetensors file."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    types = {"F32": torch.float32, "I64": torch.int64}
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        numbers = torch.frombuffer(bytearray(data[start:end]), dtype=types[entry["dtype"]])
        tensors[name] = numbers.reshape(entry["shape"])
    return tensors, metadata
`;

/** `called`: what blocks are called in this file, by their names. */
export function weightsCode({ training }: WrittenNetwork, called: ReadonlyMap<string, string>): string {
  const renamed = [...called].filter(([name, here]) => name !== here);
  const { moments, optimizer } = training;
  const inFile = renamed.length > 0 ? 'in_model_file(name)' : 'name';
  const state =
    renamed.length > 0
      ? `{name: tensors[${inFile}] for name in network.state_dict() if ${inFile} in tensors}`
      : '{name: tensor for name, tensor in tensors.items() if not name.startswith("gradscape.")}';
  const restore = `
    moments = ${literal(moments)}  # what ${optimizer.kind} remembers of each parameter
    stored = {name: [f"gradscape.optimizer.{${inFile}}.{moment}" for moment in moments] for name, _ in network.named_parameters()}
    if step == 0 or not all(key in tensors for keys in stored.values() for key in keys):
        return 0, 0, 0
    for name, parameter in network.named_parameters():
        optimizer.state[parameter] = {moment: tensors[key].to(parameter) for moment, key in zip(moments, stored[name])}
        optimizer.state[parameter]["step"] = torch.tensor(float(step))`;
  return `def begin(network, optimizer, path):
    """
    Draws fresh weights, or takes those of a model file and what the optimizer remembered. Returns where the run stands: steps taken,
    epochs complete, rows of this epoch that are done.
    """
    if path is None:
        draw(network)
        return 0, 0, 0
    tensors, metadata = read_model_file(path)
    network.load_state_dict(${state})
    run = json.loads(metadata.get("gradscape.run", "{}"))
    step, summary = run.get("step", 0), run.get("summary", {})${moments.length > 0 ? restore : ''}
    return step, int(summary.get("epoch", 0)), int(summary.get("first", 0))


${READER}${renamed.length > 0 ? renaming(renamed) : ''}`;
}

function renaming(renamed: readonly (readonly [name: string, here: string])[]): string {
  return `

# What blocks are called in Gradscape whose names cannot stand in this file.
NAMES = {
${renamed.map(([name, here]) => `    ${quoted(here)}: ${quoted(name)},\n`).join('')}}


def in_model_file(tensor):
    """What a tensor of the network is called in a model file."""
    block, _, rest = tensor.rpartition(".")
    return f"{NAMES.get(block, block)}.{rest}"
`;
}
