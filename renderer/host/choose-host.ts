import type { GradscapeBridge } from '../../electron/bridge.ts';
import { browserHost } from './browser-host.ts';
import { electronHost } from './electron-host.ts';
import type { Host } from './host.ts';

/** The desktop window if its shell has put a bridge into the page, else the browser. */
export function chooseHost(): Host {
  const { gradscape } = window as { gradscape?: GradscapeBridge };
  return gradscape ? electronHost(gradscape) : browserHost();
}
