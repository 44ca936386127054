/**
 * @file `npm run evaluate:diagnosis`: trains the runs of the development set, each with a known condition, and says whether the diagnosis
 * was right about them and whether its fixes help.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../build/root.ts';
import { Crew } from './crew.ts';
import { csvOf, dataSet } from './data-sets.ts';
import { devRuns, type DevRun } from './dev-runs.ts';
import { isFaulty, judge } from './judge.ts';
import { asJson } from './json.ts';
import { offerOf } from './repaired.ts';
import { runSection, sections, type Section } from './report.ts';
import { helps, recalls, repairs, type Attempt, type Judged } from './result.ts';
import { fileOf, runDocument } from './run-document.ts';
import { markdownTable, plainTable } from './table.ts';

const USAGE = `npm run evaluate:diagnosis -- [--quick] [--only REGEX] [--seeds 1,2,3] [--no-fixes | --all-fixes] [--json | --markdown]

  --quick       one seed
  --seeds LIST  these seeds; else 1,2,3
  --only REGEX  runs whose label or name matches
  --no-fixes    does not try the fixes
  --all-fixes   tries every fix that is offered, not the first-ranked alone
  --json        one object in JSON and nothing else on standard output
  --markdown    the tables as core/diagnostics/README.md has them

Ends with 1 if a target is missed.`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        seeds: { type: 'string' },
        only: { type: 'string', default: '' },
        'no-fixes': { type: 'boolean', default: false },
        'all-fixes': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        markdown: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const seeds = (values.seeds ?? (values.quick ? '1' : '1,2,3')).split(',').map(Number);
    if (!seeds.every((seed) => Number.isInteger(seed) && seed >= 0))
      throw new Error('--seeds takes whole numbers with commas between them.');
    return { ...values, seeds, only: new RegExp(values.only, 'i') };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { seeds, only, json, markdown, help, 'no-fixes': noFixes, 'all-fixes': allFixes } = options();
if (help) {
  console.log(USAGE);
  process.exit(0);
}

const begun = performance.now();
const secondsSince = () => (performance.now() - begun) / 1000;
const say = (what: string) => console.error(`${secondsSince().toFixed(1).padStart(6)} s  ${what}`);

// what the build says goes to standard error, for the other belongs to the result
const built = spawnSync(process.execPath, [join(root, 'build/build.ts'), 'kernels'], { cwd: root, stdio: ['ignore', 2, 2] });
if (built.status !== 0) process.exit(1);

const { runs: all, leftOut } = devRuns();
const runs = all.filter(({ label, name }) => only.test(label) || only.test(name));
if (runs.length === 0) {
  console.error(`No run matches ${only}.`);
  process.exit(2);
}
const crew = new Crew(Math.min(2, availableParallelism()));

async function evaluate(run: DevRun, seed: number): Promise<Judged> {
  const document = runDocument(run, seed);
  const files = [{ name: fileOf(run), bytes: csvOf(dataSet(run.data)) }];
  const outcome = await crew.train(document, files);
  const judgement = judge(run.label, outcome);
  const offer = !noFixes && isFaulty(judgement.condition) ? offerOf(document, judgement, outcome) : null;
  const offered = offer?.repaired ?? [];
  const attempts: Attempt[] = [];
  for (const { fix, document } of allFixes ? offered : offered.slice(0, 1)) {
    const [after, problem] = await crew.train(document, files).then(
      (trained) => [trained, null] as const,
      (error: Error) => [null, error.message] as const,
    );
    attempts.push({ fix, outcome: after, problem, helped: after !== null && helps(judgement.condition, outcome, after) });
  }
  say(`${run.name}, seed ${seed}`);
  return { run: { name: run.name, label: run.label }, seed, outcome, judgement, acted: offer?.finding ?? null, attempts };
}

const judged = await Promise.all(runs.flatMap((run) => seeds.map((seed) => evaluate(run, seed))));
crew.dismiss();
say(`${(process.cpuUsage().user / 1e6).toFixed(1)} s of processor time`);

const met = recalls(judged).every((recall) => recall.met) && (noFixes || repairs(judged).every((repair) => repair.met));
process.exitCode = met ? 0 : 1;
if (json) console.log(JSON.stringify(asJson(judged, { seeds, leftOut, withFixes: !noFixes, met, seconds: secondsSince() })));
else if (markdown) for (const section of sections(judged, !noFixes)) console.log(inMarkdown(section));
else {
  for (const section of [runSection(judged, seeds), ...sections(judged, !noFixes)]) console.log(inPlain(section));
  console.log(
    `Seeds ${seeds.join(', ')}. Left out, for an exponential is no layer: ${leftOut.join(', ')}. ${met ? 'All targets are met.' : 'A target is missed.'}`,
  );
}

function inPlain({ heading, text, table, notes }: Section): string {
  const wrapped = (paragraph: string) => paragraph.replace(/(.{1,136})(?:\s+|$)/g, '  $1\n').trimEnd();
  return [heading, wrapped(text), plainTable(table), ...notes.map(wrapped), ''].join('\n');
}

function inMarkdown({ heading, text, table, notes }: Section): string {
  return [`### ${heading}`, text, markdownTable(table), ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : [])]
    .join('\n\n')
    .concat('\n');
}
