import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

function evaluate(...args: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'evaluate.ts'), ...args], { encoding: 'utf8' });
}

test('one run is trained, judged, repaired and told as one object, twice the same', () => {
  const { status, stdout } = evaluate('--quick', '--only', 'V6', '--json');
  const { seconds, ...result } = JSON.parse(stdout);
  expect(status).toBe(0);
  expect(seconds).toBeGreaterThan(0);
  expect(result).toMatchObject({
    met: true,
    seeds: [1],
    conditions: [{ condition: 'gradient_vanishing', runs: 1, ever: 1, met: true }],
    fixes: [{ condition: 'gradient_vanishing', runs: 1, offered: 1, helped: 1, met: true }],
    runs: [{ name: 'V6_circle_6x32sig_xav_sgd', seed: 1, condition: 'gradient_vanishing', failed: false }],
    left_out: ['E1_AT_circle_8x5exp', 'E2_AT_blob_9x5exp'],
  });
  const { seconds: _, ...again } = JSON.parse(evaluate('--quick', '--only', 'V6', '--json').stdout);
  expect(again).toEqual(result);
});

test('what matches nothing, or is no option, is refused with 2', () => {
  expect(evaluate('--only', 'nothing').status).toBe(2);
  expect(evaluate('--seeds', 'one').status).toBe(2);
  expect(evaluate('--unknown').stderr).toContain('npm run evaluate:diagnosis');
});
