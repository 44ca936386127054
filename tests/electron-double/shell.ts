import type { Shell } from 'electron';
import { loud } from './loud.ts';

/** What was handed to the system, the last at the end. */
export const handedOver: string[] = [];

export const shell = loud('shell', {
  async openExternal(url) {
    handedOver.push(url);
  },
  showItemInFolder: (path) => void handedOver.push(path),
  async openPath(path) {
    handedOver.push(path);
    return '';
  },
  beep() {},
} satisfies Pick<Shell, 'openExternal' | 'showItemInFolder' | 'openPath' | 'beep'>);
