/** @file Looking back at the run, and going on from what is seen there. */
import { tick } from 'svelte';
import { m } from '../language/generated/messages.js';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

/** Recorded steps of the longer stride. */
const FAR = 10;

const hasPast = ({ telemetry }: Workbench) => (telemetry.ofNow?.count ?? 0) > 0;
const looksBack = ({ moment }: Workbench) => !moment.live;

/** Leads the focus there. */
async function show({ panes }: Workbench, what: 'findings' | 'runs'): Promise<void> {
  panes.fold('below', false);
  panes.third = what;
  await tick();
  document.querySelector<HTMLElement>('#pane-findings [role="radio"][aria-checked="true"]')?.focus();
}

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
  {
    id: 'show_findings',
    group: 'view',
    title: titled(m.action_show_findings),
    keys: [],
    heard: 'window',
    run: (bench) => show(bench, 'findings'),
  },
  {
    id: 'show_runs',
    group: 'view',
    title: titled(m.action_show_runs),
    keys: ['Alt+R'],
    heard: 'window',
    run: (bench) => show(bench, 'runs'),
  },
  {
    id: 'compare_runs',
    group: 'view',
    title: titled(m.action_compare_runs),
    keys: ['Alt+M'],
    heard: 'window',
    enabled: ({ runs }) => runs.chosen.size >= 2,
    checked: ({ runs }) => runs.comparing,
    run: ({ runs }) => runs.compare(),
  },
] as const satisfies readonly Action[];
