/** @file app://bundle/, the only place that the desktop window loads anything from. */
import { HEADERS } from './headers.ts';
import { answer, type ServedFiles } from './served-files.ts';

export const PAGE = 'app://bundle/';

/** Registered before the app is ready. Not corsEnabled and not bypassCSP: no other page has business here. */
export const SCHEME = { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } };

/**
 * Whether an address belongs to the app. Scheme and host are compared, for Node gives every scheme of ours the origin "null".
 */
export function isOurs(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'app:' && url.host === 'bundle' && url.username === '' && url.password === '';
}

/** Whether it is the address of the page itself, and of no other file of the app; what it says behind "?" or "#" does not matter. */
export const isPage = (address: string): boolean => isOurs(address) && new URL(address).pathname === '/';

/** The handler of the scheme: a request of the page in, one of the built files out. */
export function serveApp(served: ServedFiles): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    const { status, headers, body } = isOurs(url)
      ? await answer(served, method, new URL(url).pathname)
      : { status: 403, headers: HEADERS, body: null };
    return new Response(body, { status, headers });
  };
}
