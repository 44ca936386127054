import { expect, test } from 'vitest';
import { Outbox } from '../../../core/session/outbox.ts';
import { SCALAR, reportLength } from '../../../core/plan/report.ts';
import { FRAME_NUMBER, FRAME_NUMBERS } from '../../../core/telemetry/frame.ts';
import { frame } from '../../helpers/rows.ts';

test('hands over every frame once, in order, however many have piled up', () => {
  const outbox = new Outbox(2);
  const taken: number[] = [];
  const losses: number[] = [];
  const take = () => {
    const { frames } = outbox.take();
    for (let i = 0; i < frames.count; i++) {
      taken.push(frames.numbers[i * FRAME_NUMBERS.length + FRAME_NUMBER.step]!);
      losses.push(frames.reports[i * reportLength(2) + SCALAR.loss]!);
    }
  };
  for (let step = 1; step <= 1000; step++) {
    const { numbers, reports } = frame(2, { step }, { loss: step / 2 });
    outbox.add(numbers, reports);
    if (step === 10 || step === 900) take();
  }
  take();
  expect(taken).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  expect(losses).toEqual(taken.map((step) => step / 2));
  expect(outbox.isEmpty).toBe(true);
});

test('what was taken is not touched by what comes after', () => {
  const outbox = new Outbox(1);
  const first = frame(1, { step: 1 }, { loss: 1 });
  outbox.add(first.numbers, first.reports);
  const { frames } = outbox.take();
  const second = frame(1, { step: 2 }, { loss: 2 });
  outbox.add(second.numbers, second.reports);
  expect(frames.reports[SCALAR.loss]).toBe(1);
});
