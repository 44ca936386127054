/** @file In what two networks differ, in words. */
import type { DocumentDifference } from '../../core/document/compare-documents.ts';
import { m } from '../language/generated/messages.js';

export function differenceText(difference: DocumentDifference): string {
  switch (difference.kind) {
    case 'added':
      return m.differ_added(difference);
    case 'removed':
      return m.differ_removed(difference);
    case 'layer':
      return m.differ_layer(difference);
    case 'bypassed':
      return m.differ_bypassed(difference);
    case 'used':
      return m.differ_used(difference);
    case 'wired':
      return m.differ_wired(difference);
    case 'unwired':
      return m.differ_unwired(difference);
    case 'setting':
      return m.differ_setting({ ...difference, ...change(difference) });
    case 'training':
      return m.differ_training({ ...difference, ...change(difference) });
    case 'dataset':
      return m.differ_dataset({ ...difference, ...change(difference) });
    default:
      return difference satisfies never;
  }
}

function change({ from, to }: { readonly from: unknown; readonly to: unknown }): { readonly from: string; readonly to: string } {
  return { from: valueText(from), to: valueText(to) };
}

function valueText(value: unknown): string {
  if (value === undefined) return m.differ_default();
  if (value === null) return m.differ_none();
  if (typeof value === 'boolean') return value ? m.differ_on() : m.differ_off();
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return isOfKind(value) ? kindText(value) : JSON.stringify(value);
}

interface OfKind {
  readonly kind: string;
}

/** An initialisation, for one. */
function isOfKind(value: unknown): value is OfKind {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}

function kindText({ kind, ...settings }: OfKind): string {
  const words = Object.entries(settings).map(([name, value]) => `${name} ${valueText(value)}`);
  return words.length === 0 ? kind : `${kind} (${words.join(', ')})`;
}
