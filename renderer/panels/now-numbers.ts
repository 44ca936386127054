/** @file The numbers that a run has told of one block at the moment that is shown, and what was foreseen of it, as the inspector and the card on the canvas show them. */
import { heatOf } from '../../core/telemetry/heat.ts';
import { columnAt } from '../../core/telemetry/column-at.ts';
import { columnsAt } from '../../core/telemetry/instant.ts';
import type { Recording } from '../../core/telemetry/recording.ts';
import type { Statistic } from '../../core/plan/report.ts';
import { decadesText, numberText, percentText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';
import type { Compile } from '../state/compile.svelte.ts';
import type { Telemetry } from '../state/telemetry.svelte.ts';

export interface NowNumber {
  readonly name: string;
  readonly text: string;
}

/** Null before the first recorded step, and of a block that no row is of. Read `telemetry.revision` beside it. */
export function nowNumbers(telemetry: Telemetry, row: number): readonly NowNumber[] | null {
  const { recording } = telemetry;
  if (!recording || telemetry.past || row < 0 || recording.frames === 0) return null;
  const { healthy, predicted, anchor, rows } = recording.header;
  const last = telemetry.value('signal', anchor);
  const expected = (profile: readonly (number | null)[]) =>
    profile[row] === null || profile[row] === undefined ? '–' : shown(last * 10 ** profile[row], numberText);
  const statistic = (name: Statistic, text: (value: number) => string) => shown(telemetry.value(name, row), text);
  return [
    { name: m.now_signal(), text: statistic('signal', numberText) },
    { name: m.now_profiles(), text: `${expected(predicted)} / ${expected(healthy)}` },
    ...(rows[row]!.weight === null
      ? []
      : [
          { name: '‖∂L/∂W‖', text: statistic('gradient_norm', numberText) },
          { name: m.now_mean(), text: statistic('gradient_mean', numberText) },
          { name: m.now_max(), text: statistic('gradient_max', numberText) },
          { name: m.now_update(), text: statistic('update_ratio', numberText) },
        ]),
    ...(rows[row]!.flow.kind === 'activation'
      ? [
          { name: m.now_saturated(), text: statistic('saturated', percentText) },
          { name: m.now_dead(), text: statistic('dead', percentText) },
        ]
      : []),
  ];
}

/** Decades from healthy over the last recorded steps, those up to `until` if that is told, the newest last; as `heatOf` tells them. */
export function lastHeats(recording: Recording, row: number, steps: number, until: number | null = null): number[] {
  const columns = until === null ? recording.recent : columnsAt(recording, until);
  const end = until === null ? columns.count : columnAt(columns, until) + 1;
  const first = Math.max(0, end - steps);
  return Array.from({ length: end - first }, (_, index) => heatOf(recording, columns, row, first + index));
}

/** Before a run: what theory says and what one batch has shown, in decades from the last hidden layer. */
export function foreseenSentences({ forecast, measured }: Compile, node: string): readonly string[] {
  const at = forecast?.rows.findIndex((one) => one.node === node) ?? -1;
  const predicted = forecast?.predicted[at] ?? null;
  const healthy = forecast?.healthy[at] ?? null;
  const seen = measured?.[at] ?? null;
  return [
    predicted !== null && healthy !== null ? m.now_forecast({ predicted: decadesText(predicted), healthy: decadesText(healthy) }) : null,
    seen === null ? null : seen === -Infinity ? m.now_measured_zero() : m.now_measured({ measured: decadesText(seen) }),
  ].filter((sentence) => sentence !== null);
}

function shown(value: number, text: (value: number) => string): string {
  return Number.isNaN(value) ? '–' : text(value);
}
