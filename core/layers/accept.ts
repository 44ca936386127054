/** @file Whether a value that someone wrote is one that a setting takes, and if not, what it takes. Never throws. */
import { elementCount } from '../tensor/shape.ts';
import { FLOAT32_MAX, INITIALISATIONS, initialisationKinds } from './initialisations.ts';
import type { Domain, Initialisation } from './setting.ts';

export type Answer =
  /** `ignored` names fields of the value that have no meaning there. */
  | { readonly accepted: true; readonly value: unknown; readonly ignored: readonly string[] }
  /** `at` is the part that is wrong: empty for the whole, `.std` for a field. */
  | { readonly accepted: false; readonly at: string; readonly got: string; readonly expected: string };

/** One row of a data set is no larger; a picture of 4096 × 4096 still is one. */
const ROW_LIMIT = 2 ** 24;
const AXES_LIMIT = 4;

/** A value as a sentence shows it, short whatever it is. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === undefined) return 'missing';
  if (!Array.isArray(value)) return 'an object';
  const plain = value.length <= 8 && value.every((item) => item === null || ['number', 'boolean'].includes(typeof item));
  return plain ? `[${value.join(', ')}]` : 'a list';
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly exclusiveMin?: true;
  readonly exclusiveMax?: true;
}

function within({ min, max, exclusiveMin, exclusiveMax }: Range, given: number): boolean {
  return (exclusiveMin ? given > min : given >= min) && (exclusiveMax ? given < max : given <= max);
}

function rangeOf({ min, max, exclusiveMin, exclusiveMax }: Range): string {
  const [bottom, top] = [min === -FLOAT32_MAX, max === FLOAT32_MAX];
  if (bottom && top) return 'a number';
  if (top) return exclusiveMin ? `a number above ${min}` : `a number of at least ${min}`;
  if (!exclusiveMin && !exclusiveMax) return `a number from ${min} to ${max}`;
  return `a number ${exclusiveMin ? 'above' : 'of at least'} ${min} and ${exclusiveMax ? 'below' : 'at most'} ${max}`;
}

/** What a domain takes, in words. */
export function expectedOf(domain: Domain): string {
  switch (domain.kind) {
    case 'integer':
      return `a whole number from ${domain.min} to ${domain.max}`;
    case 'number':
      return rangeOf(domain);
    case 'nullable_number':
      return `null or ${rangeOf(domain)}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${domain.choices.join(', ')}`;
    case 'shape':
      return `a list of 1 to ${AXES_LIMIT} whole numbers of at least 1, such as [4]`;
    case 'initialisation':
      return `an initialisation such as { "kind": "zeros" }`;
    default:
      return domain satisfies never;
  }
}

function takes(domain: Exclude<Domain, { kind: 'initialisation' }>, given: unknown): boolean {
  switch (domain.kind) {
    case 'integer':
      return Number.isInteger(given) && (given as number) >= domain.min && (given as number) <= domain.max;
    case 'number':
      return typeof given === 'number' && within(domain, given);
    case 'nullable_number':
      return given === null || (typeof given === 'number' && within(domain, given));
    case 'boolean':
      return typeof given === 'boolean';
    case 'choice':
      return typeof given === 'string' && domain.choices.includes(given);
    case 'shape':
      return (
        Array.isArray(given) &&
        given.length >= 1 &&
        given.length <= AXES_LIMIT &&
        given.every((extent) => Number.isInteger(extent) && extent >= 1) &&
        elementCount(given) <= ROW_LIMIT
      );
    default:
      return domain satisfies never;
  }
}

function acceptInitialisation(of: 'weight' | 'bias', given: unknown): Answer {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { accepted: false, at: '', got: show(given), expected: `an initialisation such as { "kind": "zeros" }` };
  const { kind, ...numbers } = given as Record<string, unknown>;
  const kinds = initialisationKinds(of);
  if (!kinds.includes(kind as Initialisation['kind']))
    return { accepted: false, at: '.kind', got: show(kind), expected: `one of ${kinds.join(', ')}` };

  const fields: Readonly<Record<string, Domain>> = INITIALISATIONS[kind as Initialisation['kind']];
  const value: Record<string, unknown> = { kind };
  for (const [field, domain] of Object.entries(fields)) {
    const answer = accept(domain, Object.hasOwn(numbers, field) ? numbers[field] : domain.default);
    if (!answer.accepted) return { ...answer, at: `.${field}` };
    value[field] = answer.value;
  }
  if (kind === 'uniform' && (value.a as number) > (value.b as number))
    return { accepted: false, at: '.a', got: show(value.a), expected: `at most b, which is ${show(value.b)}` };
  return { accepted: true, value, ignored: Object.keys(numbers).filter((field) => !Object.hasOwn(fields, field)) };
}

/** The value as a layer takes it (defaults of an initialisation's numbers filled in), or why it is refused. */
export function accept(domain: Domain, given: unknown): Answer {
  if (domain.kind === 'initialisation') return acceptInitialisation(domain.of, given);
  return takes(domain, given)
    ? { accepted: true, value: given, ignored: [] }
    : { accepted: false, at: '', got: show(given), expected: expectedOf(domain) };
}
