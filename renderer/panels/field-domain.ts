/**
 * @file What a field can hold, whoever declared it (a layer, a data set, training), and how text becomes a value. The field
 * shows what is expected and applies nothing that the declaration refuses.
 */
import { expectPair, type Expectation } from '../../core/findings/expectation.ts';
import { accept } from '../../core/layers/accept.ts';
import type { TrainingSetting } from '../../core/layers/training-settings.ts';
import { accepts, expectation } from '../../core/datasets/resolve-settings.ts';
import type { DataSetting } from '../../core/datasets/setting.ts';

export type FieldDomain = TrainingSetting | DataSetting;

export type Reading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly expectation: Expectation };

/** How a value is written in a text field. */
export function fieldText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(fieldText).join(', ');
  // 1e-5 as people write it, not 0.00001
  if (typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-3) return value.toExponential().replace('e+', 'e');
  return String(value);
}

/** Reads what was typed. A comma may stand for the decimal point where one number is asked for. */
export function readField(domain: FieldDomain, text: string): Reading {
  return check(domain, parse(domain, text.trim()));
}

/** Whether the declaration takes a value, and else what it takes. */
export function check(domain: FieldDomain, value: unknown): Reading {
  switch (domain.kind) {
    case 'pair': {
      const fits =
        Array.isArray(value) &&
        value.length === 2 &&
        value.every((part: unknown) => typeof part === 'number' && part >= domain.min && part < domain.max);
      return fits ? { ok: true, value } : { ok: false, expectation: expectPair(domain) };
    }
    case 'file':
    case 'column':
      return accepts(domain, value) ? { ok: true, value } : { ok: false, expectation: expectation(domain) };
    default: {
      const answer = accept(domain, value);
      return answer.accepted ? { ok: true, value } : { ok: false, expectation: answer.expectation };
    }
  }
}

function parse(domain: FieldDomain, text: string): unknown {
  switch (domain.kind) {
    case 'integer':
    case 'number':
      return numberOf(text);
    case 'nullable_integer':
    case 'nullable_number':
      return text === '' ? null : numberOf(text);
    case 'shape':
    case 'pair':
      return text
        .split(/[\s,×x]+/)
        .filter(Boolean)
        .map(numberOf);
    case 'column':
      return text === '' ? null : /^\d+$/.test(text) ? Number(text) : text;
    case 'boolean':
    case 'choice':
    case 'file':
    case 'initialisation':
      return text;
    default:
      return domain satisfies never;
  }
}

/** A number as people write it: "0x10", which JavaScript reads as 16, is none. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function numberOf(text: string): number {
  const written = text.replace(',', '.').replace('−', '-');
  return DECIMAL.test(written) ? Number(written) : Number.NaN;
}
