/** @file Numbers short enough for a block. */

/** 401,920 → "402k". Below a thousand every digit is shown. */
export function shortCount(count: number): string {
  if (count < 1_000) return String(count);
  if (count < 999_500) return `${Number((count / 1_000).toPrecision(3))}k`;
  return `${Number((count / 1_000_000).toPrecision(3))}M`;
}

/** "−2.9", with a true minus sign; an exact zero lies infinitely far down. */
export function decadesText(decades: number): string {
  if (!Number.isFinite(decades)) return decades < 0 ? '−∞' : '+∞';
  const text = Math.abs(decades).toFixed(1);
  return text === '0.0' ? text : `${decades < 0 ? '−' : '+'}${text}`;
}
