/** @file The training of a written network: the loop of every PyTorch tutorial, over the batches that Gradscape takes. */
import { elementCount } from '../../tensor/shape.ts';
import type { WrittenNetwork } from '../written-network.ts';
import { literal } from './write-literals.ts';
import type { NetworkCode } from './write-network.ts';

/** `nn.CrossEntropyLoss()`. */
function lossCall({ blocks }: WrittenNetwork): string {
  return `nn.${blocks.at(-1)!.layer.pytorch.module!.name}()`;
}

/** With every setting, so that nobody need know what PyTorch takes by itself. */
function optimizerCall({ training }: WrittenNetwork): string {
  const { kind, ...settings } = training.optimizer;
  const given = Object.entries(settings).map(
    ([name, value]) => `${name}=${Array.isArray(value) ? `(${value.map(literal).join(', ')})` : literal(value)}`,
  );
  return `torch.optim.${kind}(network.parameters(), ${given.join(', ')})`;
}

/** For a network without data, which is left to whoever has some. */
export function lossAndOptimizer(network: WrittenNetwork): string {
  return `def loss_and_optimizer(network):
    """What the network is to be trained with."""
    criterion = ${lossCall(network)}
    optimizer = ${optimizerCall(network)}
    return criterion, optimizer`;
}

/** What a batch `rows` is handed to the network as. */
function given({ blocks }: WrittenNetwork, rows: string): string {
  const inputs = blocks.filter(({ layer }) => layer.role === 'input');
  if (inputs.length > 1) return `*columns(${rows})`;
  const { shape } = inputs[0]!;
  return shape.length === 1 ? rows : `${rows}.reshape(-1, ${shape.join(', ')})`;
}

/** Empty for a network of one Input. */
function columnsCode({ blocks }: WrittenNetwork): string {
  const inputs = blocks.filter(({ layer }) => layer.role === 'input');
  if (inputs.length < 2) return '';
  let column = 0;
  const parts = inputs.map(({ shape }) => {
    const part = `x[:, ${column}:${(column += elementCount(shape))}]`;
    return shape.length === 1 ? part : `${part}.reshape(-1, ${shape.join(', ')})`;
  });
  return `

def columns(x):
    """What each input of the network takes of the rows."""
    return ${parts.join(', ')}
`;
}

/** Whether a row is right, of `output` and `y`; null where there is no right and wrong. */
const RIGHT = {
  classification: 'output.argmax(1) == y[rows]',
  binary: '((output > 0) == (y[rows] > 0.5)).all(1)',
  regression: null,
} as const;

/** BatchNorm finds no variance in a batch of one. */
const NO_BATCH_OF_ONE = `

def batch_rows(left):
    """Rows of the next batch of an epoch: a last one of a single row, in which BatchNorm finds no variance, takes one of the batch before."""
    if left <= BATCH_SIZE:
        return left if left > 1 else 0
    return BATCH_SIZE - 1 if left == BATCH_SIZE + 1 and BATCH_SIZE > 2 else BATCH_SIZE
`;

/** Constants that stand at the top of the file. */
export function trainingConstants({ training, modelFile, data }: WrittenNetwork): string {
  const { seed, batch_size, epochs } = training;
  const lines = [`SEED = ${seed}`, `BATCH_SIZE = ${batch_size}`, `EPOCHS = ${epochs}`];
  if (data && modelFile !== null) lines.push(`MODEL_FILE = ${literal(modelFile)}`);
  return lines.join('\n');
}

export function trainingCode(network: WrittenNetwork, { isInstance }: NetworkCode): string {
  const { training, modelFile, masks, task } = network;
  const right = RIGHT[task];
  const smallest = training.smallestBatch === 2;
  const lines = (text: string, holds: boolean) => (holds ? text : '');
  return `def main(arguments=None):
    parser = argparse.ArgumentParser(description="Trains the network in this file as Gradscape does.")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="how often to go through all training rows (%(default)s)")
    parser.add_argument("--steps", type=int, help="take so many steps, and tell the loss of each")
    parser.add_argument("--weights", metavar="FILE", help="a model file (.safetensors) to go on from")
${lines(
  `    parser.add_argument("--fresh", action="store_true", help="begin with fresh weights, whether or not the model file is there")
`,
  modelFile !== null,
)}    options = parser.parse_args(arguments)

    x, y, x_validation, y_validation = load_data()
${lines('    network = Network()\n', !isInstance)}    criterion = ${lossCall(network)}
    optimizer = ${optimizerCall(network)}
${
  modelFile === null
    ? `    step, epoch, first = begin(network, optimizer, options.weights)
`
    : `    beside = Path(__file__).parent / MODEL_FILE
    weights = options.weights or (beside if beside.exists() and not options.fresh else None)
    step, epoch, first = begin(network, optimizer, weights)
`
}${lines('    masks = put_masks(network)\n', masks.size > 0)}
    last_step = None if options.steps is None else step + options.steps
    while step != last_step and (last_step is not None or epoch < options.epochs):
        network.train()
        order = shuffled(len(x), words(ORDER, epoch + 1))
        while first < len(order) and step != last_step:
${lines(
  `            count = batch_rows(len(order) - first)
            if count == 0:
                break
`,
  smallest,
)}            rows = order[first : first + ${smallest ? 'count' : 'BATCH_SIZE'}]
            first += len(rows)
            step += 1
${lines('            masks["step"] = step\n', masks.size > 0)}            optimizer.zero_grad()
            loss = criterion(network(${given(network, 'x[rows]')}), y[rows])
            loss.backward()
${lines(
  `            nn.utils.clip_grad_norm_(network.parameters(), max_norm=${literal(training.clip_grad_norm)})
`,
  training.clip_grad_norm !== null,
)}            optimizer.step()
            if last_step is not None:
                print(f"step {step} loss {loss.item():.9g}")
        if step != last_step:
            epoch, first = epoch + 1, 0
        if last_step is None:
            seen = shuffled(len(x), words(ORDER, 0))[:10_000]
            print(f"epoch {epoch} step {step}", end=" ")
            print("train", evaluate(network, criterion, x[seen], y[seen]), end=" ")
            print("validation", evaluate(network, criterion, x_validation, y_validation))


@torch.no_grad()
def evaluate(network, criterion, x, y):
    """${right ? 'Mean loss, and the share of rows that are right.' : 'Mean loss.'}"""
    network.eval()
    loss = 0.0
${lines('    right = 0\n', right !== null)}    for rows in torch.arange(len(x)).split(BATCH_SIZE):
        output = network(${given(network, 'x[rows]')})
        loss += criterion(output, y[rows]).item() * len(rows)
${lines(`        right += (${right}).sum().item()\n`, right !== null)}    return f"loss {loss / len(x):.9g}${right ? ' accuracy {right / len(x):.4f}' : ''}"
${lines(NO_BATCH_OF_ONE, smallest)}${columnsCode(network)}`;
}
