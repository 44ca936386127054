/** @file Blocks that an edit puts between blocks of a group belong to the group, whoever made the edit. */
import type { Document, Group } from '../../core/document/document.ts';
import { apply, type Edit } from '../../core/document/edits.ts';
import { putInto } from './group.ts';
import { nestingOf } from './nesting.ts';
import { wiringOf } from './wiring.ts';

/** The edit, and with it each new block joins the groups that hold all that it is wired to, over other new blocks as well. */
export function joiningGroups(document: Document, edit: Edit): Edit {
  const known = new Set(document.nodes.map(({ id }) => id));
  const after = apply(document, edit).document;
  const nesting = nestingOf(document);
  const wiring = wiringOf(after);
  const fed = (id: string) => wiring.leaving(id).map(({ to }) => to[0]);
  const feeding = (id: string) => wiring.arriving(id).map(({ from }) => from[0]);

  const edits: Edit[] = [edit];
  let grown = after;
  for (const { id } of after.nodes) {
    if (known.has(id)) continue;
    const [before, behind] = [feeding, fed].map((next) => reachedAmong(known, id, next)) as [string[], string[]];
    if (before.length === 0 || behind.length === 0) continue;
    const around = [...before, ...behind].map((each) => new Set(nesting.around(each).map((group) => group.id)));
    const current = (grown.groups ?? []).filter((group: Group) => around.every((ids) => ids.has(group.id)));
    for (const join of current.length > 0 ? putInto(grown, id, current) : []) {
      edits.push(join);
      grown = apply(grown, join).document;
    }
  }
  return edits.length > 1 ? { edit: 'compound', edits } : edit;
}

/** The blocks known before that are met first on all ways from a new one. */
function reachedAmong(known: ReadonlySet<string>, id: string, next: (id: string) => readonly string[]): string[] {
  const seen = new Set([id]);
  for (const each of seen) if (!known.has(each)) for (const neighbour of next(each)) seen.add(neighbour);
  return [...seen].filter((each) => known.has(each));
}
