/**
 * @file Reads the log of a run (written by telemetry/export.ts, or elsewhere by the same rules) as a stream, for it may be larger than
 * memory. What it refuses it names by line. Only the end may be cut: a run that was killed leaves half a line.
 */
import { parseJson } from '../document/json.ts';
import { InputError } from '../findings/input-error.ts';
import { LogLines, type LogLine } from './log-line.ts';
import { FOREIGN, sniff } from './sniff.ts';

/** A line of a step has some hundred bytes for each layer, so one longer than this is of another kind of file. */
const LONGEST_MEGABYTES = 64;

export type LogEntry =
  | LogLine
  /** The last line breaks off, and is left out. */
  | { readonly type: 'cut'; readonly line: number };

interface TextLine {
  readonly line: number;
  readonly text: string;
  /** False of the last one if the file does not end with a line end. */
  readonly ended: boolean;
}

/**
 * The lines of a log in their order, the run first. `chunks` are its bytes, cut anywhere; `file` names it in a refusal.
 * @throws InputError file_foreign, text_encoding, log_malformed, log_line_long, log_stepless and those of LogLines
 */
export async function* readLog(file: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LogEntry> {
  const lines = new LogLines(file);
  let steps = 0;
  let begun = false;
  for await (const textLine of textLines(file, chunks)) {
    const { line } = textLine;
    let value: unknown;
    try {
      value = begun ? parse(file, textLine) : parseFirst(file, textLine);
    } catch (error) {
      if (!begun || textLine.ended) throw error;
      yield { type: 'cut', line };
      continue;
    }
    begun = true;
    const entry = lines.read(line, value);
    if (entry.type === 'step') steps += 1;
    yield entry;
  }
  if (steps === 0) throw new InputError('log_stepless', { file });
}

/** By the engine's own parser, which is the faster one; what it refuses the stricter one explains. */
function parse(file: string, textLine: TextLine): unknown {
  try {
    return JSON.parse(textLine.text);
  } catch {
    return parseStrictly(file, textLine);
  }
}

/** It may hold a document, which may be nested without bound, and of other files it is no JSON at all. */
function parseFirst(file: string, textLine: TextLine): unknown {
  try {
    JSON.parse(textLine.text);
  } catch {
    throw new InputError('log_foreign', { file });
  }
  return parseStrictly(file, textLine);
}

function parseStrictly(file: string, { line, text }: TextLine): unknown {
  try {
    return parseJson(file, text);
  } catch (error) {
    throw error instanceof InputError ? new InputError('log_malformed', { ...error.numbers, line }) : error;
  }
}

/** Without empty lines, which are counted all the same. */
async function* textLines(file: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 0;
  let begun = false;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    if (!begun) refuseForeign(file, chunk);
    begun = true;
    const parts = decode(file, decoder, chunk).split('\n');
    parts[0] = rest + parts[0]!;
    rest = parts.pop()!;
    for (const text of parts) {
      line += 1;
      if (text.trim() !== '') yield { line, text, ended: true };
    }
    if (rest.length > LONGEST_MEGABYTES * 1e6) throw new InputError('log_line_long', { file, line: line + 1, most: LONGEST_MEGABYTES });
  }
  if (!begun) refuseForeign(file, new Uint8Array());
  // half a character at the end belongs to the line that is cut: `decoder` is not asked for it
  if (rest.trim() !== '') yield { line: line + 1, text: rest, ended: false };
}

function refuseForeign(file: string, start: Uint8Array): void {
  const kind = sniff(start);
  if (kind === 'empty' || kind === 'gzip') throw new InputError('file_foreign', { file, ...FOREIGN[kind] });
  if (kind !== 'json') throw new InputError('log_foreign', { file });
}

function decode(file: string, decoder: TextDecoder, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new InputError('text_encoding', { file });
  }
}
