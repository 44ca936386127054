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

/** 0.41 → "41 %"; most is not all, and some is not none. */
export function shareText(share: number): string {
  const percent = Math.round(100 * share);
  return `${share < 1 && percent === 100 ? 99 : share > 0 && percent === 0 ? 1 : percent} %`;
}
