import { expect, test } from 'vitest';
import { memoryNeeded } from '../../../core/engine/memory-needed.ts';
import { createWasmMachine } from '../../../core/engine/wasm-machine.ts';
import { compiled } from '../../helpers/compiled.ts';
import { kernelsOf } from '../../helpers/machines.ts';
import { moons } from '../../helpers/networks.ts';

const PAGE = 65_536;
const facts = { name: 'moons', width: 2, task: 'classification', classes: 2, targetWidth: 1 } as const;
const plan = compiled(moons(), facts);

test.each([
  [0, 0],
  [200, 500],
  [30_000, 90_000],
])('a machine with %i rows and %i places takes the bytes that were foretold, in whole pages', (rows, places) => {
  const machine = createWasmMachine(plan, kernelsOf({ numerics: 'strict', shared: false }));
  machine.bind(new Float32Array(2 * rows), new Float32Array(rows), rows, places);
  const pages = machine.arena.buffer.byteLength / PAGE;
  expect(pages).toBe(Math.ceil(memoryNeeded(plan, 1, rows, places) / PAGE));
});

test('each thread brings its own working space', () => {
  const [one, two, three] = [1, 2, 3].map((threads) => memoryNeeded(plan, threads)) as [number, number, number];
  expect(two).toBeGreaterThan(one);
  expect(three - two).toBe(two - one);
});
