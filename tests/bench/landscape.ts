/** @file `npm run bench:landscape`: how smoothly the built app trains with the landscape, a layer in depth and the curves in view, and whether its memory stays flat. */
import { parseArgs } from 'node:util';
import { tableOf } from './frame-rows.ts';
import { inBuiltApp } from './in-built-app.ts';
import { landscapeRows, targetOf, type LandscapeResult } from './landscape-rows.ts';

const USAGE = `npm run bench:landscape -- [--json] [--windows N] [--seconds S] [--minutes M]

  --json        one object in JSON and nothing else on standard output
  --windows N   how often each is measured, 3 if not told; the best is told
  --seconds S   how long each time, 3 if not told
  --minutes M   how long the page's memory is watched, not at all if not told`;

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean' },
        windows: { type: 'string' },
        seconds: { type: 'string' },
        minutes: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return stop(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  return value > 0 && Number.isFinite(value) ? value : stop(`--${name} takes a number above zero, not "${text}".\n\n${USAGE}`);
}

function wordsOf({ rows, work, memory }: LandscapeResult): string {
  const lines = work.map(({ nodes, ms_per_frame }) => `${nodes} blocks: the page works ${ms_per_frame} ms for a frame while it trains`);
  if (memory)
    lines.push(`memory over ${memory.minutes} minutes: ${megabytes(memory.start)} to ${megabytes(memory.end)} MB, ${memory.ratio} times`);
  return [tableOf(rows, targetOf), ...lines].join('\n');
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

const { json = false, windows = '3', seconds = '3', minutes, help = false } = options();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const watched = minutes === undefined ? 0 : positive('minutes', minutes);
const effort = { windows: Math.ceil(positive('windows', windows)), window: 1000 * positive('seconds', seconds) };

await inBuiltApp(async (browser, address, say) => {
  const result = await landscapeRows(browser, address, { ...effort, say }, watched);
  return json ? JSON.stringify(result) : wordsOf(result);
}, stop);
