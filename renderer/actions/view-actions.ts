/** @file What is in view, and how the window looks. */
import { tick } from 'svelte';
import { m } from '../language/generated/messages.js';
import { LANGUAGES, type Language } from '../language/language.ts';
import { THEMES, type Theme } from '../state/appearance.svelte.ts';
import { FOLDABLE, type Foldable } from '../state/pane-sizes.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

const hasBlocks = ({ project }: Workbench) => project.document.nodes.length > 0;

export const VIEW_ACTIONS = [
  { id: 'fit', group: 'view', title: titled(m.fit_help), keys: [], heard: 'canvas', enabled: hasBlocks, run: ({ view }) => view?.fit() },
  {
    id: 'fit_selection',
    group: 'view',
    title: titled(m.action_fit_selection),
    keys: ['.'],
    heard: 'canvas',
    enabled: hasBlocks,
    run: ({ view, selection }) => (selection.nodes.length + selection.notes.length > 0 ? view?.fitSelection() : view?.fit()),
  },
  {
    id: 'zoom_in',
    group: 'view',
    title: titled(m.zoom_in),
    keys: ['Ctrl+=', 'Ctrl++'],
    heard: 'surface',
    repeats: true,
    run: ({ view }) => view?.zoomIn(),
  },
  {
    id: 'zoom_out',
    group: 'view',
    title: titled(m.zoom_out),
    keys: ['Ctrl+-'],
    heard: 'surface',
    repeats: true,
    run: ({ view }) => view?.zoomOut(),
  },
  {
    id: 'zoom_reset',
    group: 'view',
    title: titled(m.zoom_reset),
    keys: ['Ctrl+0'],
    heard: 'surface',
    run: ({ view }) => view?.zoomReset(),
  },
  {
    id: 'show_palette',
    group: 'view',
    title: titled(m.action_show_palette),
    keys: ['Ctrl+Shift+E'],
    heard: 'always',
    run: async ({ panes }) => {
      panes.left = 'palette';
      await tick();
      panes.search?.();
    },
  },
  {
    id: 'show_outline',
    group: 'view',
    title: titled(m.action_show_outline),
    keys: ['Ctrl+Shift+O'],
    heard: 'always',
    run: async (bench) => {
      bench.panes.left = 'outline';
      await tick();
      bench.tree?.focus(bench.selection.nodes[0] ?? null);
    },
  },
] as const satisfies readonly Action[];

const THEME_TITLES: { readonly [T in Theme]: Action['title'] } = {
  system: titled(m.theme_system),
  dark: titled(m.theme_dark),
  light: titled(m.theme_light),
};

export const THEME_ACTIONS = THEMES.map((theme): Action & { readonly id: `theme:${Theme}` } => ({
  id: `theme:${theme}`,
  group: 'view',
  title: THEME_TITLES[theme],
  keys: [],
  heard: 'window',
  checked: ({ appearance }) => appearance.theme === theme,
  run: ({ appearance }) => {
    appearance.theme = theme;
  },
}));

export const LANGUAGE_ACTIONS = (Object.keys(LANGUAGES) as Language[]).map((spoken): Action & { readonly id: `language:${Language}` } => ({
  id: `language:${spoken}`,
  group: 'view',
  title: (language) => m.action_language({ language: LANGUAGES[spoken] }, language ? { locale: language } : {}),
  keys: [],
  heard: 'window',
  checked: ({ appearance }) => appearance.language === spoken,
  run: (bench) => bench.speak(spoken),
}));

const PANEL: { readonly [P in Foldable]: { readonly title: Action['title']; readonly key: string } } = {
  left: { title: titled(m.action_toggle_left), key: 'Alt+1' },
  right: { title: titled(m.action_toggle_right), key: 'Alt+2' },
  below: { title: titled(m.action_toggle_below), key: 'Alt+3' },
};

export const PANEL_ACTIONS = FOLDABLE.map((pane): Action & { readonly id: `toggle:${Foldable}` } => ({
  id: `toggle:${pane}`,
  group: 'view',
  title: PANEL[pane].title,
  keys: [PANEL[pane].key],
  heard: 'always',
  checked: ({ panes }) => !panes.isFolded(pane),
  run: ({ panes }) => panes.toggle(pane),
}));
