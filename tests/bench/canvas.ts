/** @file `npm run bench:canvas`: how smoothly the canvas of the built app edits, moves and trains networks of 100 and 500 blocks. */
import { parseArgs } from 'node:util';
import { canvasRows, targetOf } from './canvas-rows.ts';
import { tableOf } from './frame-rows.ts';
import { inBuiltApp } from './in-built-app.ts';

const USAGE = `npm run bench:canvas -- [--json] [--windows N] [--seconds S]

  --json        one object in JSON and nothing else on standard output
  --windows N   how often each is measured, 3 if not told; the best is told
  --seconds S   how long each time, 3 if not told`;

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: { json: { type: 'boolean' }, windows: { type: 'string' }, seconds: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    return stop(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  return value > 0 && Number.isFinite(value) ? value : stop(`--${name} takes a number above zero, not "${text}".\n\n${USAGE}`);
}

const { json = false, windows = '3', seconds = '3', help = false } = options();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const effort = { windows: Math.ceil(positive('windows', windows)), window: 1000 * positive('seconds', seconds) };

await inBuiltApp(async (browser, address, say) => {
  const rows = await canvasRows(browser, address, { ...effort, say });
  return json ? JSON.stringify({ rows }) : tableOf(rows, targetOf);
}, stop);
