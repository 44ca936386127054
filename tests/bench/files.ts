/** @file `npm run bench:files`: how long the page is kept from drawing while the built app opens and saves files of hundreds of megabytes, and how much memory that takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesRows, type FilesResult } from './files-rows.ts';
import { inBuiltApp } from './in-built-app.ts';
import { makeLargeFiles } from './large-files.ts';

const USAGE = `npm run bench:files -- [--json] [--megabytes N]

  --json         one object in JSON and nothing else on standard output
  --megabytes N  the size of the files, from 200 on; 400 if not told`;

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({ options: { json: { type: 'boolean' }, megabytes: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    return stop(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function wordsOf({ rows, whole, cancelled_ms }: FilesResult): string {
  const cells = rows.map(({ file, doing, seconds, median_ms, p95_ms, longest_ms }) => [
    file,
    doing,
    ...[seconds, median_ms, p95_ms, longest_ms].map(String),
  ]);
  const table = [['file', 'doing', 'seconds', 'median ms', '95 % within', 'longest'], ...cells];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  const lines = table.map((line) => line.map((cell, column) => cell[column < 2 ? 'padEnd' : 'padStart'](widths[column]!)).join('  '));
  for (const { file, doing, megabytes, work_ms, progress, memory } of whole) {
    const parts = [`${megabytes} MB`, `the page works ${work_ms} ms`, `progress told ${progress} times`];
    if (memory !== null) parts.push(`memory up to ${memory} times the file`);
    lines.push(`${doing} ${file}: ${parts.join(', ')}`);
  }
  lines.push(`cancelled after ${cancelled_ms} ms`);
  return lines.join('\n');
}

const { json = false, megabytes = '400', help = false } = options();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const size = Number(megabytes);
if (!(size >= 200 && size <= 2000)) stop(`--megabytes takes a number from 200 to 2000, not "${megabytes}".\n\n${USAGE}`);

const folder = mkdtempSync(join(tmpdir(), 'gradscape-bench-'));
try {
  await inBuiltApp(async (browser, address, say) => {
    const result = await filesRows(browser, address, await makeLargeFiles(folder, size, say), say);
    return json ? JSON.stringify(result) : wordsOf(result);
  }, stop);
} finally {
  rmSync(folder, { recursive: true });
}
