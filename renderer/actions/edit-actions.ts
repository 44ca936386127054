/** @file What changes the network: each is one step of undo. */
import { tick } from 'svelte';
import { edgeName, type Document, type Group } from '../../core/document/document.ts';
import type { Edit } from '../../core/document/edits.ts';
import { bypass } from '../editing/bypass.ts';
import { groupNodes, groupOf, groupsAround, setCollapsed, ungroup } from '../editing/group.ts';
import { addNote } from '../editing/notes.ts';
import { neighbourOf, removeJoined, removePlain } from '../editing/remove.ts';
import { shownGroup, shownNote } from '../editing/shown.ts';
import { m } from '../language/generated/messages.js';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

const hasThings = ({ selection: { nodes, notes } }: Workbench) => nodes.length + notes.length > 0;
const hasAnything = ({ selection: { nodes, edges, notes } }: Workbench) => nodes.length + edges.length + notes.length > 0;

export const EDIT_ACTIONS = [
  {
    id: 'undo',
    group: 'edit',
    title: titled(m.undo),
    keys: ['Ctrl+Z'],
    heard: 'window',
    repeats: true,
    enabled: ({ project }) => project.canUndo,
    run: ({ project }) => project.undo(),
  },
  {
    id: 'redo',
    group: 'edit',
    title: titled(m.redo),
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    heard: 'window',
    repeats: true,
    enabled: ({ project }) => project.canRedo,
    run: ({ project }) => project.redo(),
  },
  { id: 'cut', group: 'edit', title: titled(m.action_cut), keys: ['Ctrl+X'], heard: 'clipboard', enabled: hasThings, run: cut },
  {
    id: 'copy',
    group: 'edit',
    title: titled(m.action_copy),
    keys: ['Ctrl+C'],
    heard: 'clipboard',
    enabled: hasThings,
    run: (bench) => bench.clipboard.copy(),
  },
  {
    id: 'paste',
    group: 'edit',
    title: titled(m.action_paste),
    keys: ['Ctrl+V'],
    heard: 'clipboard',
    run: (bench) => bench.clipboard.paste(),
  },
  {
    id: 'paste_wired',
    group: 'edit',
    title: titled(m.action_paste_wired),
    keys: ['Ctrl+Shift+V'],
    heard: 'clipboard',
    run: (bench) => bench.clipboard.paste(true),
  },
  {
    id: 'duplicate',
    group: 'edit',
    title: titled(m.action_duplicate),
    keys: ['Ctrl+D'],
    heard: 'canvas',
    enabled: hasThings,
    run: (bench) => bench.clipboard.duplicate(),
  },
  {
    id: 'delete',
    group: 'edit',
    title: titled(m.action_delete),
    keys: ['Delete', 'Backspace'],
    heard: 'canvas',
    enabled: hasAnything,
    run: (bench) => remove(bench, removeJoined),
  },
  {
    id: 'delete_plain',
    group: 'edit',
    title: titled(m.action_delete_plain),
    keys: ['Shift+Delete'],
    heard: 'canvas',
    enabled: hasAnything,
    run: (bench) => remove(bench, removePlain),
  },
  {
    id: 'bypass',
    group: 'edit',
    title: titled(m.action_bypass),
    keys: ['Ctrl+B'],
    heard: 'canvas',
    enabled: ({ project, selection }) => bypass(project.document, selection.nodes) !== null,
    run: ({ project, selection }) => edit(project, bypass(project.document, selection.nodes)),
  },
  {
    id: 'rename',
    group: 'edit',
    title: titled(m.action_rename),
    keys: ['F2'],
    heard: 'surface',
    enabled: (bench) => renamed(bench) !== null,
    run: (bench) => {
      bench.renaming.thing = renamed(bench);
    },
  },
  { id: 'add_note', group: 'edit', title: titled(m.action_add_note), keys: [], heard: 'canvas', run: writeNote },
  {
    id: 'group',
    group: 'edit',
    title: titled(m.action_group),
    keys: ['Ctrl+G'],
    heard: 'canvas',
    enabled: ({ project, selection }) => groupNodes(project.document, selection.nodes) !== null,
    run: (bench) => {
      const made = groupNodes(bench.project.document, bench.selection.nodes);
      if (!made) return;
      bench.project.edit(made.edit);
      selectGroup(bench, made.group);
    },
  },
  {
    id: 'ungroup',
    group: 'edit',
    title: titled(m.action_ungroup),
    keys: ['Ctrl+Shift+G'],
    heard: 'canvas',
    enabled: (bench) => groupMeant(bench) !== null,
    run: (bench) =>
      changeGroup(bench, (group) => {
        edit(bench.project, ungroup(bench.project.document, group.id));
        bench.selection.select(group.nodes);
      }),
  },
  {
    id: 'collapse',
    group: 'edit',
    title: titled(m.action_collapse),
    keys: ['Alt+C'],
    heard: 'canvas',
    enabled: (bench) => groupMeant(bench) !== null,
    run: (bench) =>
      changeGroup(bench, (group) => {
        edit(bench.project, setCollapsed(bench.project.document, group.id, !group.collapsed));
        selectGroup(bench, group.id);
      }),
  },
] as const satisfies readonly Action[];

/** What has the focus may be drawn as another thing afterwards: the focus goes to the first block, or to what hides it. */
async function changeGroup(bench: Workbench, change: (group: Group) => void): Promise<void> {
  const group = groupMeant(bench);
  if (!group) return;
  const focused = bench.view?.focused;
  change(group);
  await tick();
  if (focused) bench.view?.focus(group.nodes[0] ?? null);
}

function edit(project: Workbench['project'], change: Edit | null): void {
  if (change) project.edit(change);
}

async function cut(bench: Workbench): Promise<void> {
  await bench.clipboard.copy();
  await remove(bench, removePlain);
}

/** Takes away what is selected. The focus goes to what is left beside it, if it was on the canvas, and so does the selection. */
async function remove({ project, selection, view, speech }: Workbench, removal: typeof removeJoined): Promise<void> {
  const { document } = project;
  const { nodes, notes } = selection;
  const wires = new Set(selection.edges);
  const edges = document.edges.filter((edge) => wires.has(edgeName(edge)));
  const change = removal(document, nodes, edges, notes);
  if (!change) return;
  const neighbour = nodes.length > 0 ? neighbourOf(document, nodes) : null;
  const names = document.nodes.filter(({ id }) => nodes.includes(id)).map(({ name }) => name);
  const focused = view?.focused;
  project.edit(change);
  selection.select(neighbour === null ? [] : [neighbour]);
  if (names.length > 0) speech.say(m.spoken_removed({ names: names.join(', ') }));
  await tick();
  if (focused) view?.focus(neighbour);
}

/** The one thing that is selected, by its id on the canvas. */
function renamed({ project: { document }, selection: { nodes, notes } }: Workbench): string | null {
  const group = notes.length === 0 && groupOf(document, nodes);
  if (group && (nodes.length > 1 || group.collapsed)) return shownGroup(group.id);
  if (nodes.length + notes.length !== 1) return null;
  return nodes[0] ?? shownNote(notes[0]!);
}

/** The group that is selected, or the innermost one around all that is. */
function groupMeant({ project: { document }, selection: { nodes } }: Workbench): Group | null {
  return groupOf(document, nodes) ?? innermostAround(document, nodes) ?? null;
}

function innermostAround(document: Document, nodes: readonly string[]): Group | undefined {
  const [first, ...others] = nodes;
  return first === undefined ? undefined : groupsAround(document, first).find((group) => others.every((id) => group.nodes.includes(id)));
}

function selectGroup({ project, selection }: Workbench, id: string): void {
  selection.select(project.document.groups?.find((group) => group.id === id)?.nodes ?? []);
}

/** Where the hand is on the canvas, else in the middle of what is in view; to be written at once. */
function writeNote({ project, selection, view, renaming }: Workbench): void {
  const { edit, note } = addNote(project.document, view?.hand() ?? view?.centre() ?? [0, 0]);
  project.edit(edit);
  selection.show([], [], [note]);
  renaming.thing = shownNote(note);
}
