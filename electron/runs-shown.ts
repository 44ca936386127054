/** @file What training in any window means outside of the windows: how far it is, and that the machine must not fall asleep. */
import type { DocumentWindow } from './document-window.ts';
import { progressOf, together } from './run-progress.ts';
import type { StayingAwake } from './staying-awake.ts';

/**
 * Called whenever a run begins, goes on, rests or ends. Windows has a button in the task bar for each window; elsewhere there is one for the app,
 * and it shows the runs of all.
 */
export function showRuns(
  windows: readonly Pick<DocumentWindow, 'run' | 'frame'>[],
  awake: Pick<StayingAwake, 'want'>,
  platform: NodeJS.Platform,
): void {
  awake.want(windows.some(({ run }) => run?.state === 'training'));
  const all = together(windows.map(({ run }) => run));
  for (const { run, frame } of windows) {
    if (frame.isDestroyed()) continue;
    const { value, options } = progressOf(platform === 'win32' ? run : all, platform);
    frame.setProgressBar(value, options);
  }
}
