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

/** Whether a row is right, by `output` and `y`; null where there is no right and wrong. */
const RIGHT = {
  classification: 'output.argmax(1) == y[rows]',
  binary: '((output > 0) == (y[rows] > 0.5)).all(1)',
  regression: null,
} as const;

/** BatchNorm finds no variance in a batch of one. */
const BATCHES = {
  1: `
def batches(count, epoch, first):
    """Row numbers of each batch of an epoch, from the row \`first\` of its order on."""
    order = shuffled(count, words(ORDER, epoch))
    for start in range(first, count, BATCH_SIZE):
        yield order[start : start + BATCH_SIZE]
`,
  2: `
def batches(count, epoch, first):
    """
    Row numbers of each batch of an epoch, from the row \`first\` of its order on. BatchNorm finds no variance in a single row: a last batch
    of one takes a row of the batch before, or is left out.
    """
    order = shuffled(count, words(ORDER, epoch))
    while count - first > 1:
        size = BATCH_SIZE - 1 if count - first == BATCH_SIZE + 1 and BATCH_SIZE > 2 else BATCH_SIZE
        yield order[first : first + size]
        first += size
`,
} as const;

/** Constants that stand at the top of the file. */
export function trainingConstants({ training, modelFile, data }: WrittenNetwork): string {
  const { seed, batch_size, epochs } = training;
  const lines = [`SEED = ${seed}`, `BATCH_SIZE = ${batch_size}`, `EPOCHS = ${epochs}`];
  if (data && modelFile !== null) lines.push(`MODEL_FILE = ${literal(modelFile)}`);
  return lines.join('\n');
}

export function trainingCode(network: WrittenNetwork, { isInstance }: NetworkCode): string {
  const { training, modelFile, masks } = network;
  const lines = (text: string, holds: boolean) => (holds ? `${text}\n` : '');
  return `def main(arguments=None):
    parser = argparse.ArgumentParser(description="Trains the network in this file as Gradscape does.")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="how often to go through all training rows (%(default)s)")
    parser.add_argument("--steps", type=int, help="take so many steps, and tell the loss of each")
    parser.add_argument("--weights", metavar="FILE", help="a model file (.safetensors) to go on from")
${lines(
  '    parser.add_argument("--fresh", action="store_true", help="begin with fresh weights, whether or not the model file is there")',
  modelFile !== null,
)}    options = parser.parse_args(arguments)

    x, y, x_validation, y_validation = load_data()
${lines('    network = Network()', !isInstance)}    criterion = ${lossCall(network)}
    optimizer = ${optimizerCall(network)}
${
  modelFile === null
    ? '    step, epoch, first = begin(network, optimizer, options.weights)'
    : `    beside = Path(__file__).parent / MODEL_FILE
    weights = options.weights or (beside if beside.exists() and not options.fresh else None)
    step, epoch, first = begin(network, optimizer, weights)`
}
${lines('    masks = put_masks(network)', masks.size > 0)}
    by_steps = options.steps is not None
    last_step = step + options.steps if by_steps else None
    if epoch >= options.epochs and not by_steps:
        print(f"{epoch} epochs are done already: --epochs {2 * epoch} goes on.")
    while epoch < options.epochs or by_steps:
        network.train()
        for rows in batches(len(x), epoch + 1, first):
            step += 1
${lines('            masks["step"] = step', masks.size > 0)}            optimizer.zero_grad()
            loss = criterion(network(${given(network, 'x[rows]')}), y[rows])
            loss.backward()
${lines(
  `            nn.utils.clip_grad_norm_(network.parameters(), max_norm=${literal(training.clip_grad_norm)})`,
  training.clip_grad_norm !== null,
)}            optimizer.step()
            if by_steps:
                print(f"step {step} loss {loss.item():.9g}")
                if step >= last_step:
                    return
        epoch, first = epoch + 1, 0
        if not by_steps:
            seen = shuffled(len(x), words(ORDER, 0))[:10_000]
            train = evaluate(network, criterion, x[seen], y[seen])
            validation = evaluate(network, criterion, x_validation, y_validation)
            print(f"epoch {epoch} step {step} train {train} validation {validation}")

${BATCHES[training.smallestBatch]}
${evaluationCode(network)}${columnsCode(network)}`;
}

/** In batches, for a BatchNorm without running statistics answers by the batch; it has no answer to a single row. */
function evaluationCode(network: WrittenNetwork): string {
  const right = RIGHT[network.task];
  const byBatch = network.blocks.some(({ settings }) => settings['track_running_stats'] === false);
  return `
@torch.no_grad()
def evaluate(network, criterion, x, y):
    """The mean loss${right ? ', and the share of rows that are right' : ''}."""
    network.eval()
    loss, ${right ? 'right, ' : ''}seen = 0.0, ${right ? '0, ' : ''}0
    for rows in torch.arange(len(x)).split(BATCH_SIZE):
${
  byBatch
    ? `        if len(rows) == 1:
            continue  # a BatchNorm that keeps no statistics finds no variance in it
`
    : ''
}        output = network(${given(network, 'x[rows]')})
        loss += criterion(output, y[rows]).item() * len(rows)
${right ? `        right += (${right}).sum().item()\n` : ''}        seen += len(rows)
    return f"loss {loss / seen:.9g}${right ? ' accuracy {right / seen:.4f}' : ''}"
`;
}
