/** @file What the bench of large files does, and what it tells of it. */
import type { Browser } from '@playwright/test';
import { FilesPage, type Seen } from './files-page.ts';
import type { Watched } from './files-watch.ts';
import type { LargeFile } from './large-files.ts';

export interface FilesRow {
  readonly file: string;
  readonly doing: string;
  readonly seconds: number;
  /** Milliseconds from frame to frame. */
  readonly median_ms: number;
  readonly p95_ms: number;
  readonly longest_ms: number;
}

export interface FilesResult {
  readonly rows: readonly FilesRow[];
  readonly whole: readonly {
    readonly file: string;
    readonly doing: 'open' | 'save';
    readonly megabytes: number;
    /** Milliseconds of the processor that the page's own thread took for all of it. */
    readonly work_ms: number;
    /** How often it was said anew how far reading was. */
    readonly progress: number;
    /** Memory of the page and its workers over what it was before, at its highest, in sizes of the file. Null where the system does not tell. */
    readonly memory: number | null;
  }[];
  /** Milliseconds from Cancel until nothing is being read any more. */
  readonly cancelled_ms: number;
}

/** Milliseconds after a network is there in which forecasts and previews of it are made. */
const AFTER = 3_000;

export async function filesRows(
  browser: Browser,
  address: string,
  files: readonly LargeFile[],
  say: (what: string) => void,
): Promise<FilesResult> {
  const rows: FilesRow[] = [];
  const whole: FilesResult['whole'][number][] = [];
  const [model] = files as [LargeFile];
  say('nothing, for comparison');
  const idle = await FilesPage.load(browser, address);
  const { frames } = await idle.rest(AFTER);
  rows.push(row('none', 'rest', frames, frames[0]!, frames.at(-1)!));
  say(`cancels ${model.name}`);
  const cancelled = Math.round(await idle.cancelOpening(model.path));
  await idle.close();

  const wholeOf = (file: LargeFile, doing: 'open' | 'save', { watched, memory, work }: Seen) => {
    const times = memory && Number((memory / file.bytes).toFixed(2));
    const megabytes = Math.round(file.bytes / 1e6);
    whole.push({ file: file.name, doing, megabytes, work_ms: work, progress: watched.progress.length, memory: times });
  };
  for (const file of files) {
    say(`opens ${file.name}`);
    const page = await FilesPage.load(browser, address);
    const seen = await page.open(file.path, AFTER);
    const { watched } = seen;
    const [read, install, there, compiled] = opening(watched);
    rows.push(row(file.name, 'read', watched.frames, read, install));
    rows.push(row(file.name, 'install', watched.frames, install, there));
    rows.push(row(file.name, 'compile', watched.frames, there, compiled));
    rows.push(row(file.name, 'after that', watched.frames, compiled, watched.frames.at(-1)!));
    wholeOf(file, 'open', seen);
    if (file === model) {
      say(`saves ${file.name}`);
      const saving = await page.save();
      const [asked, made] = [markOf(saving.watched, 'said save'), markOf(saving.watched, 'heard saved')];
      rows.push(row(file.name, 'save: make', saving.watched.frames, asked, made));
      rows.push(row(file.name, 'save: write', saving.watched.frames, made, saving.watched.frames.at(-1)!));
      wholeOf(file, 'save', saving);
    }
    await page.close();
  }
  return { rows, whole, cancelled_ms: cancelled };
}

/** When it was asked to be read, to be installed, when it was, and when it was compiled. */
function opening(watched: Watched): [read: number, install: number, there: number, compiled: number] {
  const there = markOf(watched, 'heard opened');
  const compiled = watched.marks.find(({ type, at }) => type === 'heard compiled' && at > there);
  return [markOf(watched, 'said read'), markOf(watched, 'said install'), there, compiled?.at ?? there];
}

function markOf({ marks }: Watched, type: string): number {
  const mark = marks.find((each) => each.type === type);
  if (!mark) throw new Error(`The page was watched and never ${type}.`);
  return mark.at;
}

/** Of the frames that end between the two, and the one that is under way at the second. */
function row(file: string, doing: string, ends: readonly number[], from: number, to: number): FilesRow {
  const last = ends.findIndex((end) => end >= to);
  const gaps = ends
    .map((end, index) => ({ end, gap: end - (ends[index - 1] ?? end) }))
    .filter(({ end }, index) => end > from && (last === -1 || index <= last))
    .map(({ gap }) => gap)
    .sort((a, b) => a - b);
  const at = (part: number) => Number((gaps[Math.min(gaps.length - 1, Math.floor(part * gaps.length))] ?? 0).toFixed(1));
  return { file, doing, seconds: Number(((to - from) / 1000).toFixed(2)), median_ms: at(0.5), p95_ms: at(0.95), longest_ms: at(1) };
}
