import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OPERANDS } from '../../../core/plan/operands.ts';
import { SELF_CHECK_BOUND, selfCheck, selfCheckPlans } from '../../../core/session/self-check.ts';
import { kernelsFile } from '../../../core/engine/kernel-build.ts';
import { kernelsOf } from '../../helpers/machines.ts';

test('the networks of the self-check use every kernel that learning does', () => {
  const used = new Set(
    selfCheckPlans().flatMap(({ forward, backward, update }) => [...forward, ...backward, ...update].map(({ kernel }) => kernel)),
  );
  expect([...used].sort()).toEqual(Object.keys(OPERANDS).sort());
  const optimizers = new Set(selfCheckPlans().map(({ optimizer }) => optimizer.kind));
  expect([...optimizers].sort()).toEqual(['Adagrad', 'Adam', 'RMSprop', 'SGD']);
});

test.each(['strict', 'relaxed'] as const)('%s kernels pass far within the bound', (numerics) => {
  expect(selfCheck(kernelsOf({ numerics, shared: false })).largest).toBeLessThan(SELF_CHECK_BOUND / 5);
});

test('of kernels in which one product is a sum, nine in ten do not pass: the others are last terms of series, or ways seldom gone', () => {
  const product = Uint8Array.of(0xfd, 0xe6, 0x01);
  const bytes = readFileSync(join(import.meta.dirname, '../../../dist', kernelsFile({ numerics: 'strict', shared: false })));
  const places: number[] = [];
  for (let at = bytes.indexOf(product); at >= 0; at = bytes.indexOf(product, at + 3)) places.push(at);
  const tried = places.filter((_, index) => index % 5 === 0);
  const survivors = tried.filter((at) => {
    const mutant = Uint8Array.from(bytes);
    mutant[at + 1] = 0xe4; // f32x4.mul becomes f32x4.add
    return selfCheck({ numerics: 'strict', shared: false, module: new WebAssembly.Module(mutant) }).largest <= SELF_CHECK_BOUND;
  });
  expect(tried.length).toBeGreaterThan(40);
  expect(survivors.length / tried.length).toBeLessThan(0.12);
});
