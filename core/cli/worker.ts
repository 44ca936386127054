/** @file The worker thread that the commands start: a session behind `parentPort`. What it does not catch ends it, and the client hears of that. */
import { parentPort } from 'node:worker_threads';
import type { Request } from '../session/protocol.ts';
import { byMessages } from '../session/schedule.ts';
import { Session } from '../session/session.ts';

const session = new Session((message, transfer = []) => parentPort!.postMessage(message, transfer), byMessages());

parentPort!.on('message', (request: Request) => session.receive(request));
