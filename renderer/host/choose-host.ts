import type { GradscapeBridge } from '../../electron/bridge.ts';
import type { Host } from './host.ts';

/** The desktop window if its shell has put a bridge into the page, else the browser; what the other needs is not fetched. */
export async function chooseHost(): Promise<Host> {
  const { gradscape } = window as { gradscape?: GradscapeBridge };
  return gradscape ? (await import('./electron-host.ts')).electronHost(gradscape) : (await import('./browser-host.ts')).browserHost();
}
