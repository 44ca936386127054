/** @file Whether a value that someone wrote is one that a setting takes, and if not, what it takes. Never throws. */
import { expectInteger, expectNumber, expectOneOf, orNull, type Expectation, type Range } from '../findings/expectation.ts';
import { elementCount } from '../tensor/shape.ts';
import { INITIALISATIONS, initialisationKinds } from './initialisations.ts';
import type { Domain, Initialisation } from './setting.ts';

export type Answer =
  /** `ignored` names fields of the value that have no meaning there. */
  | { readonly accepted: true; readonly value: unknown; readonly ignored: readonly string[] }
  /** `at` is the part that is wrong: empty for the whole, `.std` for a field. */
  | { readonly accepted: false; readonly at: string; readonly got: string; readonly expectation: Expectation };

/** One row of a data set is no larger; a picture of 4096 × 4096 still is one. */
export const ROW_LIMIT = 2 ** 24;
const AXES_LIMIT = 4;

/** A value as a sentence shows it, short whatever it is: as it is written, or a clause. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === undefined) return 'clause:nothing';
  if (!Array.isArray(value)) return 'clause:an_object';
  const plain = value.length <= 8 && value.every((item) => item === null || ['number', 'boolean'].includes(typeof item));
  return plain ? `[${value.join(', ')}]` : 'clause:a_list';
}

function within({ min, max, exclusiveMin, exclusiveMax }: Range, given: number): boolean {
  return (exclusiveMin ? given > min : given >= min) && (exclusiveMax ? given < max : given <= max);
}

function isIntegerWithin(range: Range, given: unknown): boolean {
  return Number.isInteger(given) && within(range, given as number);
}

const INITIALISATION: Expectation = { expected: 'clause:an_initialisation' };

/** What a domain takes. */
function expectationOf(domain: Domain): Expectation {
  switch (domain.kind) {
    case 'integer':
      return expectInteger(domain);
    case 'nullable_integer':
      return orNull(expectInteger(domain));
    case 'number':
      return expectNumber(domain);
    case 'nullable_number':
      return orNull(expectNumber(domain));
    case 'boolean':
      return { expected: 'clause:true_or_false' };
    case 'choice':
      return expectOneOf(domain.choices);
    case 'shape':
      return { expected: 'clause:a_shape', axes: AXES_LIMIT };
    case 'initialisation':
      return INITIALISATION;
    default:
      return domain satisfies never;
  }
}

function takes(domain: Exclude<Domain, { kind: 'initialisation' }>, given: unknown): boolean {
  switch (domain.kind) {
    case 'integer':
      return isIntegerWithin(domain, given);
    case 'nullable_integer':
      return given === null || isIntegerWithin(domain, given);
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
    return { accepted: false, at: '', got: show(given), expectation: INITIALISATION };
  const { kind, ...numbers } = given as Record<string, unknown>;
  const kinds = initialisationKinds(of);
  if (!kinds.includes(kind as Initialisation['kind']))
    return { accepted: false, at: '.kind', got: show(kind), expectation: expectOneOf(kinds) };

  const fields: Readonly<Record<string, Domain>> = INITIALISATIONS[kind as Initialisation['kind']];
  const value: Record<string, unknown> = { kind };
  for (const [field, domain] of Object.entries(fields)) {
    const answer = accept(domain, Object.hasOwn(numbers, field) ? numbers[field] : domain.default);
    if (!answer.accepted) return { ...answer, at: `.${field}` };
    value[field] = answer.value;
  }
  if (kind === 'uniform' && (value.a as number) > (value.b as number))
    return { accepted: false, at: '.a', got: show(value.a), expectation: { expected: 'clause:at_most_b', b: show(value.b) } };
  return { accepted: true, value, ignored: Object.keys(numbers).filter((field) => !Object.hasOwn(fields, field)) };
}

/** The value as a layer takes it (defaults of an initialisation's numbers filled in), or why it is refused. */
export function accept(domain: Domain, given: unknown): Answer {
  if (domain.kind === 'initialisation') return acceptInitialisation(domain.of, given);
  return takes(domain, given)
    ? { accepted: true, value: given, ignored: [] }
    : { accepted: false, at: '', got: show(given), expectation: expectationOf(domain) };
}
