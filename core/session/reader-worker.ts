/** @file The Web Worker that reads one file: it is started for it and ended after it. */
import { InputError } from '../findings/input-error.ts';
import { buffersOf } from './buffers-of.ts';
import { readNetwork, type ReadMessage, type ReadRequest } from './reader.ts';

const post = (message: ReadMessage, transfer: ArrayBuffer[] = []) => self.postMessage(message, { transfer });

self.onmessage = async ({ data }: MessageEvent<ReadRequest>) => {
  try {
    const result = await readNetwork(data, (done, total) => post({ type: 'progress', done, total }));
    post({ type: 'read', result }, buffersOf(result));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    post({ type: 'refused', code: error.code, numbers: error.numbers, sentence: error.message });
  }
};

// a promise that is rejected ends no worker by itself
self.onunhandledrejection = (event) => {
  throw event.reason;
};
