/**
 * @file Addresses of the app's own scheme. Headless Chromium knows no scheme of ours: app://bundle/x is http://bundle.app.localhost/x to it, a
 * place of its own that it trusts as it trusts this machine, and all of whose requests come to the proxy.
 */

/** The schemes that the app has registered. */
export const schemes = new Set<string>();

export function browserAddress(address: string): string {
  const { protocol, host, pathname, search, hash } = new URL(address);
  const scheme = protocol.slice(0, -1);
  return schemes.has(scheme) ? `http://${host}.${scheme}.localhost${pathname}${search}${hash}` : address;
}

export function appAddress(address: string): string {
  const found = /^http:\/\/(.+)\.([a-z0-9-]+)\.localhost(?=[/?#]|$)/.exec(address);
  return found && schemes.has(found[2]!) ? `${found[2]}://${found[1]}${address.slice(found[0].length)}` : address;
}
