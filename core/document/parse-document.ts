/** @file From the bytes or the text of a file to a document that is whole and checked, or to one sentence about why not. */
import * as v from 'valibot';
import { expectInteger } from '../findings/expectation.ts';
import type { Numbers } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import { documentSchema, FARTHEST, MOST, type Document } from './document.ts';
import { parseJson } from './json.ts';
import { migrate, VERSION, type Draft } from './migrations.ts';
import { shown } from './shown.ts';
import { soundGroups } from './sound-groups.ts';

/** Of text; a network of thousands of blocks takes one of these. */
const LARGEST_MEGABYTES = 20;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Opens a document. `file` names it in a refusal. Nothing of the source is lost but groups that cannot be: fields that this version
 * does not know are kept, and settings stay as they were written.
 * @throws InputError document_too_large, text_encoding, json_malformed, document_foreign, document_newer,
 *   document_incomplete, document_invalid
 */
export function parseDocument(file: string, source: Uint8Array | string): Document {
  const text = typeof source === 'string' ? source : documentText(file, source);
  requireSmall(file, text.length);
  const draft = parseJson(file, text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  if (!isDraft(draft) || draft['format'] !== 'gradscape') throw new InputError('document_foreign', { file });
  const version = draft['version'];
  if (version === undefined) throw new InputError('document_incomplete', { file, path: 'version' });
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw new InputError('document_invalid', { file, path: 'version', ...shown(version), ...expectInteger({ min: 1, max: VERSION }) });
  if (version > VERSION) throw new InputError('document_newer', { file, got: version, expected: VERSION });
  return checked(file, migrate(draft, version));
}

/** The text of a document's file, with the byte order mark if it has one. @throws InputError document_too_large, text_encoding */
export function documentText(file: string, bytes: Uint8Array): string {
  requireSmall(file, bytes.length);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InputError('text_encoding', { file });
  }
}

function requireSmall(file: string, length: number): void {
  const megabytes = length / 1e6;
  if (megabytes > LARGEST_MEGABYTES)
    throw new InputError('document_too_large', { file, got: Math.ceil(megabytes), expected: LARGEST_MEGABYTES });
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The draft itself with what may be left out filled in: the schema's own output would reorder fields and drop some. */
function checked(file: string, draft: Draft): Document {
  // the schema would look at every item before it counts them
  for (const [path, length] of Object.entries(MOST)) {
    const list = draft[path];
    if (Array.isArray(list) && list.length > length)
      throw new InputError('document_invalid', { file, path, ...shown(list), expected: 'clause:long_at_most', length });
  }
  const { issues } = v.safeParse(documentSchema, draft, { abortEarly: true });
  if (issues) {
    const [issue] = issues;
    if (issue.input === undefined) throw new InputError('document_incomplete', { file, path: pathOf(issue) });
    throw new InputError('document_invalid', { file, path: pathOf(issue), ...shown(issue.input), ...expectedBy(issue) });
  }
  const list = listForObject(draft);
  if (list) throw new InputError('document_invalid', { file, path: list.path, ...shown(list.value), expected: 'clause:an_object' });
  const document = ('training' in draft ? draft : { ...draft, training: {} }) as Document;
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.settings ? node : { ...node, settings: {} })),
    ...(document.groups ? { groups: soundGroups(document.groups, document.nodes) } : {}),
  };
}

/** The schemas of objects take lists as well: an object without fields that it needs may turn out to be one. */
function listForObject({ training, nodes }: Draft): { path: string; value: unknown } | null {
  if (Array.isArray(training)) return { path: 'training', value: training };
  const index = (nodes as Document['nodes']).findIndex(({ settings }) => Array.isArray(settings));
  return index < 0 ? null : { path: `nodes[${index}].settings`, value: (nodes as Document['nodes'])[index]!.settings };
}

type Issue = v.InferIssue<typeof documentSchema>;

/** `nodes[3].position`. */
function pathOf(issue: Issue): string {
  const keys = issue.path?.map(({ key }) => key) ?? [];
  return keys.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${String(key)}`)).join('');
}

function expectedBy(issue: Issue): Numbers {
  switch (issue.type) {
    case 'array':
    case 'tuple':
    case 'union': // the notes, of which an older form was one text
      return { expected: 'clause:a_list' };
    case 'loose_object':
    case 'record':
      return { expected: 'clause:an_object' };
    case 'string':
      return { expected: 'clause:a_text' };
    case 'boolean':
      return { expected: 'clause:true_or_false' };
    case 'number':
    case 'finite':
      return { expected: 'clause:any_number' };
    case 'max_length':
      return { expected: 'clause:long_at_most', length: issue.requirement };
    case 'min_length':
      return { expected: 'clause:long_at_least', length: issue.requirement };
    case 'min_value':
    case 'max_value':
      return { expected: 'clause:number_from_to', min: -FARTHEST, max: FARTHEST };
    case 'literal':
      return { expected: issue.expected };
    default:
      return issue satisfies never;
  }
}
