/** @file How much gradient something gets, in words: "gradient 3 decades below healthy". Whole decades, so that words stay while numbers move. */
import { m } from '../language/generated/messages.js';
import type { Pulse } from './pulse.svelte.ts';

/** Null while nothing is known of it. */
export function heatWords({ heat, broken }: Pick<Pulse, 'heat' | 'broken'>): string | null {
  if (broken) return m.heat_about_broken();
  if (heat === null) return null;
  if (heat === -Infinity) return m.heat_about_zero();
  const decades = Math.round(Math.abs(heat));
  if (decades === 0) return m.heat_about_healthy();
  const amount = decades === 1 ? m.decade_one() : m.decade_many({ count: decades });
  return heat < 0 ? m.heat_about_below({ amount }) : m.heat_about_above({ amount });
}
