/** @file Windows as the system draws them: where they come to be, when they show themselves, and how they come to the front. */
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { GROUND } from './appearance.ts';
import type { KeptValue } from './kept-value.ts';
import { beside, within, type WindowPlace } from './window-place.ts';
import { windowOptions } from './window.ts';

/** Those whose page has not been drawn yet, and that show themselves when it is. */
const undrawn = new WeakSet<BrowserWindow>();

const ground = () => (nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light);

/**
 * A window that shows itself when its page is drawn.
 * @param last where the window was that was closed last; it is told where this one is when it closes
 * @param other a window beside which it is to be; null if it is the only one
 */
export function openFrame(last: KeptValue<WindowPlace>, other: BrowserWindow | null): BrowserWindow {
  const { bounds, maximised, fullScreen } = other ? beside(placeOf(other)) : last.value;
  const frame = new BrowserWindow({
    ...windowOptions(join(import.meta.dirname, 'preload.cjs')),
    ...(bounds && within(bounds, screen.getDisplayMatching(bounds).workArea)),
    backgroundColor: ground(),
  });
  undrawn.add(frame);
  frame.once('ready-to-show', () => {
    undrawn.delete(frame);
    if (maximised) frame.maximize();
    frame.show();
    if (fullScreen) frame.setFullScreen(true);
  });
  frame.on('close', () => (last.value = placeOf(frame)));
  const onTheme = () => frame.setBackgroundColor(ground());
  nativeTheme.on('updated', onTheme);
  frame.once('closed', () => nativeTheme.off('updated', onTheme));
  return frame;
}

const placeOf = (frame: BrowserWindow): WindowPlace => ({
  bounds: frame.getNormalBounds(),
  maximised: frame.isMaximized(),
  fullScreen: frame.isFullScreen(),
});

/** One whose page is not drawn yet does so by itself. */
export function bringToFront(frame: BrowserWindow): void {
  if (undrawn.has(frame)) return;
  if (frame.isMinimized()) frame.restore();
  frame.show();
  frame.focus();
}
