/** @file The list of the command palette: what it shows for the words that were typed. */
import { ACTION_GROUPS, type Action, type ActionGroup } from '../actions/action.ts';

/** How well a title answers the words, from 0 (not at all) to 1. */
export type Score = (title: string, words: string) => number;

export interface Section {
  readonly name: ActionGroup | 'recent' | 'found';
  readonly actions: readonly Action[];
}

interface Question {
  readonly words: string;
  /** Ids of those that were last run, the last one first. */
  readonly recent: readonly string[];
  readonly score: Score;
}

/** What answers so much worse than the best has all the letters, but so far apart that nobody meant it. */
const FAINT = 0.05;

/**
 * Without words all of them by group, those last run before. With words the best answers first, in the language of the page or in
 * English; of two that answer alike the one that was run later.
 */
export function commandsFor(actions: readonly Action[], { words, recent, score }: Question): readonly Section[] {
  const wanted = words.trim();
  if (wanted === '') {
    const last = recent.flatMap((id) => actions.find((action) => action.id === id) ?? []);
    const groups = ACTION_GROUPS.map((name): Section => ({ name, actions: actions.filter((action) => action.group === name) }));
    return [{ name: 'recent' as const, actions: last }, ...groups].filter((section) => section.actions.length > 0);
  }
  const age = ({ id }: Action) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  const scored = actions
    .map((action) => ({ action, score: Math.max(score(action.title(), wanted), score(action.title('en'), wanted)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || age(a.action) - age(b.action));
  const found = scored.filter(({ score }) => score > FAINT * scored[0]!.score);
  return found.length > 0 ? [{ name: 'found', actions: found.map(({ action }) => action) }] : [];
}
