/** @file `npm run bench`: this engine and its peers on the same work, in one run, as ratios. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from '../../build/chromium.ts';
import { root } from '../../build/root.ts';
import { CASES, PRODUCTS_OF, linearShapes } from './cases.ts';
import { compare, type Comparison } from './compare.ts';
import { compileTime } from './compile-time.ts';
import { startEngine } from './engine.ts';
import { forecastTime } from './forecast-time.ts';
import { growth } from './growth.ts';
import { machineFacts } from './machine-facts.ts';
import { trainInPage } from './page.ts';
import { findPeers } from './peers.ts';
import { productRates } from './products.ts';
import { reportOf } from './report.ts';
import type { Result } from './result.ts';
import type { Effort } from './rounds.ts';
import { telemetryCost, type TelemetryCost } from './telemetry.ts';

const USAGE = `npm run bench -- [--quick] [--json] [--strict] [--processor-time] [--torch PATH]

  --quick       shorter windows and fewer rounds, and no browser: within 50 seconds
  --json        one object in JSON and nothing else on standard output
  --torch PATH  the python3 whose torch is the peer; else the first that imports it
  --strict      strict numerics: the same bits on every machine
  --processor-time
                one thread is timed by what it has of the processor, for a machine that others use, too`;

interface Plan {
  readonly compare: Effort;
  readonly telemetry: Effort;
  /** The cases whose telemetry is measured. */
  readonly telemetryOf: readonly string[];
  readonly growth: { readonly window: number; readonly warmUp: number; readonly rounds: number };
  /** Seconds of one product. */
  readonly product: number;
  readonly compilations: number;
}

const FULL: Plan = {
  compare: { window: 0.1, warmUp: 1, rounds: 21, fewest: 9, budget: 60 },
  telemetry: { window: 0.1, warmUp: 0.5, rounds: 25, fewest: 25, budget: 60 },
  telemetryOf: CASES.map(({ id }) => id),
  growth: { window: 0.1, warmUp: 0.3, rounds: 7 },
  product: 0.4,
  compilations: 25,
};

const QUICK: Plan = {
  compare: { window: 0.03, warmUp: 0.08, rounds: 9, fewest: 3, budget: 0.6 },
  telemetry: { window: 0.02, warmUp: 0.05, rounds: 15, fewest: 5, budget: 0.5 },
  telemetryOf: ['a', 'c'],
  growth: { window: 0.01, warmUp: 0.02, rounds: 3 },
  product: 0.04,
  compilations: 5,
};

const PAGE_SECONDS = 30;

const NOTES = [
  'All compute in single precision from the same weights on the same batches, loaded before the clock starts; a step is forward, backward and update. Ours is timed without telemetry, which no peer has; what it costs stands below. No peer reads a loss while it is timed.',
  'BatchNorm of the peers follows the running statistics, as ours does. Adam has eps 1e-8 everywhere.',
];

function options() {
  try {
    return parseArgs({
      options: {
        quick: { type: 'boolean' },
        json: { type: 'boolean' },
        strict: { type: 'boolean' },
        'processor-time': { type: 'boolean' },
        torch: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { quick = false, json = false, strict = false, 'processor-time': processorTime = false, torch = null, help = false } = options();
if (help) {
  console.log(USAGE);
  process.exit(0);
}

const begun = performance.now();
const say = (what: string) => console.error(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${what}`);
const plan = quick ? QUICK : FULL;
const clock = processorTime ? 'processor' : 'wall';

// what the build says goes to standard error, for the other belongs to the result
const parts = quick ? ['kernels'] : [];
const built = spawnSync(process.execPath, [join(root, 'build/build.ts'), ...parts], { cwd: root, stdio: ['ignore', 2, 2] });
if (built.status !== 0) process.exit(1);

say('looking for peers');
const { peers, absent } = await findPeers(torch, clock);
const single = startEngine({ threads: 1, strict, clock });
const engines = availableParallelism() > 1 ? [single, startEngine({ threads: availableParallelism(), strict, clock })] : [single];

const comparisons: Comparison[] = [];
for (const engine of engines)
  for (const each of CASES) {
    say(`(${each.id}) ${each.title}, ${engine.threads === 1 ? '1 thread' : `${engine.threads} threads`}`);
    comparisons.push(await compare(each, peers, engine, single, plan.compare));
  }

say('telemetry on and off');
const telemetry: TelemetryCost[] = [];
for (const each of CASES) if (plan.telemetryOf.includes(each.id)) telemetry.push(await telemetryCost(each, single, plan.telemetry));

say('matrix products');
const { best, rates } = productRates(linearShapes(PRODUCTS_OF), PRODUCTS_OF.batch, single, plan.product);

say('growth with width, depth and batch');
const grown = await growth(single, plan.growth);

say('compile time');
const compile = CASES.map((each) => compileTime(each, single, plan.compilations));
say('the forecast after an edit');
const forecast = await forecastTime(plan.compilations);
for (const peer of peers) peer.end();
for (const { team } of engines) team?.dismiss();

const browser = quick ? null : findChromium();
if (browser) say(`the page while it trains, for ${PAGE_SECONDS} s`);
const page = browser ? await trainInPage(browser, PAGE_SECONDS) : null;

const result: Result = {
  rows: comparisons.flatMap(({ rows }) => rows),
  gemm: rates.map((rate) => ({ ...rate, share_of_best: rate.gflops / best.gflops })),
  telemetry,
  steps: comparisons.map(({ pace }) => pace),
  compile,
  forecast,
  growth: grown,
  page,
  agreement: comparisons.flatMap(({ agreements }) => agreements),
  control: comparisons.map(({ control }) => control),
  microkernel: best,
  machine: machineFacts(),
  clock,
  engine: { numerics: single.kernels.numerics, threads: engines.at(-1)!.threads },
  peers: peers.map(({ name, about, caveats }) => ({ name, about, caveats })),
  absent,
  notes: NOTES,
  quick,
  seconds: (performance.now() - begun) / 1000,
};
say('done');
process.stdout.write(`${json ? JSON.stringify(result) : reportOf(result)}\n`, () => process.exit(0)); // helpers may still wait for work
