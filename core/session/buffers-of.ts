import type { Choice, Opened } from '../formats/opened.ts';
import type { KeptRun } from '../telemetry/kept-run.ts';

/** What goes from thread to thread without being copied. */
export function buffersOf(result: Opened | Choice): ArrayBuffer[] {
  if (!('document' in result) || !result.weights) return [];
  const { state, optimizer, data } = result.weights;
  const scaling = data?.scaling ? [data.scaling.offset, data.scaling.scale] : [];
  return [
    ...new Set(
      [...state.map(({ values }) => values), ...optimizer.map(({ values }) => values), ...scaling].map(
        ({ buffer }) => buffer as ArrayBuffer,
      ),
    ),
  ];
}

/** The same, of the states of a run. */
export function buffersOfKept({ states }: KeptRun): ArrayBuffer[] {
  return states.map(({ numbers }) => numbers.buffer);
}
