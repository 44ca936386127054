/** @file What a command is, and how its arguments are read. */
import { parseArgs } from 'node:util';
import { InputError } from '../findings/input-error.ts';

/** The exit code of a run that ended with an error standing among its findings. */
export const SICK = 3;

export interface Command {
  /** After `gradscape`: the name, what it needs and what it may be given. */
  readonly usage: string;
  readonly about: string;
  /** Returns the exit code. @throws InputError for bad input: one sentence, exit 2 */
  run(argv: readonly string[]): Promise<number>;
}

type Options = Readonly<Record<string, 'text' | 'flag'>>;
type Values<O extends Options> = { readonly [K in keyof O]?: O[K] extends 'flag' ? boolean : string };

/** One FILE and the options of the table. @throws InputError argument_wrong */
export function readArguments<const O extends Options>(
  command: string,
  argv: readonly string[],
  options: O,
): { file: string; values: Values<O> } {
  const { files, values } = readFiles(command, argv, ['FILE'], options);
  return { file: files[0]!, values };
}

/** One file for each of `names`, which are what the usage calls them, and the options of the table. @throws InputError argument_wrong */
export function readFiles<const O extends Options>(
  command: string,
  argv: readonly string[],
  names: readonly string[],
  options: O,
): { files: readonly string[]; values: Values<O> } {
  const wrong = (problem: string) => new InputError('argument_wrong', { command, problem });
  const { tokens } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    strict: false, // what is wrong is said here, in words of our own
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' }] as const),
    ),
  });
  const files: string[] = [];
  const values: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!Object.hasOwn(options, name)) throw wrong(`There is no option ${rawName} here.`);
    if (options[name] === 'flag') {
      if (value !== undefined) throw wrong(`${rawName} takes no value, but "${value}" is given.`);
      values[name] = true;
    } else {
      if (value === undefined) throw wrong(`${rawName} needs a value.`);
      if (!token.inlineValue && value.startsWith('--')) throw wrong(`${rawName} needs a value, but "${value}" follows.`);
      values[name] = value;
    }
  }
  const missing = names[files.length];
  if (missing !== undefined) throw wrong(`${missing} is missing.`);
  const other = files[names.length];
  if (other !== undefined)
    throw wrong(`${names.length === 1 ? `One ${names[0]} is` : `Only ${names.join(' and ')} are`} taken, but "${other}" is given as well.`);
  return { files, values: values as Values<O> };
}

/** @throws InputError argument_invalid */
export function wholeNumber(argument: string, text: string | undefined, least: number, most = Infinity): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most && Number.isSafeInteger(value)) return value;
  const end = most === Infinity ? 'on' : `to ${most}`;
  throw new InputError('argument_invalid', { argument, got: `"${text}"`, expected: `a whole number from ${least} ${end}` });
}
