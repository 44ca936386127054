/**
 * @file What no page of the app may do, in whatever window, frame or session it is: go elsewhere, open or embed something, use a device,
 * download, read the disk by itself, or reach another machine.
 */
import type { App, Session, WebContents } from 'electron';
import { HEADERS } from './headers.ts';
import { isOurs, isPage } from './protocol.ts';

/** What the page needs beyond drawing: to copy, and to fill the screen. */
const PERMITTED: readonly string[] = ['clipboard-sanitized-write', 'fullscreen'];

/** Before the app is ready. Names of other machines come to nothing as well, for to ask for one is to say something to somebody. */
export function confine(app: App): void {
  app.enableSandbox();
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('web-contents-created', (_event, contents) => confinePage(contents));
  app.on('session-created', confineSession);
}

/** It stays where it is, opens nothing, embeds nothing, and talks to no other machine past the requests that are looked at. */
function confinePage(contents: WebContents): void {
  contents.on('will-navigate', (event) => isPage(event.url) || event.preventDefault());
  contents.on('will-frame-navigate', (event) => (event.isMainFrame && isPage(event.url)) || event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault()); // we send none
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

const confined = new WeakSet<Session>();

/** Once, however often it is asked for. Of permissions, one handler answers what is asked, the other what is only looked up. */
export function confineSession(session: Session): void {
  if (confined.has(session)) return;
  confined.add(session);
  session.setPermissionRequestHandler((_contents, permission, decide, { isMainFrame, requestingUrl }) =>
    decide(PERMITTED.includes(permission) && isMainFrame && isPage(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) => PERMITTED.includes(permission) && isMainFrame && isOurs(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false); // its dictionaries would be fetched
  session.on('will-download', (event) => event.preventDefault()); // files are saved over the bridge
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isOurs(url) && !/^(blob|data|devtools):/.test(url) }));
  session.protocol.handle('file', () => new Response(null, { status: 403, headers: HEADERS }));
}
