/** @file Numbers as charts write them: few digits, a true minus sign, the person's grouping for steps. */
import { format } from 'd3-format';
import { language } from '../language/language.ts';

const full = { usual: format('.4r'), extreme: format('.2e') };
const short = { usual: format('.4~r'), extreme: format('.1e') };
const signed = format('+.1f');

/** 0.01234, 2.303, 1.000, 2.13e−4: always as many digits, so that a number that changes does not jump; "0" only for an exact zero. */
export function numberText(value: number): string {
  return written(value, full);
}

/** 0.5, 2, 10: a number on an axis, without the zeros at its end. */
export function axisText(value: number): string {
  return written(value, short);
}

/** 3e−6: an error, of which only the size matters. */
export function errorText(error: number): string {
  if (error === 0 || !Number.isFinite(error)) return numberText(error);
  return error.toExponential(0).replace('e-', 'e−').replace('e+0', '').replace('e+', 'e');
}

function written(value: number, { usual, extreme }: typeof full): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 0.001 && size < 10_000 ? usual(value) : extreme(value).replace('e-', 'e−').replace('e+', 'e');
}

/** −2.9, +0.4; −∞ for an exact zero. */
export function decadesText(value: number): string {
  if (!Number.isFinite(value)) return numberText(value);
  return Math.abs(value) < 0.05 ? '0' : signed(value);
}

/** 41 %. */
export function percentText(fraction: number): string {
  return percent(fraction, 0);
}

/** A fraction of rows, to a tenth of a percent: 98.5 % is not 99 %. */
export function accuracyText(fraction: number): string {
  return percent(fraction, 1);
}

/** With so many decimals, or as many more as it takes for some not to read as none, and most not as all. */
function percent(fraction: number, decimals: number): string {
  if (Number.isNaN(fraction)) return 'NaN';
  const text = (100 * fraction).toFixed(decimals);
  const misleads = (Number(text) === 0 && fraction > 0) || (Number(text) === 100 && fraction < 1);
  if (misleads && decimals < 6) return percent(fraction, decimals + 1);
  return `${Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−')} %`;
}

export function stepText(step: number): string {
  return Math.round(step).toLocaleString(language());
}

/** 10⁻³: the number whose logarithm is given. */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}
