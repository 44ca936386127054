/**
 * @file In which order the layers of a state_dict stand. A safetensors file sorts its tensors by name, so the names tell, read as people
 * mean them (2 before 10, `bn1` behind `fc1`, `encoder` before `decoder`), and the widths: each takes what the one before gives.
 */
import { isSequence } from './sequence.ts';
import type { Module } from './modules.ts';

export interface InOrder {
  readonly modules: readonly Module[];
  /** Neither names nor widths leave no other order. */
  readonly guessed: boolean;
}

type Compare = (a: Module, b: Module) => number;

/** How people call what comes first in a network, and last. */
const FIRST = /(^|_)(in|input|inp|first|stem|encoder|enc|features?|backbone|body|trunk|proj_in)$/i;
const LAST = /(^|_)(out|output|last|final|decoder|dec|classifier|head|logits?|predictor|proj_out)$/i;

/** Null if there is no order in which the widths fit. */
export function inOrder(modules: readonly Module[]): InOrder | null {
  const orders = [modules.toSorted(byParts), modules.toSorted(byNumbers)].filter(fits);
  const byName = orders.find(isUsual) ?? orders[0];
  const byWidth = inOrderOfWidths(modules.toSorted(byParts));
  if (!byName) return byWidth;
  return { modules: byName, guessed: byWidth?.guessed === true && !namesTell(byName) };
}

function fits(modules: readonly Module[]): boolean {
  return modules.every(({ inputs }, index) => index === 0 || modules[index - 1]!.outputs === inputs);
}

/** A BatchNorm follows a layer that learns, or stands first. */
function isUsual(modules: readonly Module[]): boolean {
  return modules.every(({ layer }, index) => layer === 'Linear' || index === 0 || modules[index - 1]!.layer === 'Linear');
}

/** A part of a path: `fc10` is `fc` with 10. */
interface Part {
  readonly stem: string;
  readonly number: number;
  readonly rank: number;
}

function partsOf({ path }: Module): Part[] {
  return path.split('.').map((part) => {
    const [, stem = '', digits] = /^(.*?)(\d*)$/s.exec(part)!;
    return {
      stem,
      number: digits ? Number(digits) : Infinity,
      rank: FIRST.test(stem) ? -1 : LAST.test(stem) ? 1 : 0,
    };
  });
}

const byLayer: Compare = (a, b) => Number(a.layer === 'BatchNorm1d') - Number(b.layer === 'BatchNorm1d');

/** By what a person reads in the names; 0 where only the alphabet is left. */
function byMeaning(a: Module, b: Module): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (!other) return 0;
    const difference = part.rank - other.rank || compareNumbers(part.number, other.number);
    if (difference !== 0) return difference;
    if (part.stem !== other.stem) return byLayer(a, b);
  }
  return byLayer(a, b);
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function byPath(a: Module, b: Module): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

const byParts: Compare = (a, b) => byMeaning(a, b) || byPath(a, b);

/** `layers.0`, `norms.0`, `layers.1`, `norms.1`: lists side by side, gone through together. */
const byNumbers: Compare = (a, b) => {
  const [left, right] = [a, b].map((module) => partsOf(module).flatMap(({ number }) => (number === Infinity ? [] : [number])));
  for (let index = 0; index < Math.max(left!.length, right!.length); index++) {
    const difference = compareNumbers(left![index] ?? Infinity, right![index] ?? Infinity);
    if (difference !== 0) return difference;
  }
  return byLayer(a, b) || byParts(a, b);
};

function namesTell(modules: readonly Module[]): boolean {
  return modules.every(
    (module, index) => index === 0 || isSequence(modules[index - 1]!, module) || byMeaning(modules[index - 1]!, module) < 0,
  );
}

/**
 * Widths as places and each Linear as a way from one to another: a walk that takes every way once (Hierholzer 1873), of several ways the
 * first by name. Each BatchNorm then goes behind the first layer that gives its width and has none yet.
 */
function inOrderOfWidths(modules: readonly Module[]): InOrder | null {
  const linears = modules.filter(({ layer }) => layer === 'Linear');
  const ways = Map.groupBy(linears.toReversed(), ({ inputs }) => inputs);
  const start = startOf(linears);
  let guessed = start === null || [...ways.values()].some((same) => same.length > 1);
  const walk: Module[] = [];
  const path: Module[] = [];
  let at: number | undefined = start ?? linears[0]?.inputs;
  while (at !== undefined) {
    const next = ways.get(at)?.pop();
    if (next) path.push(next);
    else {
      const done = path.pop();
      if (!done) break;
      walk.push(done);
      at = done.inputs;
      continue;
    }
    at = next.outputs;
  }
  walk.reverse();
  if (walk.length !== linears.length || !fits(walk)) return null;

  const norms = Map.groupBy(modules.filter(({ layer }) => layer === 'BatchNorm1d').toReversed(), ({ inputs }) => inputs);
  const places = new Map([...norms].map(([width]) => [width, walk.filter(({ outputs }) => outputs === width).length]));
  guessed ||= [...norms].some(([width, same]) => same.length > 1 || places.get(width)! > same.length);
  const ordered = walk.flatMap((linear) => {
    const norm = norms.get(linear.outputs)?.pop();
    return norm ? [linear, norm] : [linear];
  });
  // what is left normalises the data themselves
  const left = [...norms.values()].flat();
  const all = [...left.reverse(), ...ordered];
  return fits(all) ? { modules: all, guessed } : null;
}

/** The width that is given less often than it is taken; null where any may be the first. */
function startOf(linears: readonly Module[]): number | null {
  const balance = new Map<number, number>();
  for (const { inputs, outputs } of linears) {
    balance.set(inputs, (balance.get(inputs) ?? 0) + 1);
    balance.set(outputs, (balance.get(outputs) ?? 0) - 1);
  }
  return [...balance].find(([, taken]) => taken > 0)?.[0] ?? null;
}
