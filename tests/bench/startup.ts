/** @file `npm run bench:startup`: how soon the built app is painted and can be used. */
import { parseArgs } from 'node:util';
import { inBuiltApp } from './in-built-app.ts';
import { startRows, type StartRow } from './startup-rows.ts';

const USAGE = `npm run bench:startup -- [--json] [--runs N]

  --json    one object in JSON and nothing else on standard output
  --runs N  how often the app is started, 15 times if not told`;

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({ options: { json: { type: 'boolean' }, runs: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    return stop(`${(error as Error).message}\n\n${USAGE}`);
  }
}

const SEEN: { readonly [S in StartRow['seen']]: string } = { paint: 'first paint', content: 'first text', usable: 'usable' };
const START: { readonly [S in StartRow['start']]: string } = { first: 'first start', again: 'started again' };

function tableOf(rows: readonly StartRow[]): string {
  const lines = rows.map(({ start, seen, median_ms, worst_ms, target_ms }) => [
    START[start],
    SEEN[seen],
    ...[median_ms, worst_ms].map(String),
    `${median_ms < target_ms ? 'below' : 'NOT BELOW'} ${target_ms}`,
  ]);
  const table = [['start', 'of the page', 'median ms', 'worst', 'should be'], ...lines];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  return table.map((line) => line.map((cell, column) => cell[column < 2 ? 'padEnd' : 'padStart'](widths[column]!)).join('  ')).join('\n');
}

const { json = false, runs = '15', help = false } = options();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const count = Number(runs);
if (!Number.isInteger(count) || count < 1) stop(`--runs takes a whole number above zero, not "${runs}".\n\n${USAGE}`);

await inBuiltApp(async (browser, address, say) => {
  const rows = await startRows(browser, address, count, say);
  return json ? JSON.stringify({ rows }) : tableOf(rows);
}, stop);
