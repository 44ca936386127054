/**
 * @file The menu bar of the system as plain data: the same actions that keys and the command palette know, with the same keys, in the
 * language of the page; and what the system knows to do by itself.
 */
import { GROUPS } from '../../core/layers/layer.ts';
import { LAYERS } from '../../core/layers/index.ts';
import { DIRECTIONS, SIDES } from '../editing/align.ts';
import { groupName } from '../editing/group-name.ts';
import { m } from '../language/generated/messages.js';
import { LANGUAGES, localised, type Language } from '../language/language.ts';
import { THEMES, type Theme } from '../state/appearance.svelte.ts';
import { EXAMPLES } from '../state/examples.ts';
import { EXPORTS } from '../state/exports.svelte.ts';
import { VIEWS } from '../state/landscape.svelte.ts';
import { FOLDABLE } from '../state/pane-sizes.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { onMac } from './chord.ts';
import { inText } from './in-text.ts';
import { actionOf, type ActionId } from './index.ts';
import { isEnabled, isOffered } from './perform.ts';

export type Menu = Parameters<Workbench['host']['showMenus']>[0][number];
type Item = Menu['items'][number];
type Entry = Exclude<Item, { readonly kind: 'menu' }>;
type Role = Extract<Entry, { readonly kind: 'role' }>['role'];

/** Before the id of a recent file, in what the menu bar says was chosen. */
export const RECENT = 'recent:';

const THEME_NAME: { readonly [T in Theme]: () => string } = {
  system: m.menu_theme_system,
  dark: m.menu_theme_dark,
  light: m.menu_theme_light,
};

const LINE: Entry = { kind: 'separator' };

const role = (name: Role, label: string): Entry => ({ kind: 'role', role: name, label });
const menu = (label: string, entries: readonly Entry[]): Item => ({ kind: 'menu', label, entries });

interface Given {
  /** A text field has the focus: some of the words are meant for it. */
  readonly writing?: boolean;
  readonly mac?: boolean;
}

/** While a question waits for its answer, that comes first: what a dialog lets through is all that can be chosen. */
export function menuBar(bench: Workbench, { writing = false, mac = onMac() }: Given = {}): readonly Menu[] {
  const asked = bench.questions.open;

  /** `label`: shorter words than those of the catalogue, under a heading that says the rest. */
  const entry = (id: ActionId, label?: string): Entry => {
    const action = actionOf(id);
    return {
      kind: 'action',
      id,
      label: label ?? action.title(),
      keys: action.keys[0] ?? null,
      enabled: (writing && inText(id) !== null) || (isEnabled(bench, action) && (!asked || action.heard === 'always')),
      checked: action.checked?.(bench) ?? null,
    };
  };
  const entries = (ids: readonly ActionId[]): Entry[] => ids.map((id) => entry(id));
  const ifOffered = (id: ActionId): Entry[] => (isOffered(bench, actionOf(id)) ? [entry(id)] : []);

  const recents = bench.recents.list.map(({ id, name }): Entry => {
    return { kind: 'action', id: `${RECENT}${id}`, label: name, keys: null, enabled: !asked, checked: null };
  });

  const file: Item[] = [
    ...entries(['new', 'new_window']),
    LINE,
    entry('open'),
    menu(m.file_open_recent(), [entry('open_recent', m.menu_recent_list()), ...(recents.length > 0 ? [LINE, ...recents] : [])]),
    menu(
      m.file_examples(),
      EXAMPLES.map(({ id, title }) => entry(`example:${id}`, localised(title))),
    ),
    entry('cancel_reading'),
    LINE,
    entry('save'),
    menu(m.file_save_as(), [entry('save_as_model', m.save_model()), entry('save_as_document', m.save_document())]),
    menu(m.menu_export(), [
      entry('export_pytorch', m.save_pytorch()),
      entry('export_onnx', m.save_onnx()),
      LINE,
      entry('save_svg'),
      entry('save_png'),
      LINE,
      ...entries(EXPORTS.map((what): ActionId => `export:${what}`)),
    ]),
    LINE,
    role('close', m.menu_close()),
    ...(mac ? [] : [role('quit', m.menu_quit())]),
  ];

  const edit: Item[] = [
    ...entries(['undo', 'redo']),
    LINE,
    // these reach text fields as well, and the canvas hears of them as it does of the keys
    role('cut', actionOf('cut').title()),
    role('copy', actionOf('copy').title()),
    role('paste', actionOf('paste').title()),
    ...entries(['paste_wired', 'duplicate', 'delete', 'delete_plain']),
    LINE,
    ...entries(['rename', 'bypass', 'add_note', 'settings']),
    LINE,
    ...entries(['group', 'ungroup', 'collapse']),
    LINE,
    ...entries(['wire_from', 'wire_to']),
    LINE,
    entry('find'),
  ];

  const add: Item[] = [
    ...entries(['quick_add', 'add_after']),
    LINE,
    ...GROUPS.map((group) =>
      menu(
        groupName(group),
        LAYERS.filter((layer) => layer.group === group).map(({ name }) => entry(`add:${name}`, name)),
      ),
    ),
  ];

  const select: Item[] = [
    ...entries(['select_all', 'select_none']),
    LINE,
    ...entries(['select_feeding', 'select_fed', 'select_branch']),
    LINE,
    ...entries(['wire_out', 'wire_in', 'next_wire_out', 'next_wire_in']),
  ];

  const arrange: Item[] = [
    ...entries(['tidy', 'tidy_rest']),
    LINE,
    menu(m.menu_align(), [
      ...entries(SIDES.map((side): ActionId => `align:${side}`)),
      LINE,
      ...entries(DIRECTIONS.map((direction): ActionId => `distribute:${direction}`)),
    ]),
    menu(m.menu_move(), [
      ...entries(['move:left', 'move:right', 'move:up', 'move:down']),
      LINE,
      ...entries(['move_far:left', 'move_far:right', 'move_far:up', 'move_far:down']),
    ]),
  ];

  const view: Item[] = [
    ...entries(['fit', 'fit_selection', 'zoom_in', 'zoom_out', 'zoom_reset']),
    LINE,
    ...entries(['show_palette', 'show_outline', 'depth', 'depth_large', 'show_data', 'enlarge_data']),
    ...entries(['show_findings', 'show_runs', 'compare_runs']),
    menu(m.menu_landscape(), [
      ...entries(VIEWS.map((each): ActionId => `landscape:${each}`)),
      LINE,
      ...entries(['landscape_whole', 'landscape_last', 'landscape_log', 'landscape_zoom_in', 'landscape_zoom_out']),
    ]),
    LINE,
    ...entries(FOLDABLE.map((pane): ActionId => `toggle:${pane}`)),
    ...entries(['next_region', 'previous_region']),
    LINE,
    menu(m.menu_appearance(), [
      ...THEMES.map((theme) => entry(`theme:${theme}`, THEME_NAME[theme]())),
      LINE,
      ...(Object.keys(LANGUAGES) as Language[]).map((language) => entry(`language:${language}`, LANGUAGES[language])),
    ]),
    menu(m.menu_window_size(), [
      role('zoomIn', m.menu_window_larger()),
      role('zoomOut', m.menu_window_smaller()),
      role('resetZoom', m.menu_window_usual()),
    ]),
    role('togglefullscreen', m.menu_full_screen()),
  ];

  const run: Item[] = [
    ...entries(['train', 'step', 'reset', 'rewind', 'check_gradients', 'notify_runs']),
    LINE,
    ...entries(['next_finding', 'previous_finding']),
    LINE,
    menu(m.menu_slowly(), [
      entry('walk'),
      LINE,
      ...entries(['walk_next', 'walk_previous', 'walk_next_phase', 'walk_previous_phase', 'walk_play', 'walk_leave']),
    ]),
    menu(m.menu_time(), [
      ...entries(['moment_back', 'moment_on', 'moment_back_far', 'moment_on_far']),
      LINE,
      ...entries(['moment_live', 'moment_continue']),
    ]),
  ];

  const help: Item[] = [
    ...entries(['commands', 'keys']),
    LINE,
    entry('pytorch'),
    ...ifOffered('show_log'),
    role('toggleDevTools', m.menu_developer_tools()),
    ...(mac ? [] : [LINE, entry('about')]),
  ];

  const app: Item[] = [
    entry('about'),
    LINE,
    role('services', m.menu_services()),
    LINE,
    role('hide', m.menu_hide()),
    role('hideOthers', m.menu_hide_others()),
    role('unhide', m.menu_unhide()),
    LINE,
    role('quit', m.menu_quit_app()),
  ];

  return [
    ...(mac ? [{ label: m.app_name(), items: app }] : []),
    { label: m.actions_file(), items: file },
    { label: m.actions_edit(), items: edit },
    { label: m.actions_add(), items: add },
    { label: m.actions_select(), items: select },
    { label: m.actions_arrange(), items: arrange },
    { label: m.actions_view(), items: view },
    { label: m.actions_run(), items: run },
    ...(mac
      ? [
          {
            label: m.menu_window(),
            role: 'window' as const,
            items: [role('minimize', m.menu_minimise()), LINE, role('front', m.menu_front())],
          },
        ]
      : []),
    { label: m.menu_help(), role: 'help', items: help },
  ];
}
