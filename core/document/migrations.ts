/**
 * @file How older documents become current ones: an ordered list of pure steps. The first turns version 1 into 2, and so on;
 * a change of the document's form appends one and raises the version in its schema.
 */

/** A document of some version, before it has been checked. */
export type Draft = Readonly<Record<string, unknown>>;
export type Migration = (older: Draft) => Draft;

export const MIGRATIONS: readonly Migration[] = [];

/** The version that this program writes. */
export const VERSION = MIGRATIONS.length + 1;

/** Brings a document of `version` up to the version after the last of `steps`. */
export function migrate(draft: Draft, version: number, steps: readonly Migration[] = MIGRATIONS): Draft {
  return steps.slice(version - 1).reduce((older, step, index) => ({ ...step(older), version: version + index + 1 }), draft);
}
