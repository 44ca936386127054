import { expect, test } from 'vitest';
import { LESSONS } from '../../../core/lessons/index.ts';
import { heatOf } from '../../../core/telemetry/heat.ts';
import { Listener } from '../../helpers/local-session.ts';

test('in the step that loses its numbers every row says so: none passes for not computed', async () => {
  const listener = new Listener();
  await listener.client.edit(LESSONS.find(({ id }) => id === 'exploding')!.document);
  await listener.client.start();
  await listener.rest();
  const recording = listener.recording!;
  const last = recording.count - 1;
  expect(recording.scalar('loss', last)).toBe(Infinity);
  expect(recording.header.rows.map((_, row) => recording.value('signal', row, last))).not.toContain(NaN);
  expect(recording.header.rows.map((_, row) => heatOf(recording, recording, row, last))).toEqual(recording.header.rows.map(() => Infinity));
  expect(recording.scalar('loss', last - 1)).toBeLessThan(Infinity);
  listener.client.close();
});
