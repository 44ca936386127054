/** @file What the arrow keys make of a number in a field. */
import { check, type FieldDomain } from './field-domain.ts';

/**
 * The next number up (1) or down (-1): of whole numbers the neighbour, of others one more or less in the leading digit, so
 * that a learning rate goes 0.002, 0.001, 0.0009. Null where the field holds no number or ends there.
 */
export function stepped(domain: FieldDomain, value: unknown, direction: 1 | -1): number | null {
  if (typeof value !== 'number') return null;
  const next = value + direction * stepOf(domain, value, direction);
  const reading = check(domain, Number(next.toPrecision(12)));
  return reading.ok ? (reading.value as number) : null;
}

function stepOf(domain: FieldDomain, value: number, direction: 1 | -1): number {
  if (domain.kind === 'integer') return 1;
  if (value === 0) return 0.1;
  const [leading, exponent] = Math.abs(value).toExponential().split('e');
  const digit = 10 ** Number(exponent);
  const towardsZero = Math.sign(value) !== direction;
  return towardsZero && leading === '1' ? digit / 10 : digit;
}
