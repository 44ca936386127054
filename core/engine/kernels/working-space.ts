import { thread } from './crew.ts';
import { PANEL, PANEL_BYTES, STRIP_BYTES } from './layout.ts';

/** Where this thread may write what it needs for the length of one chunk: STRIP_BYTES + PANEL_BYTES of memory that no other touches. */
export function workingSpace(): usize {
  return <usize>load<u32>(PANEL) + thread() * (STRIP_BYTES + PANEL_BYTES);
}
