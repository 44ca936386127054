/** @file Looking back at the run, and going on from what is seen there. */
import { m } from '../language/generated/messages.js';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

/** Recorded steps of the longer stride. */
const FAR = 10;

const hasPast = ({ telemetry }: Workbench) => (telemetry.ofNow?.count ?? 0) > 0;
const looksBack = ({ moment }: Workbench) => !moment.live;

export const TIME_ACTIONS = [
  {
    id: 'moment_back',
    group: 'run',
    title: titled(m.time_back),
    keys: ['Alt+,'],
    heard: 'window',
    repeats: true,
    enabled: hasPast,
    run: ({ moment }) => moment.move(-1),
  },
  {
    id: 'moment_on',
    group: 'run',
    title: titled(m.time_on),
    keys: ['Alt+.'],
    heard: 'window',
    repeats: true,
    enabled: looksBack,
    run: ({ moment }) => moment.move(1),
  },
  {
    id: 'moment_back_far',
    group: 'run',
    title: titled(m.time_back_far),
    keys: ['Alt+<'],
    heard: 'window',
    repeats: true,
    enabled: hasPast,
    run: ({ moment }) => moment.move(-FAR),
  },
  {
    id: 'moment_on_far',
    group: 'run',
    title: titled(m.time_on_far),
    keys: ['Alt+>'],
    heard: 'window',
    repeats: true,
    enabled: looksBack,
    run: ({ moment }) => moment.move(FAR),
  },
  {
    id: 'moment_live',
    group: 'run',
    title: titled(m.action_time_live),
    keys: ['Alt+L'],
    heard: 'window',
    enabled: looksBack,
    run: ({ moment }) => moment.follow(),
  },
  {
    id: 'moment_continue',
    group: 'run',
    title: titled(m.action_time_continue),
    keys: ['Alt+B'],
    heard: 'window',
    enabled: looksBack,
    run: (bench) => bench.continueFromMoment(),
  },
] as const satisfies readonly Action[];
