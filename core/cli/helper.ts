/** @file The thread that helps the commands' training worker with its steps. */
import { parentPort } from 'node:worker_threads';
import { assist, type Call } from '../session/engine.ts';

parentPort!.on('message', (call: Call) => assist(call));
