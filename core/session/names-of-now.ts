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
  const renamed = new Map(
    rows.map(({ node, name }) => [name, now.get(node) ?? name] as const).filter(([before, after]) => before !== after),
  );
  return renamed.size === 0 ? findings : findings.map((each) => withNames(renamed, each));
}

function withNames(renamed: ReadonlyMap<string, string>, each: Finding): Finding {
  const numbers = Object.fromEntries(
    Object.entries(each.numbers).map(([key, value]) => [key, NAMES.includes(key) ? renamedIn(renamed, String(value)) : value]),
  );
  return { ...each, numbers, message: finding(each.code, each.where, numbers).message };
}

function renamedIn(renamed: ReadonlyMap<string, string>, text: string): string {
  const [block = '', ...tensor] = text.split('.');
  return [renamed.get(block) ?? block, ...tensor].join('.');
}
