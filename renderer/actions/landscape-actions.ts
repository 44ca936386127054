/** @file What the gradient landscape shows: which statistic, and which part of the run. On the landscape itself there are keys for time. */
import { m } from '../language/generated/messages.js';
import { VIEWS, type View } from '../state/landscape.svelte.ts';
import { WHOLE } from '../state/time-choice.ts';
import { VIEW_NAME } from '../state/view-name.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

/** In a list of them all, the signal against what is healthy is told from the other signals. */
const VIEW: typeof VIEW_NAME = { ...VIEW_NAME, signal: m.view_signal_healthy };

export const LANDSCAPE_VIEW_ACTIONS = VIEWS.map((view): Action & { readonly id: `landscape:${View}` } => ({
  id: `landscape:${view}`,
  group: 'view',
  title: (language) => {
    const options = language ? { locale: language } : {};
    return m.action_landscape_view({ view: VIEW[view]({}, options) }, options);
  },
  keys: [],
  heard: 'window',
  checked: ({ landscape }) => landscape.view === view,
  run: ({ landscape, panes }) => {
    panes.fold('below', false);
    landscape.view = view;
  },
}));

const isThere = ({ landscape }: Workbench) => landscape.go !== null;

export const LANDSCAPE_ACTIONS = [
  {
    id: 'landscape_whole',
    group: 'view',
    title: titled(m.action_landscape_whole),
    keys: [],
    heard: 'window',
    enabled: isThere,
    run: ({ landscape }) => landscape.go?.to(WHOLE),
  },
  {
    id: 'landscape_last',
    group: 'view',
    title: titled(m.action_landscape_last),
    keys: [],
    heard: 'window',
    enabled: isThere,
    run: ({ landscape }) => landscape.go?.to({ axis: 'linear', span: { kind: 'last', steps: landscape.lastSteps } }),
  },
  {
    id: 'landscape_log',
    group: 'view',
    title: titled(m.action_landscape_log),
    keys: [],
    heard: 'window',
    enabled: isThere,
    run: ({ landscape }) => landscape.go?.to({ ...WHOLE, axis: 'log' }),
  },
  {
    id: 'landscape_zoom_in',
    group: 'view',
    title: titled(m.action_landscape_zoom_in),
    keys: [],
    heard: 'window',
    enabled: isThere,
    run: ({ landscape }) => landscape.go?.zoom(0.5),
  },
  {
    id: 'landscape_zoom_out',
    group: 'view',
    title: titled(m.action_landscape_zoom_out),
    keys: [],
    heard: 'window',
    enabled: isThere,
    run: ({ landscape }) => landscape.go?.zoom(2),
  },
] as const satisfies readonly Action[];
