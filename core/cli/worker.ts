/** @file The worker thread that the commands start: a session behind `parentPort`. What it does not catch ends it, and the client hears of that. */
import { Worker, parentPort } from 'node:worker_threads';
import type { Helper } from '../session/engine.ts';
import type { Message, Request } from '../session/protocol.ts';
import { Session } from '../session/session.ts';

function startHelper(): Helper {
  const worker = new Worker(new URL('./helper.ts', import.meta.url));
  worker.unref();
  return { call: (call) => worker.postMessage(call), end: () => void worker.terminate() };
}

// a port of Node hands over up to a thousand messages to itself before it lets others in: a run would be deaf for seconds
const schedule = (task: () => void) => void setImmediate(task);
const post = (message: Message, transfer: ArrayBuffer[] = []) => parentPort!.postMessage(message, transfer);
// whoever waits for a command ends it himself
const session = new Session(post, schedule, startHelper, () => undefined);

parentPort!.on('message', (request: Request) => session.receive(request));
