/** @file The module Web Worker that a page starts: a session behind `postMessage`. */
import type { Helper } from './engine.ts';
import type { Message, Request } from './protocol.ts';
import { byMessages } from './schedule.ts';
import { Session } from './session.ts';
import { holdLock, PING, type SignOfLife } from './signs-of-life.ts';

const post = (message: Message | SignOfLife, transfer: ArrayBuffer[] = []) => self.postMessage(message, { transfer });
const crashed = (error: unknown) => post({ type: 'crashed', sentence: error instanceof Error ? error.message : String(error) });

function startHelper(): Helper {
  const worker = new Worker(new URL('./helper.ts', import.meta.url), { type: 'module' });
  let lock: string | null = null;
  worker.onmessage = ({ data }: MessageEvent<string>) => {
    lock = data;
    post({ sign: 'living', thread: 'helper', lock });
  };
  return {
    call: (call) => worker.postMessage(call),
    end() {
      if (lock !== null) post({ sign: 'left', lock });
      worker.terminate();
    },
  };
}

const session = new Session(post, byMessages(), startHelper, (milliseconds) => post({ sign: 'busy', milliseconds }));

self.onmessage = ({ data }: MessageEvent<Request | typeof PING>) => {
  if (data === PING) post({ sign: 'beat' });
  else session.receive(data);
};
self.onerror = (message) => crashed(message);
self.onunhandledrejection = (event) => crashed(event.reason);
void holdLock().then((lock) => lock !== null && post({ sign: 'living', thread: 'worker', lock }));
