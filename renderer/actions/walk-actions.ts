/** @file One step of training, told slowly: begun for the step that the window shows, and gone through by keys. */
import { m } from '../language/generated/messages.js';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

const walks = ({ walking }: Workbench) => walking.walk !== null;

export const WALK_ACTIONS = [
  {
    id: 'walk',
    group: 'run',
    title: titled(m.action_walk),
    keys: ['Ctrl+>'],
    heard: 'always',
    enabled: (bench) => stepShown(bench) !== null,
    run: (bench) => bench.walking.open(stepShown(bench)!),
  },
  {
    id: 'walk_next',
    group: 'run',
    title: titled(m.walk_next),
    keys: ['N'],
    heard: 'window',
    repeats: true,
    enabled: walks,
    run: ({ walking }) => walking.go(walking.index + 1),
  },
  {
    id: 'walk_previous',
    group: 'run',
    title: titled(m.walk_previous),
    keys: ['P'],
    heard: 'window',
    repeats: true,
    enabled: walks,
    run: ({ walking }) => walking.go(walking.index - 1),
  },
  {
    id: 'walk_next_phase',
    group: 'run',
    title: titled(m.walk_next_phase),
    keys: ['Shift+N'],
    heard: 'window',
    enabled: walks,
    run: ({ walking }) => walking.goPhase(1),
  },
  {
    id: 'walk_previous_phase',
    group: 'run',
    title: titled(m.walk_previous_phase),
    keys: ['Shift+P'],
    heard: 'window',
    enabled: walks,
    run: ({ walking }) => walking.goPhase(-1),
  },
  {
    id: 'walk_play',
    group: 'run',
    title: titled(m.walk_play),
    keys: [],
    heard: 'window',
    enabled: walks,
    run: ({ walking }) => walking.toggle(),
  },
  {
    id: 'walk_leave',
    group: 'run',
    title: titled(m.walk_leave),
    keys: [],
    heard: 'window',
    enabled: walks,
    run: ({ walking }) => walking.leave(),
  },
] as const satisfies readonly Action[];

/** The one that is looked back at, or the last that the run has taken; null while it goes on, and before there is any. */
function stepShown({ moment, training, telemetry }: Workbench): number | null {
  if (telemetry.past) return null;
  return moment.step ?? (training.running || training.step === 0 ? null : training.step);
}
