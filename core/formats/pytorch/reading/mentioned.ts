/** @file The losses that a text speaks of, also where it is not followed: behind a condition, in a function that nothing calls. */
import { functionNamed, moduleNamed } from './bind.ts';
import { LOSSES } from './library.ts';
import { mutable, type Run } from './run.ts';
import type { LayerModule, Special } from './value.ts';
import type { Body, Expression } from './syntax.ts';

export function noteMentionedLosses(run: Run, body: Body): void {
  const waiting: unknown[] = [body];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (isCall(next)) {
      const loss = lossCalled(run, next);
      if (loss) run.seen.mentioned.push({ loss, span: next });
    }
    for (const part of Object.values(next) as unknown[]) waiting.push(part);
  }
}

function isCall(part: object): part is Extract<Expression, { kind: 'call' }> {
  return 'kind' in part && part.kind === 'call';
}

function lossCalled(run: Run, call: Extract<Expression, { kind: 'call' }>): LayerModule | Special | null {
  const { of } = call;
  if (of.kind !== 'attribute' && of.kind !== 'name') return null;
  const special = Object.hasOwn(LOSSES, of.name) ? LOSSES[of.name]! : of.name === 'NLLLoss' || of.name === 'BCELoss' ? of.name : null;
  if (special) return { kind: 'special', name: special, span: call };
  const layer = (moduleNamed(of.name) ?? functionNamed(of.name))?.layer;
  return layer?.role === 'loss' ? { ...mutable(run), kind: 'layer', layer, settings: {}, inplace: false, span: call } : null;
}
