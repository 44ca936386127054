/** @file A norm or a factor as a step that is told slowly writes it: three digits are what one compares at a glance. */

/** 3.12, 41.3, 0.214, 8.61e−4; "0" only for an exact zero. */
export function walkNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 0.01 || size >= 9_999.5 ? value.toExponential(2) : size >= 999.5 ? value.toFixed(0) : value.toPrecision(3);
  return text.replace(/^-/, '−').replace('e-', 'e−').replace('e+', 'e');
}

/** A share: 0.1 %, 41 %; 0.0021 % of what is less. */
export function walkShare(share: number): string {
  if (share === 0 || !Number.isFinite(share)) return share === 0 ? '0 %' : walkNumber(share);
  const percent = 100 * share;
  return `${percent >= 1e-3 && percent < 10_000 ? Number(percent.toPrecision(2)) : walkNumber(percent)} %`;
}
