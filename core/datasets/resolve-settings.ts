/** @file The settings of a data set as a document has them: anything, or nothing. */
import { expectInteger, expectNumber, expectOneOf, type Expectation } from '../findings/expectation.ts';
import { InputError } from '../findings/input-error.ts';
import type { DataSetting, DataSettingTable, DataValues } from './setting.ts';

/** Whether a value is one that the setting allows. */
export function accepts(setting: DataSetting, value: unknown): boolean {
  switch (setting.kind) {
    case 'integer':
      return Number.isInteger(value) && (value as number) >= setting.min && (value as number) <= setting.max;
    case 'number':
      return typeof value === 'number' && acceptsNumber(setting, value);
    case 'choice':
      return setting.choices.includes(value as string);
    case 'file':
      return typeof value === 'string';
    case 'column':
      return value === null || typeof value === 'string' || (Number.isInteger(value) && (value as number) >= 1);
    default:
      return setting satisfies never;
  }
}

function acceptsNumber({ min, max, exclusiveMin, exclusiveMax }: DataSetting & { kind: 'number' }, value: number): boolean {
  return (exclusiveMin ? value > min : value >= min) && (exclusiveMax ? value < max : value <= max);
}

/** What a setting must be: "a whole number from 4 to 1000000". */
export function expectation(setting: DataSetting): Expectation {
  switch (setting.kind) {
    case 'integer':
      return expectInteger(setting);
    case 'number':
      return expectNumber(setting);
    case 'choice':
      return expectOneOf(setting.choices);
    case 'file':
      return { expected: 'clause:file_name' };
    case 'column':
      return { expected: 'clause:column_name' };
    default:
      return setting satisfies never;
  }
}

/**
 * Every setting of the table, from `given` where it is there and from its default where not. What the table does not know is ignored:
 * a document keeps it for the version that does.
 * @throws InputError for a value that a setting does not allow.
 */
export function resolveDataSettings<T extends DataSettingTable>(table: T, given: Readonly<Record<string, unknown>>): DataValues<T> {
  const resolved = Object.entries(table).map(([name, setting]) => {
    const value = Object.hasOwn(given, name) && given[name] !== undefined ? given[name] : setting.default;
    if (!accepts(setting, value))
      throw new InputError('data_setting_invalid', { setting: name, got: JSON.stringify(value), ...expectation(setting) });
    return [name, value];
  });
  return Object.fromEntries(resolved) as DataValues<T>;
}
