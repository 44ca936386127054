/** @file A run goes on when a block is renamed, and its findings speak of the block by the name that it has now. */
import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import { finding } from '../findings/messages.ts';
import type { Row } from '../plan/plan.ts';

/** What a finding of a run tells by the name of a block; `tensor` begins with one, as in "fc1.weight". */
const NAMES = ['name', 'last', 'tensor'];

/** `rows` have the names that the blocks had when the run began. */
export function withNamesOfNow(rows: readonly Row[], document: Document, findings: readonly Finding[]): readonly Finding[] {
  const now = new Map(document.nodes.map(({ id, name }) => [id, name]));
  const names = new Map(rows.map(({ node, name }) => [name, now.get(node) ?? name]));
  const changed = [...names].some(([before, after]) => before !== after);
  return changed ? findings.map((each) => withNames(names, each)) : findings;
}

function withNames(names: ReadonlyMap<string, string>, each: Finding): Finding {
  const numbers = Object.fromEntries(
    Object.entries(each.numbers).map(([key, value]) => [key, NAMES.includes(key) ? renamedIn(names, String(value)) : value]),
  );
  return { ...each, numbers, message: finding(each.code, each.where, numbers).message };
}

/** A block may be called "net" and another one "net.0": the longest name that the text begins with is meant. */
function renamedIn(names: ReadonlyMap<string, string>, text: string): string {
  const parts = text.split('.');
  for (let end = parts.length; end > 0; end--) {
    const name = names.get(parts.slice(0, end).join('.'));
    if (name !== undefined) return [name, ...parts.slice(end)].join('.');
  }
  return text;
}
