/** @file When work was kept that was left behind, and in what it differs, in words. */
import type { DocumentDifference } from '../../core/document/compare-documents.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';
import { differenceText } from './difference-words.ts';

/** So many differences are told one by one. */
const TOLD = 4;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

/** "today 14:03, 2 minutes ago"; both are milliseconds since 1970. */
export function whenText(at: number, now: number): string {
  const day = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((day(now) - day(at)) / DAY);
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  return m.left_when({
    day:
      Math.abs(days) <= 1
        ? relative.format(-days, 'day')
        : new Date(at).toLocaleDateString(language(), { day: 'numeric', month: 'long', year: 'numeric' }),
    time: new Date(at).toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit', hour12: false }),
    ago: agoText(now - at),
  });
}

/** A clock that was set back since makes "in 3 hours" of it. */
function agoText(ago: number): string {
  const relative = new Intl.RelativeTimeFormat(language());
  const [unit, long] = UNITS.find(([, each]) => Math.abs(ago) >= each) ?? [null, 1];
  return unit ? relative.format(-Math.trunc(ago / long), unit) : m.left_now();
}

/** "2 blocks added, training: lr 0.01 → 0.1": blocks and wires by their number, settings one by one as far as there is room. */
export function leftDifferences(differences: readonly DocumentDifference[]): readonly string[] {
  const count = (...kinds: readonly DocumentDifference['kind'][]) => differences.filter(({ kind }) => kinds.includes(kind)).length;
  const [added, removed, wires] = [count('added'), count('removed'), count('wired', 'unwired')];
  const counted = [
    ...(added > 0 ? [added === 1 ? m.left_added_one() : m.left_added({ count: added })] : []),
    ...(removed > 0 ? [removed === 1 ? m.left_removed_one() : m.left_removed({ count: removed })] : []),
    ...(wires > 0 ? [wires === 1 ? m.left_wires_one() : m.left_wires({ count: wires })] : []),
  ];
  const others = differences.filter(({ kind }) => !['added', 'removed', 'wired', 'unwired'].includes(kind)).map(differenceText);
  const told = others.slice(0, others.length > TOLD ? TOLD - 1 : TOLD);
  return [...counted, ...told, ...(others.length > told.length ? [m.left_more({ count: others.length - told.length })] : [])];
}
