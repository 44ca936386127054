/** @file How runs that are compared are told apart: each has a colour, a pattern of dashes, and its name at the end of its line. */
import type { ComparedRun, Runs } from '../state/runs.svelte.ts';
import type { Overlay } from './curve-views.ts';

export interface RunLook {
  /** A CSS colour. */
  readonly colour: string;
  /** As SVG has it. */
  readonly dash: string;
}

const LOOKS: readonly RunLook[] = [
  { colour: 'var(--group-activate)', dash: '6 3' },
  { colour: 'var(--group-regularise)', dash: '2 3' },
  { colour: 'var(--group-loss)', dash: '9 3 2 3' },
  { colour: 'var(--group-normalise)', dash: '12 4' },
  { colour: 'var(--ok)', dash: '1 4' },
  { colour: 'var(--warn)', dash: '6 2 1 2 1 2' },
];

/** By the place of a run among those that are compared. */
export function lookOf(compared: readonly ComparedRun[], id: string): RunLook | null {
  const place = compared.findIndex(({ entry }) => entry.id === id);
  return place < 0 ? null : LOOKS[place % LOOKS.length]!;
}

/** The runs that are drawn over the curves of the one that the window shows. */
export function overlaysOf(runs: Runs): Overlay[] {
  return runs.compared
    .filter(({ entry }) => entry.id !== runs.current)
    .map(({ entry, recording }) => ({ ...lookOf(runs.compared, entry.id)!, name: runs.nameOf(entry), recording }));
}
