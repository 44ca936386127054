/** @file What is done with files. Ctrl+N, Ctrl+T and Ctrl+W belong to the browser, and no page can have them. */
import { notesOf } from '../../core/document/notes.ts';
import { m } from '../language/generated/messages.js';
import { language as currentLanguage } from '../language/language.ts';
import { EXAMPLES } from '../state/examples.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

/** Whether there is something to draw. */
export function hasPicture({ project: { document } }: Workbench): boolean {
  return document.nodes.length + notesOf(document).length > 0;
}

export const FILE_ACTIONS = [
  { id: 'new', group: 'file', title: titled(m.file_new), keys: [], heard: 'window', run: (bench) => bench.files.newDocument() },
  {
    id: 'new_window',
    group: 'file',
    title: titled(m.action_new_window),
    keys: ['Alt+N'],
    heard: 'always',
    run: ({ outside }) => outside.newWindow(),
  },
  { id: 'open', group: 'file', title: titled(m.file_open), keys: ['Ctrl+O'], heard: 'always', run: (bench) => bench.files.open() },
  {
    id: 'open_recent',
    group: 'file',
    title: titled(m.action_open_recent),
    keys: ['Alt+O'],
    heard: 'always',
    run: ({ recents }) => recents.show(),
  },
  {
    id: 'cancel_reading',
    group: 'file',
    title: titled(m.action_cancel_reading),
    keys: [],
    heard: 'window',
    enabled: ({ opening }) => opening.shown !== null,
    run: ({ opening }) => opening.cancel(),
  },
  {
    id: 'save',
    group: 'file',
    title: titled(m.file_save),
    keys: ['Ctrl+S'],
    heard: 'always',
    run: async (bench) => void (await bench.saving.save()),
  },
  {
    id: 'save_as_model',
    group: 'file',
    title: titled(m.action_save_as_model),
    keys: ['Ctrl+Shift+S'],
    heard: 'always',
    run: async (bench) => void (await bench.saving.saveAs('model')),
  },
  {
    id: 'save_as_document',
    group: 'file',
    title: titled(m.action_save_as_document),
    keys: [],
    heard: 'window',
    run: async (bench) => void (await bench.saving.saveAs('document')),
  },
  {
    id: 'export_pytorch',
    group: 'file',
    title: titled(m.action_export_pytorch),
    keys: [],
    heard: 'window',
    enabled: ({ sharing }) => sharing.lack() === null,
    run: ({ sharing }) => sharing.exportAs('pytorch'),
  },
  {
    id: 'export_onnx',
    group: 'file',
    title: titled(m.action_export_onnx),
    keys: [],
    heard: 'window',
    enabled: ({ sharing }) => sharing.lack() === null,
    run: ({ sharing }) => sharing.exportAs('onnx'),
  },
  {
    id: 'save_svg',
    group: 'file',
    title: titled(m.action_save_svg),
    keys: [],
    heard: 'window',
    enabled: hasPicture,
    run: (bench) => bench.sharing.savePicture('svg'),
  },
  {
    id: 'save_png',
    group: 'file',
    title: titled(m.action_save_png),
    keys: [],
    heard: 'window',
    enabled: hasPicture,
    run: (bench) => bench.sharing.savePicture('png'),
  },
] as const satisfies readonly Action[];

/** One for each example. */
export const EXAMPLE_ACTIONS = EXAMPLES.map((lesson): Action & { readonly id: `example:${string}` } => ({
  id: `example:${lesson.id}`,
  group: 'file',
  title: (language) => m.action_example({ title: lesson.title[language ?? currentLanguage()] }, language ? { locale: language } : {}),
  keys: [],
  heard: 'window',
  run: (bench) => bench.files.openLesson(lesson),
}));
