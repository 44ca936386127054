/** @file A 32-bit number in as few digits as tell it from every other. */

/** −3.2e−5, 0.1, 17: read back and rounded to 32 bits it is the same number. NaN and the infinite are named as such. */
export function exactText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const single = Math.fround(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits += 1;
  const size = Math.abs(single);
  const text = size !== 0 && (size < 0.001 || size >= 1e6) ? single.toExponential(digits - 1) : String(Number(single.toPrecision(digits)));
  return text.replace('e+', 'e').replaceAll('-', '−');
}
