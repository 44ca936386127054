/** @file Numbers as charts write them: few digits, a true minus sign, the person's grouping for steps. */
import { format } from 'd3-format';
import { language } from '../language/language.ts';

const fixed = format('.4~r');
const exponent = format('.1e');
const signed = format('+.1f');

/** 0.01234, 2.303, 2.1e−4; "0" only for an exact zero. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 0.001 && size < 10_000 ? fixed(value) : exponent(value).replace('e-', 'e−').replace('e+', 'e');
}

/** −2.9, +0.4. */
export function decadesText(value: number): string {
  return Math.abs(value) < 0.05 ? '0' : signed(value);
}

export function percentText(fraction: number): string {
  const percent = 100 * fraction;
  return `${percent > 0 && percent < 1 ? percent.toPrecision(1) : Math.round(percent)} %`;
}

/** A fraction of rows, to a tenth of a percent: 98.5 % is not 99 %. */
export function accuracyText(fraction: number): string {
  return Number.isNaN(fraction) ? 'NaN' : `${(100 * fraction).toFixed(1)} %`;
}

export function stepText(step: number): string {
  return Math.round(step).toLocaleString(language());
}

/** 10⁻³: the number whose logarithm is given. */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}
