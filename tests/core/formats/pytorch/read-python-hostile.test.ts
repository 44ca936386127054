/** @file Code that is meant to hang, to crash, or to be run: it is read for what it says, or refused with its line. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../core/findings/input-error.ts';
import { isChoice } from '../../../../core/formats/opened.ts';
import { openFile } from '../../../../core/formats/open-file.ts';
import { readPython } from '../../../../core/formats/pytorch/read-python.ts';

const NETWORK = 'net = nn.Sequential(nn.Linear(2, 3))';

function refusal(text: string): { code: string; message: string } {
  try {
    const read = readPython('net.py', text);
    return { code: 'opened', message: isChoice(read) ? read.choose.join() : read.document.nodes.map(({ layer }) => layer).join() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { code: error.code, message: error.message };
  }
}

const OPENED = { code: 'opened', message: 'Input,Linear,CrossEntropyLoss' };
const LONG =
  'it takes more than 1000000 steps to follow how the network is built. Look for a loop that does not end, or that runs too often.';
const inInit = (line: string) =>
  `class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        ${line}\n        self.fc = nn.Linear(2, 3)\n    def forward(self, x):\n        return self.fc(x)\n`;

test.each([
  [
    'a line of a million numbers',
    `x = [${'1,'.repeat(1e6)}]\n${NETWORK}`,
    'python_large',
    'net.py holds more than 150000 characters of code. Keep the network and its training in a file of their own.',
  ],
  [
    'brackets that are never closed',
    '('.repeat(1e5),
    'python_deep',
    'net.py, line 1: brackets, blocks or calls are nested more than 100 deep. Write it in steps.',
  ],
  [
    'brackets that are closed',
    `x = ${'['.repeat(1e5)}${']'.repeat(1e5)}`,
    'python_deep',
    'net.py, line 1: brackets, blocks or calls are nested more than 100 deep. Write it in steps.',
  ],
  [
    'what is no Python',
    'x = = 3',
    'python_syntax',
    'net.py, line 1: not understood as Python from "= 3" on. Correct it, or leave out what is not Python.',
  ],
  [
    'a bracket that stays open',
    `\n${NETWORK.slice(0, -1)}`,
    'python_syntax',
    'net.py, line 2: not understood as Python from the end of the file on. Correct it, or leave out what is not Python.',
  ],
  ['a loop without an end in a network', inInit('while True: pass'), 'python_long', `net.py, line 4: ${LONG}`],
  ['a loop over 10¹² in a network', inInit('for i in range(10**12): pass'), 'python_long', `net.py, line 4: ${LONG}`],
  [
    'a function that calls itself for ever',
    `def f(): return f()\n${inInit('f()')}net = Net()`,
    'python_deep',
    'net.py, line 1: brackets, blocks or calls are nested more than 60 deep. Write it in steps.',
  ],
  [
    'a number that no computer has',
    'n = 10**10**10\nnet = nn.Sequential(nn.Linear(n, 3))',
    'python_unsupported',
    'net.py, line 1: 10**10**10 – the number is too large, or none.',
  ],
  [
    'a list of 10¹²',
    'net = nn.Sequential(*[nn.ReLU()] * 10**12)',
    'python_unsupported',
    'net.py, line 1: [nn.ReLU()] * 10**12 – it has more than 100000 parts.',
  ],
  [
    'a size that only running tells',
    "n = __import__('os').system('echo 3')\nnet = nn.Sequential(nn.Linear(n, 3))",
    'python_unsupported',
    "net.py, line 1: __import__('os') – what __import__ gives is not known from the text. Write its value.",
  ],
  [
    'a size that eval makes',
    "net = nn.Sequential(nn.Linear(eval('2'), 3))",
    'python_unsupported',
    "net.py, line 1: eval('2') – what eval gives is not known from the text. Write its value.",
  ],
  [
    'nothing',
    ' \n',
    'python_none',
    'net.py defines no network: no class of nn.Module with a forward, and no nn.Sequential. Choose the file in which the network is defined.',
  ],
  [
    'a layer that has no block',
    'net = nn.Sequential(\n    nn.Conv2d(1, 2, 3),\n    nn.Linear(2, 3))',
    'python_layer',
    'net.py, line 2: there is no block for nn.Conv2d. Leave it out, or replace it by one of Linear, BatchNorm1d, ReLU, LeakyReLU, Sigmoid, Tanh, Softmax, Dropout, Flatten, CrossEntropyLoss, BCEWithLogitsLoss, MSELoss.',
  ],
])('%s is refused', (_, text, code, message) => {
  expect(refusal(text)).toEqual({ code, message });
});

test.each([
  ['a call of the system beside the network', `__import__('os').system('rm -rf /')\nimport os\nos.remove('x')\n${NETWORK}`],
  ['a loop without an end beside the network', `${NETWORK}\nwhile True:\n    pass\n`],
  ['a loop over 10¹² beside the network', `${NETWORK}\nfor i in range(10**12):\n    y = i * 2\n`],
  ['loops in loops beside the network', `for a in range(10**6):\n  for b in range(10**6):\n    c = [d for d in range(10**6)]\n${NETWORK}`],
  ['recursion beside the network', `def f(n):\n    if n > 0: return f(n - 1) + f(n - 2)\n    return n\n${NETWORK}\nf(unknown)`],
  ['bait for regular expressions', `s = "${'a'.repeat(50_000)}!"\nt = '${'\\\\'.repeat(20_000)}'\n${NETWORK}`],
  ['f-strings in one another', `s = f"{f'{1}'}{2!r:>{3}}"\n${NETWORK}`],
  ['names that JavaScript keeps', `__proto__ = 1\nconstructor = {'__proto__': 2, 'constructor': 3}\n${NETWORK}`],
  ['Windows line ends', `import torch\r\n\r\n${NETWORK}\r\n`],
  ['tabs', `def f():\n\tif 1:\n\t\treturn 2\n${NETWORK}`],
  ['a byte order mark', `\ufeff${NETWORK}`],
  ['a text that grows without bound', `s = 'x'\nfor i in range(100): s = s + s\n${NETWORK}`],
  ['a list that grows without bound', `l = [1]\nfor i in range(100): l += l\n${NETWORK}`],
  ['a dictionary of itself', `d = {}\nd['d'] = d\nl = []\nl.append(l)\n${NETWORK}`],
])('%s does no harm', (_, text) => {
  expect(refusal(text)).toEqual(OPENED);
});

describe('as a file', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  test('of more than five million bytes it is refused before it is read', async () => {
    await expect(openFile('net.py', bytes(`import torch\nx = "${'a'.repeat(1e7)}"`))).rejects.toMatchObject({ code: 'file_too_large' });
  });

  test('that is not UTF-8 it is refused', async () => {
    await expect(openFile('net.py', Uint8Array.of(0x78, 0x3d, 0xff, 0xfe))).rejects.toMatchObject({
      code: 'text_encoding',
      message: 'net.py is not UTF-8 text. Save it as UTF-8, or choose another file.',
    });
  });

  test('it is told by what is in it, whatever it is called', async () => {
    expect(await openFile('notes.txt', bytes(`# ${'licence '.repeat(100)}\nimport torch.nn as nn\n${NETWORK}`))).toMatchObject({
      origin: 'pytorch',
    });
    await expect(openFile('notes.txt', bytes('Buy milk.'))).rejects.toMatchObject({ code: 'file_foreign' });
  });
});

/** What mutations are made of. */
const SEEDS = [
  `import torch\nfrom torch import nn\n${inInit('self.bn = nn.BatchNorm1d(3)')}net = Net()\nopt = torch.optim.Adam(net.parameters(), lr=1e-3)\nfor epoch in range(10):\n    loss = nn.CrossEntropyLoss()(net(x), y)\n    loss.backward()\n    opt.step()\n`,
  `layers = []\nsizes = [2, 4, 8]\nfor a, b in zip(sizes, sizes[1:]):\n    layers += [nn.Linear(a, b), nn.ReLU(inplace=True)]\nnet = nn.Sequential(*layers[:-1])\n`,
  `class B(nn.Module):\n    def __init__(self, n, *, p=0.1):\n        super().__init__()\n        self.a, self.b = nn.Linear(n, n), nn.Dropout(p)\n    def forward(self, x):\n        y = F.relu(self.a(x))\n        return self.b(y) + x if self.training else y\nclass N(nn.Module):\n    def __init__(self):\n        super(N, self).__init__()\n        self.blocks = nn.ModuleList([B(4) for _ in range(3)])\n    def forward(self, x):\n        x = x.view(x.size(0), -1)\n        for i, block in enumerate(self.blocks):\n            x = block(x)\n        return torch.sigmoid(x)\n`,
  `from collections import OrderedDict\nnet = nn.Sequential(OrderedDict([('fc1', nn.Linear(2, 3)), ('act', nn.Tanh())]))\nnet.add_module(f'fc{2}', nn.Linear(3, 1))\ndef init(m):\n    if isinstance(m, nn.Linear):\n        nn.init.normal_(m.weight, 0, 0.02)\nnet.apply(init)\n`,
];
const PIECES = [
  '(',
  ')',
  '[',
  ']',
  ':',
  ',',
  '\n',
  '    ',
  'self',
  'x',
  '=',
  '+=',
  '*',
  '**',
  '.',
  '0',
  '-1',
  '1e9',
  'None',
  'lambda x:',
  'for i in range(9):',
  'if x:',
  'return',
  'yield',
  'not',
  'nn.Linear(2, 3)',
  '"',
  "'''",
  '#',
  '\\',
  '{',
  '}',
  'class A(A):',
  'def f(f=f):',
  'while 1:',
  'del',
  'super()',
  '@',
  'नमस्ते',
  '\u0000',
  'x[::',
  'f"{',
  'self.a(',
  '...',
  'in',
  'is not',
  'global x',
];

test('10,000 mutations are opened or refused, never more', { timeout: 300_000 }, () => {
  const mutation = fc.record({
    seed: fc.constantFrom(...SEEDS),
    cuts: fc.array(fc.record({ at: fc.nat(1000), length: fc.nat(12), piece: fc.constantFrom('', ...PIECES) }), {
      minLength: 1,
      maxLength: 4,
    }),
  });
  fc.assert(
    fc.property(mutation, ({ seed, cuts }) => {
      let text = seed;
      for (const { at, length, piece } of cuts) text = text.slice(0, at % text.length) + piece + text.slice((at % text.length) + length);
      refusal(text);
    }),
    { numRuns: 10_000, seed: 7 },
  );
});
