/** @file The module Web Worker that a page starts: a session behind `postMessage`. */
import type { Helper } from './engine.ts';
import type { Message, Request } from './protocol.ts';
import { byMessages } from './schedule.ts';
import { Session } from './session.ts';

const post = (message: Message, transfer: ArrayBuffer[] = []) => self.postMessage(message, { transfer });
const crashed = (error: unknown) => post({ type: 'crashed', sentence: error instanceof Error ? error.message : String(error) });

function startHelper(): Helper {
  const worker = new Worker(new URL('./helper.ts', import.meta.url), { type: 'module' });
  return { call: (call) => worker.postMessage(call), end: () => worker.terminate() };
}

const session = new Session(post, byMessages(), startHelper);

self.onmessage = (event: MessageEvent<Request>) => session.receive(event.data);
self.onerror = (message) => crashed(message);
self.onunhandledrejection = (event) => crashed(event.reason);
