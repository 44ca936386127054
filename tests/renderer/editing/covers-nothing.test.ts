/** @file What is added, opened, repeated or laid out anew never comes to lie on something else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Document } from '../../../core/document/document.ts';
import { overlap, type Box } from '../../../renderer/editing/box.ts';
import { shownOf, type Shown, type ShownFrame } from '../../../renderer/editing/shown.ts';
import { BEGINNINGS, Choice, anyAction } from '../../helpers/any-action.ts';
import { done } from '../../helpers/drawn-network.ts';

const SEQUENCES = 100;
const ACTIONS_EACH = 40;

const thingsOf = ({ blocks, groups, notes }: Shown) => [...blocks, ...groups, ...notes];

/** "a b" for every two that touch. */
function touching(shown: Shown): Set<string> {
  const things = thingsOf(shown);
  return new Set(
    things.flatMap((one, index) => things.slice(index + 1).flatMap((other) => (overlap(one, other) ? [`${one.id} ${other.id}`] : []))),
  );
}

function expectNothingNew(before: Shown, after: Shown): void {
  const touched = touching(before);
  expect([...touching(after)].filter((pair) => !touched.has(pair) && pair.split(' ').some((id) => before.byId.has(id)))).toEqual([]);
}

/** Frames that were blocks before, or smaller, lie on nothing that is not theirs. */
function expectRoomInFrames(before: Shown, after: Shown): void {
  const wasUnder = (frame: ShownFrame, id: string) => {
    const [old, thing] = [before.byId.get(frame.id), before.byId.get(id)];
    return old?.kind === 'frame' && thing !== undefined && overlap(old, thing as Box);
  };
  const covered = after.frames
    .filter(({ id }) => before.byId.has(id))
    .flatMap((frame) => {
      const own = new Set(frame.nodes.map((node) => after.ofNode.get(node.id)));
      return thingsOf(after)
        .filter((thing) => !own.has(thing as never) && overlap(frame, thing) && !wasUnder(frame, thing.id))
        .map((thing) => `${frame.id} ${thing.id}`);
    });
  expect(covered).toEqual([]);
}

/** A group that was collapsed stands clear of all else, unless it would nowhere among the places of its blocks. */
function expectClear(before: Shown, after: Shown): void {
  const covering = after.groups
    .filter((group) => before.byId.get(group.id)?.kind === 'frame')
    .filter((group) => {
      const others = thingsOf(after).filter((thing) => thing !== group);
      const isClear = (box: Box) => !others.some((thing) => overlap(thing, box));
      return !isClear(group) && group.nodes.some(({ position }) => isClear({ position, size: group.size }));
    });
  expect(covering.map(({ id }) => id)).toEqual([]);
}

const CHECKS: Readonly<Record<string, (before: Shown, after: Shown) => unknown>> = {
  addAt: expectNothingNew,
  addWired: expectNothingNew,
  addAfter: expectNothingNew,
  addLoose: expectNothingNew,
  insertInto: expectNothingNew,
  paste: expectNothingNew,
  setRepeats: expectRoomInFrames,
  setCollapsed(before, after) {
    if (after.frames.length > before.frames.length) expectRoomInFrames(before, after);
    else expectClear(before, after);
  },
  tidied: (_, after) => expect([...touching(after)]).toEqual([]),
};

const actions = fc.array(fc.tuple(fc.constantFrom(...Object.keys(anyAction()), ...Object.keys(CHECKS)), fc.nat(2_147_483_000)), {
  minLength: ACTIONS_EACH,
  maxLength: ACTIONS_EACH,
  size: 'max',
});

test('nothing that finds a place by itself lies on what was there', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.constantFrom(...BEGINNINGS), actions, (beginning, names) => {
      const actionOf = anyAction();
      let document: Document = beginning;
      for (const [name, seed] of names) {
        const after = done(document, actionOf[name]!(document, new Choice(seed)));
        if (after !== document) CHECKS[name]?.(shownOf(document), shownOf(after));
        document = after;
      }
    }),
    { numRuns: SEQUENCES, seed: 5 },
  );
});
