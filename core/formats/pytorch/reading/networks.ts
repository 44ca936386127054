/** @file Which networks a file defines. */
import { hasNumbers } from './bind.ts';
import { instantiate } from './interpret.ts';
import type { Run } from './run.ts';
import type { Doubt, Span } from './source.ts';
import { isNetworkClass, memberOf, modulesIn, type Class, type Module, type Value } from './value.ts';

/** A network of the file by the name under which it is chosen: one that is made in it, one that could not be made, or a class. */
export interface Candidate {
  readonly name: string;
  readonly what:
    | { readonly kind: 'made'; readonly module: Module }
    | { readonly kind: 'failed'; readonly doubt: Doubt }
    | { readonly kind: 'class'; readonly of: Class };
  readonly span: Span;
}

/** Networks that are no part of another, in the order of the file. */
export function networksOf(run: Run): Candidate[] {
  const { made, failed, parts } = run.seen;
  const alone = classesNeverMade(run);
  for (const of of alone) instantiate(run, of, { positional: [], named: new Map() }, of.span);
  // what is only made as a part of others is no network by itself
  const isPart = (of: Class) => alone.includes(of) && parts.has(of);
  const inner = new Set<Value>([...made.keys()].flatMap((module) => [...modulesIn(module).keys()].slice(1)));
  const roots = [...made].filter(([module]) => !inner.has(module) && !(module.kind === 'instance' && isPart(module.of)));
  const whole = roots.some(([module]) => module.kind !== 'layer') ? roots.filter(([module]) => module.kind !== 'layer') : roots;
  const counts = new Map<Class, number>();
  for (const of of [...whole.flatMap(([module]) => (module.kind === 'instance' ? [module.of] : [])), ...failed.map((one) => one.of)])
    counts.set(of, (counts.get(of) ?? 0) + 1);
  // a class that is made once goes by its own name
  const nameOf = (of: Class, variable: string | null) => (counts.get(of) === 1 ? of.name : (variable ?? of.name));
  const candidates: Candidate[] = [
    ...whole
      .filter(([module]) => module.kind !== 'container' || module.of === 'Sequential')
      .filter(([module]) => module.kind !== 'layer' || hasNumbers(module.layer))
      .map(([module, { name, span }]): Candidate => {
        const shown = module.kind === 'instance' ? nameOf(module.of, name) : (name ?? 'Sequential');
        return { name: shown, what: { kind: 'made', module }, span };
      }),
    ...failed
      .filter(({ of }) => !isPart(of))
      .map(({ of, doubt, name, span }): Candidate => ({ name: nameOf(of, name), what: { kind: 'failed', doubt }, span })),
  ];
  // of several by one name, the last is what the name stands for
  return [...new Map(candidates.toSorted((a, b) => a.span.from - b.span.from).map((one) => [one.name, one])).values()];
}

function classesNeverMade({ seen }: Run): Class[] {
  const bases = new Set(seen.classes.flatMap(({ bases }) => bases));
  return seen.classes.filter(
    (of) => isNetworkClass(of) && !seen.instantiated.has(of) && !bases.has(of) && memberOf(of, 'forward') !== null,
  );
}

/** The network that goes by this name: a variable or a class, one that is a part of others among them. */
export function networkNamed(run: Run, candidates: readonly Candidate[], name: string): Candidate | null {
  const found = candidates.find((one) => one.name === name);
  if (found) return found;
  for (const [module, { name: variable, span }] of run.seen.made)
    if (variable === name) return { name, what: { kind: 'made', module }, span };
  for (const whole of run.seen.made.keys())
    for (const module of modulesIn(whole).keys())
      if (module.kind === 'instance' && module.of.name === name) return { name, what: { kind: 'made', module }, span: module.span };
  const of = run.seen.classes.findLast((one) => one.name === name && isNetworkClass(one));
  return of ? { name, what: { kind: 'class', of }, span: of.span } : null;
}
