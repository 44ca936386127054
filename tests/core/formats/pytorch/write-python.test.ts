import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../../core/document/document.ts';
import { Refused } from '../../../../core/session/client.ts';
import { compared, curvesOf } from '../../../helpers/exported-python.ts';
import { exportedPython, ownRun } from '../../../helpers/exported.ts';
import { drawn } from '../../../helpers/drawn-network.ts';
import { moons, network, withSetting } from '../../../helpers/networks.ts';
import { pythonWith, runPython } from '../../../helpers/python.ts';

/** The part of the file between the constants and the training. */
async function networkOf(document: Document): Promise<string> {
  const { text } = await exportedPython(document);
  return /EPOCHS = \d+\n(?:MODEL_FILE = .*\n)?\n\n([^]*?)\n\n\ndef /.exec(text)![1]!;
}

const onMoons = (document: Document): Document => ({ ...document, dataset: { source: 'moons', rows: 60 } });

describe('the network', () => {
  test('a chain is a Sequential whose parts are called as the blocks', async () => {
    expect(await networkOf(moons())).toBe(
      `network = nn.Sequential(
    OrderedDict(
        [
            ("fc1", nn.Linear(2, 8)),
            ("bn1", nn.BatchNorm1d(8)),
            ("relu1", nn.ReLU()),
            ("drop1", nn.Dropout(p=0.2)),
            ("head", nn.Linear(8, 2)),
        ]
    )
)`,
    );
  });

  test('blocks that are called by their places need no names', async () => {
    const chain = network([
      ['Input', 'input', { shape: [2] }],
      ['Linear', '0', { out_features: 4, bias: false, init: { kind: 'normal', std: 0.5 } }],
      ['Softmax', '1'],
      ['Linear', '2', { out_features: 2, bias_init: { kind: 'zeros' } }],
      ['CrossEntropyLoss', 'loss'],
    ]);
    expect(await networkOf(chain)).toBe(
      `network = nn.Sequential(
    nn.Linear(2, 4, bias=False),
    nn.Softmax(dim=1),
    nn.Linear(4, 2),
)
nn.init.normal_(network[0].weight, std=0.5)
nn.init.zeros_(network[2].bias)`,
    );
  });

  test('any other is a Module, a line for each block, with names that Python takes', async () => {
    const branched = drawn('input:Input > fc 1:Linear > act:Tanh > sum:Add > head:Linear > loss:CrossEntropyLoss', 'fc 1 > sum.in2');
    const wide = withSetting(branched, 'head', 'out_features', 2);
    expect(await networkOf(onMoons(withSetting(wide, 'fc 1', 'init', { kind: 'kaiming_normal', mode: 'fan_out' })))).toBe(
      `class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc_1 = nn.Linear(2, 16)
        self.act = nn.Tanh()
        self.head = nn.Linear(16, 2)

        nn.init.kaiming_normal_(self.fc_1.weight, mode="fan_out")

    def forward(self, input):
        fc_1 = self.fc_1(input)
        act = self.act(fc_1)
        sum = act + fc_1
        head = self.head(sum)
        return head`,
    );
  });

  test('what is bypassed or leads nowhere is left out, and a comment says so', async () => {
    const document = drawn('input:Input > fc:Linear > act:Tanh > head:Linear > loss:CrossEntropyLoss', 'fc > loose:ReLU');
    const nodes = document.nodes.map((node) => (node.id === 'act' ? { ...node, bypassed: true } : node));
    const code = await networkOf(onMoons(withSetting({ ...document, nodes }, 'head', 'out_features', 2)));
    expect(code).toMatch(/^# Left out, for they are bypassed: act\n# Left out, for they lead to no loss: loose\nnetwork = nn\.Sequential/);
    expect(code).not.toMatch(/Tanh|ReLU/);
  });
});

describe('the training', () => {
  test('names every setting of the optimizer, and clips where the document clips', async () => {
    const { text } = await exportedPython(
      moons({ training: { optimizer: { kind: 'Adam', betas: [0.5, 0.75] }, batch_size: 8, epochs: 3, seed: 9, clip_grad_norm: 2 } }),
    );
    expect(text).toContain('SEED = 9\nBATCH_SIZE = 8\nEPOCHS = 3\n');
    expect(text).toContain('torch.optim.Adam(network.parameters(), lr=0.001, betas=(0.5, 0.75), eps=1e-8, weight_decay=0)');
    expect(text).toContain('nn.utils.clip_grad_norm_(network.parameters(), max_norm=2)');
    expect((await exportedPython(moons())).text).not.toContain('clip_grad_norm_');
  });

  test('has nothing that this network does not need', async () => {
    const bare = network([
      ['Input', 'input', { shape: [2] }],
      ['Linear', 'fc', { out_features: 2 }],
      ['CrossEntropyLoss', 'loss'],
    ]);
    const { text } = await exportedPython(bare);
    for (const part of ['MASKS', 'BatchNorm', 'NAMES', 'SPLIT', 'OFFSET', 'columns', 'MODEL_FILE', 'csv', 'gzip'])
      expect(text).not.toContain(part);
    expect(text.length).toBeLessThan(14_000);
  });

  test('without its file there is the network alone, and a sentence says why', async () => {
    const { text, findings } = await exportedPython({ ...moons(), dataset: { source: 'csv', path: 'mine.csv' } });
    expect(findings.map(({ message }) => message)).toEqual([
      'The file holds the network, its loss and its optimizer, but no data and no training: no file was given for mine.csv.',
    ]);
    expect(text).toContain('def loss_and_optimizer(network):');
    expect(text).not.toContain('def main');
  });

  test('a network that the data do not fit is written without them', async () => {
    const { findings } = await exportedPython(withSetting(moons(), 'input', 'shape', [3]));
    expect(findings[0]!.message).toMatch(/no data and no training: .*3 numbers per row, but the data moons has 2/);
  });

  test('what is no network is refused', async () => {
    const refusal = await exportedPython(drawn('input:Input > fc:Linear')).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect((refusal as Refused).message).toMatch(/^This cannot be written as a file of another program: The network has no loss\./);
  });
});

const NAMES = [
  '"""',
  "'; import os",
  'class',
  '__class__',
  'a b',
  '\nBROKEN = 1\n',
  '\u2028BROKEN = 1',
  'परत',
  '0',
  'coding: utf-16',
  '\ud800',
  'forward',
  '#',
  '\\',
  'net.0',
  'x\u202ey',
  '{loss}',
  '%(prog)s',
];

/** A chain and a branch, every text of which is hostile. */
const hostile = fc
  .record({
    names: fc.uniqueArray(fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })), {
      minLength: 7,
      maxLength: 7,
    }),
    text: fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'binary', maxLength: 40 })),
    branched: fc.boolean(),
  })
  .filter(({ names }) => names.every((name) => !name.split('.').includes('') && !name.startsWith('gradscape')))
  .map(({ names, text, branched }): Document => {
    const [input, fc1, drop, sum, head, loss, out] = names as [string, string, string, string, string, string, string];
    const chain = network(
      [
        ['Input', input, { shape: [2] }],
        ['Linear', fc1, { out_features: 3, init: { kind: 'xavier_normal' } }],
        ['Dropout', drop, { p: 0.25 }],
        ['Linear', head, { out_features: 2 }],
        ['CrossEntropyLoss', loss],
      ],
      { name: text, notes: [{ id: 'n', text, position: [0, 0] }], dataset: { source: 'moons', rows: 60, [text]: text } },
    );
    const bypassed = {
      id: out,
      layer: text === '' ? 'x' : text,
      name: out,
      settings: { [text]: [text, { [text]: -0 }] },
      position: [0, 0],
      bypassed: true,
    } as const;
    if (!branched) return { ...chain, nodes: [...chain.nodes, bypassed as Document['nodes'][number]] };
    return {
      ...chain,
      nodes: [...chain.nodes, { id: sum, layer: 'Add', name: sum, settings: {}, position: [0, 0] }],
      edges: [
        { from: [input, 'out'], to: [fc1, 'in'] },
        { from: [fc1, 'out'], to: [drop, 'in'] },
        { from: [drop, 'out'], to: [sum, 'in1'] },
        { from: [fc1, 'out'], to: [sum, 'in2'] },
        { from: [sum, 'out'], to: [head, 'in'] },
        { from: [head, 'out'], to: [loss, 'in'] },
      ],
    };
  });

const plain = pythonWith('ast');

describe('whatever the document says', () => {
  test('the file holds the same statements and nothing else, and the document to the letter', { timeout: 300_000 }, async (context) => {
    if (plain === null) return context.skip('not run: this machine has no python3');
    const documents = fc.sample(hostile, { numRuns: 150, seed: 1 });
    const texts = await Promise.all(documents.map(async (document) => (await exportedPython(document)).text));
    const script = `
import ast, json, sys
told = []
for text in json.load(open(sys.argv[1])):
    body = ast.parse(text, feature_version=(3, 8)).body
    said = [ast.unparse(each.targets[0]) if isinstance(each, ast.Assign) else getattr(each, "name", type(each).__name__) for each in body]
    drawing = next(each.value for each in body if isinstance(each, ast.Assign) and each.targets[0].id == "GRADSCAPE")
    told.append([said, json.dumps(ast.literal_eval(drawing))])
print(json.dumps(told))`;
    const folder = mkdtempSync(join(tmpdir(), 'gradscape-hostile-'));
    try {
      writeFileSync(`${folder}/texts.json`, JSON.stringify(texts));
      const told = runPython(plain, script, `${folder}/texts.json`) as [said: string[], drawing: string][];
      told.forEach(([said, drawing], index) => {
        expect(JSON.parse(drawing)).toEqual(documents[index]);
        expect(said).not.toContain('BROKEN');
        const kinds = said
          .filter((name) => !['NAMES', 'in_model_file', 'network', 'Network', 'Expr', 'ImportFrom'].includes(name))
          .join(' ');
        expect(kinds).toBe(
          'Import Import Import Import Import Import Import SEED BATCH_SIZE EPOCHS main batches evaluate TRAINING_ROWS load_data unpacked begin read_model_file ORDER MASKS DRAWN philox words integer shuffled draw put_masks GRADSCAPE ROWS If',
        );
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** A model file holds no half characters. */
const whole = hostile.filter(({ nodes }) => nodes.every(({ name }) => name.isWellFormed()));

const torch = pythonWith('torch');

test('under any names it trains as it would under others, and takes up its weights', { timeout: 300_000 }, async (context) => {
  if (torch === null) return context.skip('not run: this machine has no Python with torch');
  const documents = fc.sample(whole, { numRuns: 30, seed: 2 });
  const scripts = [];
  const ours: (readonly number[])[] = [];
  for (const [index, document] of documents.entries()) {
    const { model } = await ownRun(document, 4);
    const begun = index % 2 === 0 ? model : undefined;
    scripts.push({
      code: (await exportedPython(document, { modelFile: 'm.safetensors' })).code,
      arguments: ['--steps', '5'],
      beside: begun ? { 'm.safetensors': begun } : {},
    });
    ours.push((await ownRun(document, 5, begun ? { model: begun } : {})).losses);
  }
  curvesOf(torch, scripts).forEach((curve, index) => {
    const { apart, steps } = compared(ours[index]!, curve);
    expect(apart).toBeLessThan(1e-4);
    expect(steps).toBe(5);
  });
});
