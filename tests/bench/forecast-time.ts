/** @file How long a person waits for the forecast after an edit: what theory says, and what a batch shows. */
import { startSession } from '../../core/cli/start-session.ts';
import type { Document } from '../../core/document/document.ts';
import { plainCase } from './cases.ts';
import { documentOf } from './ours.ts';
import { median } from './spread.ts';

export interface ForecastTime {
  readonly network: string;
  /** From the edit to what theory says of the document, through the worker and back. */
  readonly predicted_ms: number;
  /** From the edit to the same, measured with a batch. */
  readonly measured_ms: number;
}

const FIFTY = plainCase(
  'fifty',
  'fifty 64-wide hidden layers, batch 32',
  2,
  Array.from({ length: 50 }, () => 64),
  2,
  32,
);
/** Edits after which the worker is warm. */
const FIRST = 3;

/** Medians over `times` edits, each to another initialisation, with a pause in between as a person makes one. */
export async function forecastTime(times: number): Promise<ForecastTime> {
  const client = startSession({ threads: 1 });
  await client.ready;
  const predicted: number[] = [];
  const measured: number[] = [];
  for (let time = 0; time < FIRST + times; time++) {
    const begun = performance.now();
    await client.edit(edited(documentOf(FIFTY), time));
    predicted.push(performance.now() - begun);
    if (!(await client.measured())) throw new Error('The forecast was not measured.');
    measured.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  client.close();
  return { network: FIFTY.title, predicted_ms: median(predicted.slice(FIRST)), measured_ms: median(measured.slice(FIRST)) };
}

function edited(document: Document, time: number): Document {
  const init = { kind: 'normal', mean: 0, std: 0.1 + time / 1000 };
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.id === 'fc7' ? { ...node, settings: { ...node.settings, init } } : node)),
  };
}
