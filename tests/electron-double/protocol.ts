import type { Protocol } from 'electron';
import { schemes } from './addresses.ts';
import { loud } from './loud.ts';

type Handler = Parameters<Protocol['handle']>[1];

const handlers = new Map<string, Handler>();

export const protocol = loud('protocol', {
  registerSchemesAsPrivileged(registered) {
    for (const { scheme, privileges } of registered) {
      if (!privileges?.standard || !privileges.secure)
        throw new Error(`The double of Electron takes only standard and secure schemes: ${scheme}.`);
      schemes.add(scheme);
    }
  },
  handle(scheme, handler) {
    if (!schemes.has(scheme) && scheme !== 'file') throw new Error(`The scheme ${scheme} was not registered as privileged.`);
    handlers.set(scheme, handler);
  },
  unhandle: (scheme) => void handlers.delete(scheme),
  isProtocolHandled: (scheme) => handlers.has(scheme),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>);

/** The app's own answer. Null if it has none for the scheme. */
export async function answerOf(request: Request): Promise<Response | null> {
  const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
  return handler ? handler(request) : null;
}
