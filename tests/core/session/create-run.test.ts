import { afterEach, expect, test, vi } from 'vitest';
import { Refused } from '../../../core/session/client.ts';
import { Listener } from '../../helpers/local-session.ts';
import { moons } from '../../helpers/networks.ts';

afterEach(() => vi.restoreAllMocks());

test('memory for the data that cannot be had is refused in a sentence, and the worker lives on', async () => {
  const listener = new Listener();
  await listener.client.edit(moons({ dataset: { source: 'moons', rows: 20_000 } }));
  const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
    throw new RangeError('Unable to grow instance memory');
  });
  const refused = await listener.client.start().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect((refused as Refused).message).toMatch(/this machine did not give them/);
  grow.mockRestore();
  await listener.client.start(1);
  await listener.rest();
  expect(listener.step).toBe(1);
  listener.client.close();
});
