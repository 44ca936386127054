/** @file The module Web Worker that helps a training worker with its steps. */
import { assist, type Call } from './engine.ts';

self.onmessage = (event: MessageEvent<Call>) => assist(event.data);
