/** @file A run goes on when a block is renamed, and its findings speak of the block by the name that it has now. */
import type { Document } from '../document/document.ts';
import { renamed } from '../document/renamed.ts';
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
    Object.entries(each.numbers).map(([key, value]) => [key, NAMES.includes(key) ? nameOfNow(names, String(value)) : value]),
  );
  return { ...each, numbers, message: finding(each.code, each.where, numbers).message };
}

/** Of a block, or of one of its tensors. */
function nameOfNow(names: ReadonlyMap<string, string>, text: string): string {
  return names.get(text) ?? renamed(names, text);
}
