/** @file The text of a file of Python code: where its lines begin, how a part of it is shown, and how it is refused. */
import type { Numbers } from '../../../findings/finding.ts';
import { InputError } from '../../../findings/input-error.ts';
import type { Clause, FindingCode } from '../../../findings/messages.ts';

const LONGEST_SHOWN = 60;

/** Why something cannot be told or done; a refusal as soon as a network needs it. */
export interface Doubt {
  readonly code: FindingCode;
  readonly numbers: Numbers;
}

/** A place in the text. */
export interface Span {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

export interface Source {
  readonly file: string;
  readonly text: string;
  /** Counted from 1. */
  lineAt(position: number): number;
  /** As it was written, in one line and short. */
  shown(span: Span): string;
  /** What is written there cannot be part of a network of blocks: `problem` says why and what to try. */
  doubt(span: Span, problem: Clause, numbers?: Numbers): Doubt;
}

export function sourceOf(file: string, text: string): Source {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (position: number) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= position) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  const shown = ({ from, to }: Span) => shorten(text.slice(from, Math.min(to, from + 4 * LONGEST_SHOWN)));
  return {
    file,
    text,
    lineAt,
    shown,
    doubt: (span, problem, numbers = {}) => ({
      code: 'python_unsupported',
      numbers: { file, line: span.line, construct: shown(span), problem, ...numbers },
    }),
  };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
}

export function refuse({ code, numbers }: Doubt): never {
  throw new InputError(code, numbers);
}
