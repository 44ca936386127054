/** @file Gradscape's random numbers in Python: weights, order of the rows, split and dropout come out as they do in a run. */
import { STREAMS } from '../../tensor/random.ts';
import type { WrittenNetwork, WrittenParameter } from '../written-network.ts';
import { literal, quoted } from './write-literals.ts';

/** Philox as core/tensor/random.ts has it; the products wrap around in 64 bits, which leaves both halves right. */
const GENERATOR = `

def philox(blocks, stream, step=0):
    """
    Four random words of 32 bits for each block number: Philox4x32-10 of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3"
    (2011). A word follows from seed, stream, step and its place alone, so that it does not matter who draws first.
    """
    mask = 0xFFFFFFFF
    c0, c1, c2, c3 = blocks, torch.zeros_like(blocks), torch.full_like(blocks, stream), torch.full_like(blocks, step)
    k0, k1 = SEED, 0
    for _ in range(10):
        a, b = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (b >> 32 & mask) ^ c1 ^ k0, b & mask, (a >> 32 & mask) ^ c3 ^ k1, a & mask
        k0, k1 = k0 + 0x9E3779B9 & mask, k1 + 0xBB67AE85 & mask
    return torch.stack([c0, c1, c2, c3], 1).flatten()


def words(stream, step=0):
    """Random words of 32 bits, one after the other."""
    first = 0
    while True:
        yield from philox(torch.arange(first, first + 1024), stream, step).tolist()
        first += 1024


def integer(below, source):
    """A random whole number from 0 to below - 1, each as likely (Lemire 2019)."""
    while True:
        product = next(source) * below
        if product & 0xFFFFFFFF >= (2**32 - below) % below:
            return product >> 32


def shuffled(count, source):
    """The numbers from 0 to count - 1 in random order (Fisher and Yates)."""
    order = list(range(count))
    for i in range(count - 1, 0, -1):
        j = integer(i + 1, source)
        order[i], order[j] = order[j], order[i]
    return order
`;

const DRAW = `

@torch.no_grad()
def draw(network):
    """Fills the parameters with the numbers that SEED gives in Gradscape, of the distributions that the network is made with."""
    for name, parameter in network.named_parameters():
        if name in DRAWN:
            stream, distribution, one, other = DRAWN[name]
            count = parameter.numel()
            uniform = philox(torch.arange((count + 3) // 4), stream).double() / 2**32
            if distribution == "uniform":
                values = one + (other - one) * uniform
            else:
                # Box and Muller 1958: two normal numbers from two uniform ones
                radius, angle = (-2 * torch.log(1 - uniform[0::2])).sqrt(), 2 * math.pi * uniform[1::2]
                values = one + other * torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], 1).flatten()
            parameter.copy_(values[:count].reshape(parameter.shape))
`;

const MASKS = `

def put_masks(network):
    """Hooks that put Gradscape's mask in the place of the one that an nn.Dropout draws. They are told the step in what is returned."""
    now = {"step": 0}

    def masked(stream):
        def hook(dropout, inputs, output):
            if not dropout.training:
                return output
            (x,) = inputs
            word = philox(torch.arange((x.numel() + 3) // 4), stream, now["step"])[: x.numel()].reshape(x.shape)
            return x * ((word >= math.ceil(dropout.p * 2**32)) / ((1 - dropout.p) or 1.0))

        return hook

    for name, stream in MASKS.items():
        network.get_submodule(name).register_forward_hook(masked(stream))
    return now
`;

function drawnLine({ name, initial, stream }: WrittenParameter): string | null {
  switch (initial.kind) {
    case 'constant':
      return null;
    case 'uniform':
      return `    ${quoted(name)}: (${stream}, "uniform", ${literal(initial.low)}, ${literal(initial.high)}),`;
    case 'normal':
      return `    ${quoted(name)}: (${stream}, "normal", ${literal(initial.mean)}, ${literal(initial.std)}),`;
    default:
      return initial satisfies never;
  }
}

/** `called`: what blocks are called in this file, by their names. */
export function randomCode({ parameters, masks, blocks, data }: WrittenNetwork, called: ReadonlyMap<string, string>): string {
  const drawn = parameters
    .map((parameter) => {
      const dot = parameter.name.lastIndexOf('.');
      return drawnLine({ ...parameter, name: called.get(parameter.name.slice(0, dot))! + parameter.name.slice(dot) });
    })
    .filter((line) => line !== null);
  const masked = blocks.filter(({ id }) => masks.has(id));
  const lines = [
    '# The same random numbers as in Gradscape. Each use has a stream of its own.',
    `ORDER = ${STREAMS.order}`,
    ...(data?.source.kind === 'rows' ? [] : [`SPLIT = ${STREAMS.split}`]),
    ...(data?.source.kind === 'digits' ? [`DATA = ${STREAMS.data}`] : []),
    ...(masked.length > 0
      ? ['MASKS = {', ...masked.map(({ id, name }) => `    ${quoted(called.get(name)!)}: ${masks.get(id)},`), '}']
      : []),
    '# of a parameter: its stream, its distribution, and low and high or mean and standard deviation',
    ...(drawn.length > 0 ? ['DRAWN = {', ...drawn, '}'] : ['DRAWN = {}']),
  ];
  return `${lines.join('\n')}\n${GENERATOR}${DRAW}${masked.length > 0 ? MASKS : ''}`;
}
