/** @file What was recorded and what is shown of it, as files for others: one press each. */
import { m } from '../language/generated/messages.js';
import type { Export } from '../state/exports.svelte.ts';
import { titled, type Action } from './action.ts';

const TITLE: Readonly<Record<Export, Parameters<typeof titled>[0]>> = {
  landscape_png: m.action_export_landscape_png,
  landscape_svg: m.action_export_landscape_svg,
  curves_png: m.action_export_curves_png,
  curves_svg: m.action_export_curves_svg,
  recording_jsonl: m.action_export_recording_jsonl,
  recording_csv: m.action_export_recording_csv,
};

export const EXPORT_ACTIONS = (Object.keys(TITLE) as Export[]).map((what): Action & { readonly id: `export:${Export}` } => ({
  id: `export:${what}`,
  group: 'file',
  title: titled(TITLE[what]),
  keys: [],
  heard: 'window',
  enabled: ({ exports }) => exports.lack(what) === null,
  run: ({ exports }) => exports.save(what),
}));
