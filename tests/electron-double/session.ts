import type { Session as ElectronSession, WebRequest } from 'electron';
import { browserAddress } from './addresses.ts';
import type { Session as Line } from './chromium.ts';
import { Emitter, loud, missing, preventable } from './loud.ts';
import { protocol } from './protocol.ts';
import type { WebContents } from './web-contents.ts';

type Check = Exclude<Parameters<ElectronSession['setPermissionCheckHandler']>[0], null>;
type Request = Exclude<Parameters<ElectronSession['setPermissionRequestHandler']>[0], null>;
type Permission = Parameters<Check>[1] & Parameters<Request>[1];
type Before = Exclude<Parameters<WebRequest['onBeforeRequest']>[0], null | object[]>;

/** Electron's names of what a page may ask for, as the browser knows them. */
const PERMISSIONS: { readonly [P in Permission]?: readonly { name: string; sysex?: boolean }[] } = {
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
  'display-capture': [{ name: 'display-capture' }],
  geolocation: [{ name: 'geolocation' }],
  'idle-detection': [{ name: 'idle-detection' }],
  'local-fonts': [{ name: 'local-fonts' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  midiSysex: [{ name: 'midi', sysex: true }],
  nfc: [{ name: 'nfc' }],
  notifications: [{ name: 'notifications' }],
  'persistent-storage': [{ name: 'persistent-storage' }],
  'screen-wake-lock': [{ name: 'screen-wake-lock' }],
  'storage-access': [{ name: 'storage-access' }],
  'window-management': [{ name: 'window-management' }],
};

class RequestWatch implements Pick<WebRequest, 'onBeforeRequest'> {
  #before: Before | null = null;

  onBeforeRequest(...given: unknown[]): void {
    const listener = given.at(-1);
    if (given.length > 1) throw new Error('The double of Electron hands all requests to webRequest.onBeforeRequest: it knows no filter.');
    this.#before = listener as Before | null;
  }

  /** Whether the app lets it pass. */
  async passes(url: string, method: string): Promise<boolean> {
    const before = this.#before;
    if (!before) return true;
    const details = loud('OnBeforeRequestListenerDetails', { id: 0, url, method, timestamp: Date.now() });
    return new Promise((decided) => before(details as unknown as Parameters<Before>[0], ({ cancel }) => decided(cancel !== true)));
  }
}

export class Session
  extends Emitter
  implements
    Pick<
      ElectronSession,
      | 'setPermissionCheckHandler'
      | 'setPermissionRequestHandler'
      | 'setDevicePermissionHandler'
      | 'setSpellCheckerEnabled'
      | 'isSpellCheckerEnabled'
    >
{
  protected override readonly tells = new Set(['will-download']);
  readonly protocol: typeof protocol = protocol;
  readonly webRequest = new RequestWatch();
  #check: Check | null = null;
  #request: Request | null = null;
  #spells = true;
  /** Asked by nobody: a headless browser has no devices. */
  device: Parameters<ElectronSession['setDevicePermissionHandler']>[0] = null;

  setPermissionCheckHandler(handler: Check | null): void {
    this.#check = handler;
  }

  setPermissionRequestHandler(handler: Request | null): void {
    this.#request = handler;
  }

  setDevicePermissionHandler(handler: Parameters<ElectronSession['setDevicePermissionHandler']>[0]): void {
    this.device = handler;
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.#spells = enabled;
  }

  isSpellCheckerEnabled(): boolean {
    return this.#spells;
  }

  /** A page begins to download something. Whether it may. */
  mayDownload(contents: WebContents, url: string, name: string): boolean {
    const event = preventable({});
    this.emit('will-download', event, loud('DownloadItem', { getURL: () => url, getFilename: () => name }), contents);
    return !event.defaultPrevented;
  }

  /** Whether the app grants it; whatever it was never asked about is granted, as in Electron. */
  async grants(contents: WebContents, permission: Permission, origin: string): Promise<boolean> {
    const of = contents as unknown as Electron.WebContents;
    const details = { requestingUrl: origin, securityOrigin: origin, isMainFrame: true };
    const checked = this.#check?.(of, permission, origin, details as Parameters<Check>[3]) ?? true;
    if (!checked || !this.#request) return checked;
    return new Promise((decided) => this.#request!(of, permission, decided, details as unknown as Parameters<Request>[3]));
  }

  /** Tells the browser what the app grants, before a page can ask for it. */
  async decide(contents: WebContents, line: Line, address: string): Promise<void> {
    const { protocol, host } = new URL(address);
    const { origin } = new URL(browserAddress(address));
    if (origin === 'null') return;
    for (const [permission, names] of Object.entries(PERMISSIONS)) {
      const granted = await this.grants(contents, permission as Permission, `${protocol}//${host}/`);
      const setting = granted ? 'granted' : 'denied';
      await Promise.all(names.map((name) => line.send('Browser.setPermission', { permission: name, setting, origin })));
    }
  }
}
Object.setPrototypeOf(RequestWatch.prototype, missing('webRequest'));

export const defaultSession: Session = new Session();
export const session = loud('session', { defaultSession });
