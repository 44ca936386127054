/** @file argparse: the settings of a script, which without arguments are their defaults. */
import { doubted, mutable, type CallArguments, type Run } from './run.ts';
import type { Span } from './source.ts';
import { bool, NONE, tuple, type Class, type Instance, type Value } from './value.ts';

function classCalled(name: string): Class {
  const base: Value = { kind: 'library', path: `argparse.${name}` };
  return {
    kind: 'class',
    name,
    bases: [base],
    members: new Map(),
    decorators: [],
    doubt: null,
    fields: [],
    span: { line: 1, from: 0, to: 0 },
  };
}

const PARSER = classCalled('ArgumentParser');
const SETTINGS = classCalled('Namespace');

export function commandLine(run: Run, span: Span): Instance {
  return { ...mutable(run), kind: 'instance', of: PARSER, fields: new Map(), span };
}

export function isCommandLine({ of }: Instance): boolean {
  return of === PARSER;
}

/** `parser.add_argument('--lr', default=0.01)`, `parser.parse_args()`. */
export function callCommandLine(run: Run, parser: Instance, method: string, { positional, named }: CallArguments, span: Span): Value {
  switch (method) {
    case 'add_argument': {
      const words = positional.flatMap((value) => (value.kind === 'text' ? [value.value] : []));
      const long = words.find((word) => word.startsWith('--')) ?? words[0] ?? '';
      const dest = named.get('dest');
      const name = dest?.kind === 'text' ? dest.value : long.replace(/^-+/, '').replaceAll('-', '_');
      const action = named.get('action');
      const flag = action?.kind === 'text' && /^store_(true|false)$/.test(action.value) ? bool(action.value === 'store_false') : NONE;
      const isOptional = long.startsWith('-');
      const usual = named.get('default') ?? (isOptional ? flag : doubted(run, span, 'clause:py_command_line'));
      parser.fields.set(name, usual);
      run.seen.settings.set(name, usual);
      return NONE;
    }
    case 'set_defaults':
      for (const [name, value] of named) parser.fields.set(name, value);
      return NONE;
    case 'parse_args':
    case 'parse_known_args': {
      const settings: Instance = { ...mutable(run), kind: 'instance', of: SETTINGS, fields: new Map(parser.fields), span };
      return method === 'parse_args' ? settings : tuple([settings, doubted(run, span, 'clause:py_command_line')]);
    }
    case 'add_argument_group':
    case 'add_mutually_exclusive_group':
      return parser;
    default:
      return NONE;
  }
}
