/** @file The Python that users copy: what it logs of a network is what the engine measures of the same one, and it is judged alike. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { judgeLog } from '../../../../core/cli/judge-log.ts';
import type { Document } from '../../../../core/document/document.ts';
import { createWasmMachine } from '../../../../core/engine/wasm-machine.ts';
import { Trainer } from '../../../../core/engine/trainer.ts';
import type { Finding } from '../../../../core/findings/finding.ts';
import { readLog, type LogEntry } from '../../../../core/formats/telemetry-log.ts';
import { SCALAR, STATISTIC, rowStart, type Statistic } from '../../../../core/plan/report.ts';
import { Random } from '../../../../core/tensor/random.ts';
import { compiled } from '../../../helpers/compiled.ts';
import { kernelsOf } from '../../../helpers/machines.ts';
import { network } from '../../../helpers/networks.ts';
import { pythonWith, runPython } from '../../../helpers/python.ts';
import { bind, scalar, statistic } from '../../../helpers/run-plan.ts';

const python = pythonWith('torch');
const folder = mkdtempSync(join(tmpdir(), 'gradscape-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MODULE = join(import.meta.dirname, '../../../../core/formats/pytorch');
const IMPORTS = `
import json, math, sys
sys.path.insert(0, ${JSON.stringify(MODULE)})
sys.dont_write_bytecode = True
import torch
from torch import nn
from gradscape_log import GradscapeLog
torch.set_num_threads(1)
`;

const ROWS = 256;
const STEPS = 3;
const LR = 0.1;

/** Dead and saturated units, a residual sum and a normalisation. */
const document = network([
  ['Input', 'input', { shape: [3] }],
  ['Linear', 'fc1', { out_features: 8, bias_init: { kind: 'uniform', a: -6, b: 1 } }],
  ['ReLU', 'relu1'],
  ['Linear', 'fc2', { out_features: 8, init: { kind: 'normal', mean: 0, std: 2 } }],
  ['Tanh', 'tanh1'],
  ['BatchNorm1d', 'bn1'],
  ['Linear', 'head', { out_features: 3 }],
  ['CrossEntropyLoss', 'loss'],
]);
const residual: Document = {
  ...document,
  nodes: [...document.nodes, { id: 'add1', layer: 'Add', name: 'add1', settings: {}, position: [0, 100] }],
  edges: [
    ...document.edges.filter(({ to }) => to[0] !== 'bn1'),
    { from: ['tanh1', 'out'], to: ['add1', 'in1'] },
    { from: ['relu1', 'out'], to: ['add1', 'in2'] },
    { from: ['add1', 'out'], to: ['bn1', 'in'] },
  ],
};

const RESIDUAL = `${IMPORTS}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.head, self.bn1 = nn.Linear(3, 8), nn.Linear(8, 8), nn.Linear(8, 3), nn.BatchNorm1d(8)
        self.relu1, self.tanh1 = nn.ReLU(inplace=True), nn.Tanh()

    def forward(self, x):
        x = self.relu1(self.fc1(x))
        return self.head(self.bn1(self.tanh1(self.fc2(x)) + x))

given = json.load(open(sys.argv[1]))
net = Net().double() # so that the whole error is the engine's
with torch.no_grad():
    for name, parameter in net.named_parameters():
        parameter.copy_(torch.tensor(given['parameters'][name], dtype=torch.float64).reshape(parameter.shape))
x, y = torch.tensor(given['features'], dtype=torch.float64).reshape(-1, 3), torch.tensor(given['targets'])
optimizer = torch.optim.SGD(net.parameters(), lr=${LR})
log = GradscapeLog(net, sys.argv[2], targets=y, epochs=1, steps_per_epoch=${STEPS})
for _ in range(${STEPS}):
    loss = nn.functional.cross_entropy(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    log.step(loss, optimizer)
log.epoch()
log.close()
print('null')
`;

interface Told {
  readonly loss: number;
  readonly gradientNorm: number;
  readonly of: Readonly<Record<string, Readonly<Partial<Record<Statistic, number>>>>>;
}

const COMPARED = ['signal', 'gradient_norm', 'weight_norm', 'update_ratio'] as const satisfies readonly Statistic[];
const INSPECTED = ['dead', 'saturated', 'identical'] as const satisfies readonly Statistic[];

function trainHere(features: readonly number[], targets: readonly number[]): { parameters: Record<string, number[]>; steps: Told[] } {
  const plan = compiled(
    { ...residual, training: { optimizer: { kind: 'SGD', lr: LR }, batch_size: ROWS } },
    { name: 'test', width: 3, task: 'classification', classes: 3, targetWidth: 1 },
  );
  const trainer = new Trainer(createWasmMachine(plan, kernelsOf({ numerics: 'strict', shared: false })), { seed: 5 });
  const { machine } = trainer;
  trainer.initialise();
  bind(machine, features, targets, ROWS);
  const names = plan.parameters.map(({ tensor }) => plan.tensors[tensor]!.name);
  const parameters = Object.fromEntries(names.map((name) => [name, [...trainer.parameter(name)]]));
  const steps = Array.from({ length: STEPS }, (_, index): Told => {
    trainer.inspect(0, ROWS);
    const units = plan.rows.map((_row, row) => Object.fromEntries(INSPECTED.map((name) => [name, statistic(machine, row, name)])));
    trainer.trainStep(0, ROWS, { lr: LR, clip_grad_norm: 0, step: index + 1, seed: 5 });
    const rest = plan.rows.map((_row, row) => Object.fromEntries(COMPARED.map((name) => [name, statistic(machine, row, name)])));
    return {
      loss: scalar(machine, 'loss'),
      gradientNorm: scalar(machine, 'gradient_norm'),
      of: Object.fromEntries(plan.rows.map(({ name }, row) => [name, { ...rest[row], ...units[row] }])),
    };
  });
  return { parameters, steps };
}

describe.skipIf(python === null)('gradscape_log.py', () => {
  const entriesOf = (path: string): Promise<LogEntry[]> => Array.fromAsync(readLog(path, createReadStream(path)));

  test('logs what the engine measures of the same network: signals, norms, updates, units, and how it is wired', async () => {
    const random = new Random(9, 77);
    const features = Array.from({ length: 3 * ROWS }, () => Math.fround(random.normal()));
    const targets = Array.from({ length: ROWS }, (_, row) => row % 3);
    const { parameters, steps } = trainHere(features, targets);
    const [given, path] = [join(folder, 'given.json'), join(folder, 'residual.jsonl')];
    writeFileSync(given, JSON.stringify({ features, targets, parameters }));
    runPython(python!, RESIDUAL, given, path);

    const entries = await entriesOf(path);
    const run = entries.find((entry) => entry.type === 'run')!;
    const { rows, constantLoss, task } = run.header;
    expect(rows.map(({ name, layer, inputs }) => [name, layer, inputs])).toEqual([
      ['fc1', 'Linear', []],
      ['relu1', 'ReLU', [0]],
      ['fc2', 'Linear', [1]],
      ['tanh1', 'Tanh', [2]],
      ['bn1', 'BatchNorm1d', [1, 3]],
      ['head', 'Linear', [4]],
    ]);
    expect([task, constantLoss]).toEqual(['classification', expect.closeTo(Math.log(3), 4)]);
    expect(steps[0]!.of['relu1']!.dead).toBeGreaterThan(0);
    expect(steps[0]!.of['tanh1']!.saturated).toBeGreaterThan(0.1);

    const logged = entries.filter((entry) => entry.type === 'step');
    expect(logged).toHaveLength(STEPS);
    const agree = (what: string, got: number, expected: number) =>
      expect(Math.abs(got - expected) / Math.max(1e-3, Math.abs(expected)), `relative error of ${what}`).toBeLessThan(1e-5);
    for (const [index, { loss, gradientNorm, of }] of steps.entries()) {
      const { report } = logged[index]!;
      agree(`the loss of step ${index + 1}`, report[SCALAR.loss]!, loss);
      agree(`the gradient's norm at step ${index + 1}`, report[SCALAR.gradient_norm]!, gradientNorm);
      for (const [row, { name, layer }] of rows.entries()) {
        const told = (statisticName: Statistic) => report[rowStart(row) + STATISTIC[statisticName]]!;
        const here = of[name]!;
        const compared: readonly Statistic[] = here.gradient_norm! >= 0 ? COMPARED : ['signal'];
        for (const each of compared) agree(`${each} of ${name} at step ${index + 1}`, told(each), here[each]!);
        if (layer === 'ReLU') agree(`dead units of ${name}`, told('dead'), here.dead!);
        if (layer === 'Tanh') agree(`saturated outputs of ${name}`, told('saturated'), here.saturated!);
        expect(told('non_finite')).toBe(0);
      }
    }
  });

  const TRAIN = `${IMPORTS}
torch.manual_seed(3)
n = 600
angle, y = math.pi * torch.rand(n), torch.arange(n) % 2
x = torch.stack([torch.where(y == 0, angle.cos(), 1 - angle.cos()), torch.where(y == 0, angle.sin(), 0.5 - angle.sin())], 1)
x = x + 0.1 * torch.randn(n, 2)
x = (x - x.mean(0)) / x.std(0)

def mlp(depth, width, activation, draw):
    layers, fan_in = [], 2
    for _ in range(depth):
        layers += [nn.Linear(fan_in, width), activation()]
        fan_in = width
    net = nn.Sequential(*layers, nn.Linear(fan_in, 2))
    for layer in net:
        if isinstance(layer, nn.Linear):
            draw(layer.weight)
            nn.init.zeros_(layer.bias)
    return net

def train(net, optimizer, epochs, every=1, batch=64, told=True):
    about = dict(targets=y[:400], epochs=epochs, steps_per_epoch=math.ceil(400 / batch)) if told else {}
    log = GradscapeLog(net, sys.argv[1], every=every, **about)
    for epoch in range(epochs):
        order = torch.randperm(400)
        for first in range(0, 400, batch):
            rows = order[first:first + batch]
            loss = nn.functional.cross_entropy(net(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            log.step(loss, optimizer)
        net.eval()
        with torch.no_grad():
            validation = nn.functional.cross_entropy(net(x[400:]), y[400:])
        net.train()
        log.epoch(validation)
    print('null')
`;

  async function judged(name: string, script: string) {
    const path = join(folder, `${name}.jsonl`);
    runPython(python!, TRAIN + script, path);
    return judgeLog(path);
  }

  const errors = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);

  test('ten sigmoids that learn nothing have a vanishing gradient, by design', { timeout: 60_000 }, async () => {
    const {
      findings,
      skill,
      document: none,
    } = await judged(
      'sigmoids',
      `
net = mlp(10, 32, nn.Sigmoid, nn.init.xavier_normal_)
train(net, torch.optim.SGD(net.parameters(), lr=0.1), epochs=40)`,
    );
    expect(skill).toBeLessThan(0.1);
    expect(none).toBeNull();
    expect(errors(findings)).toEqual(['gradient_vanishing']);
    expect(findings[0]!.message).toMatch(/^The gradient vanishes at Linear 0: .* below that of Linear 18/);
  });

  test('a healthy network has no error, also where only some of its steps are logged', { timeout: 60_000 }, async () => {
    const net = `net = mlp(3, 32, nn.ReLU, nn.init.kaiming_normal_)\n`;
    const all = await judged('healthy', `${net}train(net, torch.optim.Adam(net.parameters(), lr=0.003), epochs=40)`);
    const some = await judged('thinned', `${net}train(net, torch.optim.Adam(net.parameters(), lr=0.003), epochs=40, every=10)`);
    for (const { skill, findings } of [all, some]) {
      expect(skill).toBeGreaterThan(0.9);
      expect(errors(findings)).toEqual([]);
    }
    expect([all.recorded, some.recorded]).toEqual([280, 10 + 27]);
    expect(some.step).toBe(280);
  });

  test('weights drawn too large explode, and the layer whose output is lost first is named', { timeout: 60_000 }, async () => {
    const { findings } = await judged(
      'exploding',
      `
net = mlp(10, 64, nn.ReLU, nn.init.normal_)
train(net, torch.optim.SGD(net.parameters(), lr=0.01), epochs=3)`,
    );
    expect(errors(findings)).toEqual(['non_finite', 'gradient_exploding']);
    expect(findings[0]!.message).toMatch(/^The output of Linear \d+ became infinite or not a number at step 2/);
  });

  test('a log that does not say how long it was to be is as long as it is', { timeout: 60_000 }, async () => {
    const { planned_steps, skill } = await judged(
      'untold',
      `
net = mlp(2, 16, nn.ReLU, nn.init.kaiming_normal_)
train(net, torch.optim.Adam(net.parameters(), lr=0.01), epochs=5, told=False)`,
    );
    expect(planned_steps).toBe(35);
    expect(skill).toBeNaN();
  });

  test('says where it belongs when it finds no gradients', () => {
    const script = `${IMPORTS}
net = nn.Linear(2, 1)
log = GradscapeLog(net, sys.argv[1])
net(torch.ones(4, 2))
try:
    log.step(0.0)
except RuntimeError as error:
    print(json.dumps(str(error)))
`;
    expect(runPython(python!, script, join(folder, 'early.jsonl'))).toMatch(/after loss\.backward\(\) and before zero_grad\(\)/);
  });
});
