/** @file The worker thread that the commands start: a session behind `parentPort`. What it does not catch ends it, and the client hears of that. */
import { Worker, parentPort } from 'node:worker_threads';
import type { Helper } from '../session/engine.ts';
import type { Request } from '../session/protocol.ts';
import { byMessages } from '../session/schedule.ts';
import { Session } from '../session/session.ts';

function startHelper(): Helper {
  const worker = new Worker(new URL('./helper.ts', import.meta.url));
  worker.unref();
  return { call: (call) => worker.postMessage(call), end: () => void worker.terminate() };
}

const session = new Session((message, transfer = []) => parentPort!.postMessage(message, transfer), byMessages(), startHelper);

parentPort!.on('message', (request: Request) => session.receive(request));
