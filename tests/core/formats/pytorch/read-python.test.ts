/** @file Networks read from Python code, held to what PyTorch itself makes of the same code (build/pytorch-code-fixtures.py). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../core/findings/input-error.ts';
import type { Weights } from '../../../../core/formats/model-file.ts';
import { isChoice, type Opened } from '../../../../core/formats/opened.ts';
import { readPython } from '../../../../core/formats/pytorch/read-python.ts';
import { relativeError } from '../../../helpers/relative-error.ts';
import { predicted } from '../../../helpers/predicted.ts';

interface Fixture {
  readonly state: readonly (readonly [name: string, shape: number[]])[];
  readonly rows: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}

const folder = join(import.meta.dirname, '../../../fixtures/pytorch-code');
const fixtures = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Record<string, Fixture>;

function opened(text: string, network?: string): Opened {
  const read = readPython('net.py', text, network);
  if (isChoice(read)) throw new Error(`several networks: ${read.choose.join(', ')}`);
  return read;
}

/** `fc1 Linear < x`: each block with what it reads. */
function drawing({ document }: Opened): string[] {
  return document.nodes.map(({ id, name, layer }) => {
    const reads = document.edges.filter(({ to }) => to[0] === id).map(({ from }) => from[0]);
    return [`${name} ${layer}`, ...(reads.length > 0 ? [reads.join(' ')] : [])].join(' < ');
  });
}

function refusal(text: string): string {
  try {
    return drawing(opened(text)).join('; ');
  } catch (error) {
    if (error instanceof InputError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** The numbers that the fixtures' script gives to the tensor at this place. */
function tensor(name: string, shape: readonly number[], place: number) {
  const count = shape.reduce((product, extent) => product * extent, 1);
  const values = Float32Array.from({ length: count }, (_, i) => 0.6 * Math.sin(0.7 * (31 * place + i) + 0.1 * ((31 * place + i) % 7)));
  if (name.endsWith('running_var')) return { name, shape, values: values.map((value) => 1 + Math.abs(value)) };
  return { name, shape, values: name.endsWith('num_batches_tracked') ? values.fill(0) : values };
}

function after(ending: string | undefined, row: readonly number[]): number[] {
  const sum = row.reduce((all, x) => all + Math.exp(x), 0);
  if (ending === 'log_softmax') return row.map((x) => x - Math.log(sum));
  return ending === 'sigmoid' ? row.map((x) => 1 / (1 + Math.exp(-x))) : [...row];
}

describe('in each style in which networks are written', () => {
  const styles = readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.slice(0, -3));

  test('there is a fixture for each', () => expect(Object.keys(fixtures)).toEqual(styles.toSorted()));

  test.each(styles)('%s gives what PyTorch gives, from the weights by PyTorch’s names', async (style) => {
    const text = readFileSync(join(folder, `${style}.py`), 'utf8');
    const { state, rows, outputs } = fixtures[style]!;
    const weights: Weights = {
      state: state.map(([name, shape], place) => tensor(name, shape, place)),
      optimizer: [],
      step: 0,
      data: null,
      summary: {},
    };
    const read = opened(text);
    const { outputs: ours, width } = await predicted({ ...read, weights }, Float32Array.from(rows.flat()), rows.length);
    const ending = /^# output: (\w+)$/m.exec(text)?.[1];
    outputs.forEach((row, at) => {
      const got = after(ending, [...ours.subarray(at * width, (at + 1) * width)]);
      expect(got.length).toBe(row.length);
      expect(relativeError(got, row)).toBeLessThan(1e-5);
    });
  });
});

test('blocks are called as PyTorch calls the modules, and what is none by its variable or its kind', () => {
  const read = opened(`
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, 8), nn.ReLU())
        self.act = nn.Tanh()
        self.fc = nn.Linear(8, 8)
    def forward(self, rows):
        hidden = self.act(self.body(rows))
        total = hidden + self.act(self.fc(hidden))
        return F.relu(total)
`);
  expect(drawing(read)).toEqual([
    'rows Input',
    'body.0 Linear < rows',
    'body.1 ReLU < body.0',
    'act Tanh < body.1',
    'fc Linear < act',
    'act_2 Tanh < fc',
    'total Add < act act_2',
    'relu1 ReLU < total',
    'loss CrossEntropyLoss < relu1',
  ]);
});

test('what the code says of training becomes settings, and the rest of it is told', () => {
  const { document, findings } = opened(`
BATCH_SIZE = 16
net = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))
torch.manual_seed(5)
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(net.parameters(), 3e-4, (0.8, 0.99), weight_decay=0.1, amsgrad=True)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10)
for epoch in range(12):
    for x, y in loader:
        loss = criterion(net(x), y)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.5)
        optimizer.step()
`);
  expect(document.training).toEqual({
    optimizer: { kind: 'Adam', lr: 3e-4, betas: [0.8, 0.99], weight_decay: 0.1 },
    batch_size: 16,
    epochs: 12,
    seed: 5,
    clip_grad_norm: 1.5,
  });
  expect(findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'warning: net.py, line 6: amsgrad (torch.optim.Adam(net.parameters(), 3e-4, (0.8, 0.99), weight…) is left out. The optimizer has no such setting here, or not this value.',
    'warning: net.py, line 7: torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10) is left out. The learning rate stays as it is; it can be changed during a run.',
  ]);
});

test('a loss that something is added to is told where it is learnt from, and nowhere else', () => {
  const told = (loss: string, learnt = 'loss.backward()') =>
    opened(`
net = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))
criterion = nn.MSELoss()
for x, y in loader:
    loss = ${loss}
    ${learnt}
    total += loss.item() * len(x)
`).findings.map(({ message }) => message);
  const effect = 'In PyTorch it learns from this sum or multiple; here from the loss that ends the network, by itself.';
  const penalty = '0.01 * sum(p.abs().sum() for p in net.parameters())';
  expect(told('criterion(net(x), y)')).toEqual([]);
  expect(told('0 + criterion(net(x), y)')).toEqual([]);
  expect(told(`criterion(net(x), y) + penalty`)).toEqual([`net.py, line 5: criterion(net(x), y) + penalty. ${effect}`]);
  expect(told('criterion(net(x), y)', `loss += ${penalty}; scaler.scale(loss).backward()`)[0]).toMatch(
    /^net\.py, line 6: loss \+= 0\.01 \* /,
  );
  expect(told('criterion(net(x), y) / 4', 'accelerator.backward(loss)')).toEqual([`net.py, line 5: criterion(net(x), y) / 4. ${effect}`]);
});

test('what is given another meaning, or taken out of a network behind its back, is refused with that line', () => {
  const net = 'net = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))';
  for (const text of ['nn.ReLU = nn.Tanh', 'nn.ReLU.forward = lambda self, x: x'])
    expect(refusal(`${text}\n${net}\n`)).toMatch(/^python_unsupported: net\.py, line 1: nn\.ReLU.* this is not followed/);
  for (const text of ["net._modules.pop('1')", "net._modules['1'] = nn.Tanh()", "del net._modules['1']"])
    expect(refusal(`${net}\n${text}\n`)).toMatch(/^python_unsupported: net\.py, line 2: net\._modules.* this is not followed/);
  expect(refusal(`torch.backends.cudnn.benchmark = False\n${net}\nfor name, part in net._modules.items(): print(name)\n`)).toContain(
    '2 Linear < 1',
  );
});

test('what a function sets around it is set in the nearest one, and a module given to a Sequential is run by it', () => {
  const made = opened(`
def make():
    width = 4
    def layer(out):
        nonlocal width
        made = nn.Linear(width, out)
        width = out
        return made
    return nn.Sequential(layer(6), layer(2))
net = make()
net.act = nn.Tanh()
`);
  expect(made.document.nodes.map(({ settings }) => settings['in_features'])).toEqual([undefined, 4, 6, undefined, undefined]);
  expect(drawing(made)).toContain('act Tanh < 1');
});

test('a forward that is replaced or wrapped is refused with its line', () => {
  expect(refusal('net = nn.Sequential(nn.Linear(2, 8), nn.ReLU())\nnet.forward = lambda x: x\n')).toMatch(
    /^python_unsupported: net\.py, line 2: /,
  );
  const wrapped = 'def twice(f):\n    return lambda self, x: torch.tanh(f(self, x))\n';
  const net = 'class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.fc = nn.Linear(2, 2)\n';
  expect(refusal(`${wrapped}${net}    @twice\n    def forward(self, x):\n        return self.fc(x)\n`)).toMatch(
    /^python_unsupported: net\.py, line [78]: /,
  );
});

test('of several networks one must be named, by its variable or its class; parts of one are no network by themselves', () => {
  const text = `
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)
    def forward(self, x):
        return x + self.fc(x)
class One(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()
    def forward(self, x):
        return self.block(x)
class Other(One):
    pass
two = nn.Sequential(nn.Linear(2, 2))
other = Other()
`;
  expect(readPython('net.py', text)).toEqual({ origin: 'pytorch', choose: ['two', 'Other'] });
  expect(drawing(opened(text, 'two'))).toContain('0 Linear < input');
  expect(drawing(opened(text, 'other'))).toContain('block.fc Linear < x');
  expect(drawing(opened(text, 'Block'))).toContain('fc Linear < x');
  expect(() => opened(text, 'three')).toThrow('net.py defines no network called "three". It defines two, Other.');
});

test('a module that says itself how it is trained is taken at its word, and each of two networks has its own optimizer', () => {
  const lightning = opened(`
import pytorch_lightning as pl
class Lit(pl.LightningModule):
    def __init__(self, lr=0.002):
        super().__init__()
        self.fc = nn.Linear(5, 3)
        self.lr = lr
    def forward(self, x):
        return F.log_softmax(self.fc(x), -1)
    def training_step(self, batch, index):
        x, y = batch
        return F.nll_loss(self(x), y)
    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters(), lr=self.lr)
pl.Trainer(max_epochs=7).fit(Lit(), loader)
`);
  expect(lightning.document.training).toEqual({ optimizer: { kind: 'AdamW', lr: 0.002 }, epochs: 7 });
  expect(drawing(lightning).at(-1)).toBe('loss CrossEntropyLoss < fc');

  const two = `
G, D = nn.Sequential(nn.Linear(2, 4)), nn.Sequential(nn.Linear(4, 1), nn.Sigmoid())
first = torch.optim.Adam(G.parameters(), lr=1e-4)
second = torch.optim.SGD(D.parameters(), lr=2e-4)
bce = nn.BCELoss()
for epoch in range(3):
    for real in loader:
        bce(D(G(real)), real.ones).backward()
`;
  expect(opened(two, 'D').document.training.optimizer).toEqual({ kind: 'SGD', lr: 2e-4 });
  expect(drawing(opened(two, 'D')).at(-1)).toBe('loss BCEWithLogitsLoss < 0');
  expect(opened(two, 'G').document.training.optimizer).toEqual({ kind: 'Adam', lr: 1e-4 });
});

test('everything that is imported from a library is found in it', () => {
  expect(refusal('from torch.nn import *\nnet = Sequential(Linear(2, 3), Tanh())')).toBe(
    'input Input; 0 Linear < input; 1 Tanh < 0; loss CrossEntropyLoss < 1',
  );
});

test('code that was copied out of a class or a function is read without its indent', () => {
  expect(refusal('    layers = nn.Sequential(\n        nn.Linear(2, 2))\n')).toContain('0 Linear < input');
});

const inForward = (line: string) => `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 3)
        self.b = nn.Linear(3, 3)
    def forward(self, x):
        ${line}
`;

test.each([
  [
    'weights that are shared',
    inForward('return self.a(self.a(x))'),
    'python_unsupported: net.py, line 8: self.a(self.a(x)) – it is called for the second time (the first is in line 8), so both places share its weights. Each block has weights of its own: give each place a module of its own.',
  ],
  [
    'arithmetic that has no block',
    inForward('return self.a(x) * 2'),
    'python_unsupported: net.py, line 8: self.a(x) * 2 – there is no block for * with a tensor, but for the sum of two. Do it to the data, or leave it out.',
  ],
  [
    'a function that has no block',
    inForward('return torch.cat([self.a(x), self.b(x)], 1)'),
    'python_layer: net.py, line 8: there is no block for torch.cat. Leave it out, or replace it by one of Linear, BatchNorm1d, ReLU, LeakyReLU, Sigmoid, Tanh, Softmax, Dropout, Flatten, CrossEntropyLoss, BCEWithLogitsLoss, MSELoss.',
  ],
  [
    'a method that has no block',
    inForward('return self.a(x).mean(1)'),
    'python_layer: net.py, line 8: there is no block for Tensor.mean. Leave it out, or replace it by one of Linear, BatchNorm1d, ReLU, LeakyReLU, Sigmoid, Tanh, Softmax, Dropout, Flatten, CrossEntropyLoss, BCEWithLogitsLoss, MSELoss.',
  ],
  [
    'a condition on the data',
    inForward('return self.a(x) if x.sum() > 0 else self.b(x)'),
    'python_unsupported: net.py, line 8: self.a(x) if x.sum() > 0 else self.b(x) – it depends on something that is not known from the text. Write it without the condition.',
  ],
  [
    'several outputs',
    inForward('return self.a(x), self.b(x)'),
    'python_unsupported: net.py, line 7: def forward(self, x) – forward returns 2 values, and more than one of them has weights of its own. A network ends in one: return what the loss takes.',
  ],
  [
    'a value that is written over and read again',
    inForward('y = self.a(x); F.relu(y, inplace=True); return y'),
    'python_unsupported: net.py, line 8: F.relu(y, inplace=True) – it writes over a value that is read again in line 7. Write the result to a name of its own: y = F.relu(x).',
  ],
  [
    'a sum that is written over what is read again',
    inForward('y = self.a(x); z = y; y += x; return self.b(z)'),
    'python_unsupported: net.py, line 8: y += x – it writes over a value that is read again in line 8. Write the result to a name of its own: y = F.relu(x).',
  ],
  [
    'a softmax over the batch',
    inForward('return F.softmax(self.a(x), dim=0)'),
    'python_argument: net.py, line 8: softmax: dim is 0, but must be 1 | -1.',
  ],
  [
    'a view that mixes rows',
    inForward('return self.b(self.a(x).view(-1, 6))'),
    'python_unsupported: net.py, line 8: self.a(x).view(-1, 6) – rows can be laid out in one line here, and in no other form: x.flatten(1), or x.view(x.size(0), -1).',
  ],
  [
    'a module in a plain list',
    `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(3, 3)]
    def forward(self, x):
        return self.layers[0](x)
`,
    'python_unsupported: net.py, line 5: nn.Linear(3, 3) – the network does not hold this module, so PyTorch does not train it. Set it as self.name, or keep it in an nn.ModuleList.',
  ],
  [
    'weights that do not learn',
    `
net = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 2))
for p in net[0].parameters():
    p.requires_grad = False
`,
    'python_unsupported: net.py, line 4: p.requires_grad – it keeps weights from learning, which no block can. Leave it out.',
  ],
  [
    'a size that is not given',
    `
class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(width, 2)
    def forward(self, x):
        return self.fc(x)
`,
    'python_unsupported: net.py, line 2: class Net(nn.Module) – Net needs a value for "width", which this file does not give. Give it a default, or make the network with numbers: network = Net(...).',
  ],
  [
    'a size from another file',
    'net = nn.Sequential(nn.Linear(config.width, 2))',
    'python_unsupported: net.py, line 1: config – the name "config" is not defined in this file. Write its value into the file.',
  ],
  [
    'a size that is no whole number',
    'net = nn.Sequential(nn.Linear(784 / 2, 2))',
    'python_argument: net.py, line 1: Linear: in_features is 392.0, but must be null or a whole number from 1 to 16777216.',
  ],
  [
    'an argument that PyTorch does not know',
    'net = nn.Sequential(nn.Linear(4, 2, width=3))',
    'python_argument: net.py, line 1: Linear: width is given, but must be left out, for there is no such argument.',
  ],
  [
    'double precision',
    'net = nn.Sequential(nn.Linear(4, 2, dtype=torch.float64))',
    'python_argument: net.py, line 1: Linear: dtype is torch.float64, but must be None.',
  ],
  [
    'an input whose width nothing tells',
    'net = nn.Sequential(nn.ReLU())',
    'python_unsupported: net.py, line 1: nn.Sequential(nn.ReLU()) – nothing tells how many numbers a row of "input" has: no Linear reads it. Begin with x = x.view(-1, 784), with your own number.',
  ],
  [
    'a loss that has no block',
    'net = nn.Sequential(nn.Linear(4, 2))\nloss = nn.L1Loss()(net(x), y)',
    'python_layer: net.py, line 2: there is no block for nn.L1Loss. Leave it out, or replace it by one of Linear, BatchNorm1d, ReLU, LeakyReLU, Sigmoid, Tanh, Softmax, Dropout, Flatten, CrossEntropyLoss, BCEWithLogitsLoss, MSELoss.',
  ],
  [
    'a likelihood of what is no logarithm',
    'net = nn.Sequential(nn.Linear(4, 2))\nloss = F.nll_loss(net(x), y)',
    'python_unsupported: net.py, line 2: F.nll_loss(net(x), y) – the negative log likelihood takes logarithms of probabilities. Put a log_softmax at the end of the network, or use CrossEntropyLoss without one.',
  ],
  [
    'a part that is taken out again',
    'net = nn.Sequential(nn.Linear(4, 2), nn.ReLU())\ndel net[1]',
    'python_unsupported: net.py, line 2: net[1] – this is not followed. Write it in a plainer way, or leave it out.',
  ],
  [
    'a part that a method takes out',
    'net = nn.Sequential(nn.Linear(4, 2), nn.ReLU())\nnet.pop(1)',
    'python_unsupported: net.py, line 2: net.pop(1) – this is not followed. Write it in a plainer way, or leave it out.',
  ],
  [
    'an attribute that is taken away by its name',
    'net = nn.Sequential(nn.Linear(4, 2), nn.ReLU())\ndelattr(net, "1")',
    'python_unsupported: net.py, line 2: delattr(net, "1") – this is not followed. Write it in a plainer way, or leave it out.',
  ],
  [
    'a hook that gives another result',
    'net = nn.Sequential(nn.Linear(4, 2), nn.ReLU())\nnet[0].register_forward_hook(lambda module, x, y: 2 * y)',
    'python_unsupported: net.py, line 2: net[0].register_forward_hook(lambda module, x, y: 2 * y) – this is not followed. Write it in a plainer way, or leave it out.',
  ],
  [
    'a part through which nothing flows back',
    `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 2)
    def forward(self, x):
        with torch.no_grad():
            return self.a(x)
`,
    'python_unsupported: net.py, line 7: with torch.no_grad() – it keeps weights from learning, which no block can. Leave it out.',
  ],
  [
    'a forward through which nothing flows back',
    `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 2)
    @torch.no_grad()
    def forward(self, x):
        return self.a(x)
`,
    'python_unsupported: net.py, line 7: def forward(self, x) – it keeps weights from learning, which no block can. Leave it out.',
  ],
  [
    'a module that is called otherwise than by its forward',
    `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 2)
    def forward(self, x):
        return self.a(x)
    def __call__(self, x):
        return F.relu(self.forward(x))
`,
    'python_unsupported: net.py, line 8: def __call__(self, x) – this is not followed. Write it in a plainer way, or leave it out.',
  ],
  [
    'classes that count for nothing',
    'net = nn.Sequential(nn.Linear(4, 2))\nloss = nn.CrossEntropyLoss(ignore_index=0)(net(x), y)',
    'python_argument: net.py, line 2: CrossEntropyLoss: ignore_index is 0, but must be -100 | -1.',
  ],
])('%s is refused', (_, text, sentence) => {
  expect(refusal(text)).toBe(sentence);
});

test('a hook that only looks on changes nothing', () => {
  const look = 'def look(module, x, y):\n    if y.sum() > 0:\n        print(y)\n';
  const { document } = opened(`${look}net = nn.Sequential(nn.Linear(4, 2), nn.ReLU())\nnet[1].register_forward_hook(look)\n`);
  expect(document.nodes.map(({ layer }) => layer)).toEqual(['Input', 'Linear', 'ReLU', 'CrossEntropyLoss']);
});

test('what is cut out of a network is one by itself as soon as it has a name', () => {
  const read = readPython('net.py', 'whole = nn.Sequential(nn.Linear(4, 2), nn.ReLU(), nn.Linear(2, 3))\nhead = whole[:2]\n');
  expect(read).toMatchObject({ choose: ['whole', 'head'] });
});

test('an optimizer that treats weights in several ways, or leaves some as they are, is told of', () => {
  const told = (weights: string) =>
    opened(
      `net = nn.Sequential(nn.Linear(4, 2), nn.Linear(2, 3))\nloss = nn.CrossEntropyLoss()(net(x), y)\noptim.SGD(${weights}, lr=0.1)\n`,
    ).findings.map(({ message }) => message);
  expect(told('net.parameters()')).toEqual([]);
  expect(told('[{"params": net[0].parameters()}, {"params": net[1].parameters()}]')).toEqual([]);
  expect(told('[{"params": net[0].parameters(), "lr": 1}, {"params": net[1].parameters()}]')).toEqual([
    expect.stringContaining('In PyTorch some weights have settings of their own there; here the same hold for all.'),
  ]);
  expect(told('net[1].parameters()')).toEqual([
    expect.stringContaining('In PyTorch it leaves some weights of the network as they are; here all of them learn.'),
  ]);
});

test('sizes are sorted as Python sorts them, and in the order of a set no layers are made', () => {
  const chain = (sizes: string) =>
    `from torch import nn\nsizes = ${sizes}\nnet = nn.Sequential(*[nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])\n`;
  const widths = (sizes: string) => opened(chain(sizes)).document.nodes.flatMap(({ settings }) => settings['out_features'] ?? []);
  expect(widths('sorted([3, 9, 5])')).toEqual([5, 9]);
  expect(widths('sorted([3, 9, 5], reverse=True)')).toEqual([5, 3]);
  expect(refusal(chain('sorted([3, 9, 5], key=lambda size: -size)'))).toMatch(/^python_/);
  expect(refusal(chain('list(set([3, 9, 5]))'))).toMatch(/^python_/);
});

test('a class that is wrapped, that derives from one class in two ways, or a layer that is pruned, is refused with its line', () => {
  const net = (name: string, bases: string, layer = 'nn.Linear(2, 2)') =>
    `class ${name}(${bases}):\n    def __init__(self):\n        super().__init__()\n        self.fc = ${layer}\n    def forward(self, x):\n        return self.fc(x)\n`;
  const wrap = 'def twice(of):\n    of.forward = lambda self, x: torch.tanh(self.fc(x))\n    return of\n';
  expect(refusal(`${wrap}@twice\n${net('Net', 'nn.Module')}`)).toMatch(/^python_unsupported: net\.py, line [45]: /);
  const [a, b, c] = [net('A', 'nn.Module'), net('B', 'A'), net('C', 'A')];
  expect(refusal(`${a}${b}${c}class D(B, C):\n    pass\nnet = D()\n`)).toMatch(/^python_unsupported: net\.py, line 19: /);
  expect(refusal(`${a}class B(A):\n    pass\nnet = B()\n`)).toBe('x Input; fc Linear < x; loss CrossEntropyLoss < fc');
  const prune = 'import torch.nn.utils.prune as prune\n';
  expect(refusal(`${prune}${a}net = A()\nprune.l1_unstructured(net.fc, name="weight", amount=0.5)\n`)).toMatch(
    /^python_unsupported: net\.py, line 9: /,
  );
});
