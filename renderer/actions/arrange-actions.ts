/** @file Where things stand on the canvas. */
import { DIRECTIONS, SIDES, align, distribute, type Direction, type Side } from '../editing/align.ts';
import { GRID, type Point } from '../editing/block.ts';
import { moveBy } from '../editing/move.ts';
import { m } from '../language/generated/messages.js';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

/** As in Figma: the four letters that stand as the sides do, and H and V. */
const SIDE: { readonly [S in Side]: { readonly title: Action['title']; readonly key: string } } = {
  left: { title: titled(m.action_align_left), key: 'Alt+A' },
  centre: { title: titled(m.action_align_centre), key: 'Alt+H' },
  right: { title: titled(m.action_align_right), key: 'Alt+D' },
  top: { title: titled(m.action_align_top), key: 'Alt+W' },
  middle: { title: titled(m.action_align_middle), key: 'Alt+V' },
  bottom: { title: titled(m.action_align_bottom), key: 'Alt+S' },
};

const DISTRIBUTE: { readonly [D in Direction]: Action['title'] } = {
  horizontally: titled(m.action_distribute_horizontally),
  vertically: titled(m.action_distribute_vertically),
};

const ALIGN_ACTIONS = SIDES.map((side): Action & { readonly id: `align:${Side}` } => ({
  id: `align:${side}`,
  group: 'arrange',
  title: SIDE[side].title,
  keys: [SIDE[side].key],
  heard: 'canvas',
  enabled: isSeveral,
  run: ({ project, selection }) => {
    const edit = align(project.document, selection, side);
    if (edit) project.edit(edit);
  },
}));

const DISTRIBUTE_ACTIONS = DIRECTIONS.map((direction): Action & { readonly id: `distribute:${Direction}` } => ({
  id: `distribute:${direction}`,
  group: 'arrange',
  title: DISTRIBUTE[direction],
  keys: [],
  heard: 'canvas',
  enabled: isSeveral,
  run: ({ project, selection }) => {
    const edit = distribute(project.document, selection, direction);
    if (edit) project.edit(edit);
  },
}));

/** So many steps of the grid with Shift. */
const FAR = 4;

interface Way {
  readonly key: string;
  readonly step: Point;
  readonly title: Action['title'];
  readonly far: Action['title'];
}

const WAYS = {
  left: { key: 'ArrowLeft', step: [-GRID, 0], title: titled(m.action_move_left), far: titled(m.action_move_far_left) },
  right: { key: 'ArrowRight', step: [GRID, 0], title: titled(m.action_move_right), far: titled(m.action_move_far_right) },
  up: { key: 'ArrowUp', step: [0, -GRID], title: titled(m.action_move_up), far: titled(m.action_move_far_up) },
  down: { key: 'ArrowDown', step: [0, GRID], title: titled(m.action_move_down), far: titled(m.action_move_far_down) },
} as const satisfies Record<string, Way>;

type WayName = keyof typeof WAYS;

/** With Alt as well in the outline, where arrows alone walk from line to line. */
const MOVE_ACTIONS = (Object.keys(WAYS) as WayName[]).flatMap(
  (name): (Action & { readonly id: `move:${WayName}` | `move_far:${WayName}` })[] => {
    const { key, step, title, far }: Way = WAYS[name];
    const common = { group: 'arrange', heard: 'canvas', repeats: true, enabled: hasThings } as const;
    return [
      { ...common, id: `move:${name}`, title, keys: [key, `Alt+${key}`], run: (bench) => move(bench, step) },
      {
        ...common,
        id: `move_far:${name}`,
        title: far,
        keys: [`Shift+${key}`, `Alt+Shift+${key}`],
        run: (bench) => move(bench, [FAR * step[0], FAR * step[1]]),
      },
    ];
  },
);

export const ARRANGE_ACTIONS = [
  ...MOVE_ACTIONS,
  ...ALIGN_ACTIONS,
  ...DISTRIBUTE_ACTIONS,
  {
    id: 'tidy',
    group: 'arrange',
    title: titled(m.tidy_help),
    keys: [],
    heard: 'canvas',
    enabled: isNotEmpty,
    run: ({ view }) => view?.tidy(false),
  },
  {
    id: 'tidy_rest',
    group: 'arrange',
    title: titled(m.action_tidy_rest),
    keys: [],
    heard: 'canvas',
    enabled: hasThings,
    run: ({ view }) => view?.tidy(true),
  },
] as const satisfies readonly Action[];

function isNotEmpty({ project }: Workbench): boolean {
  return project.document.nodes.length > 0;
}

function hasThings({ selection: { nodes, notes } }: Workbench): boolean {
  return nodes.length + notes.length > 0;
}

function isSeveral({ selection: { nodes, notes } }: Workbench): boolean {
  return nodes.length + notes.length > 1;
}

/** Steps in a row are one step of undo. */
function move({ project, selection, speech }: Workbench, by: Point): void {
  const edit = moveBy(project.document, selection, by);
  if (!edit) return;
  project.edit(edit, `arrows ${[...selection.nodes, ...selection.notes].join(' ')}`);
  const first = project.document.nodes.find(({ id }) => id === selection.nodes[0]);
  if (first) speech.say(m.a11y_moved({ x: first.position[0], y: first.position[1] }));
}
