/** @file Threads that each train one network at a time. Who trains what has no say in any number. */
import { Worker } from 'node:worker_threads';
import type { Document } from '../../core/document/document.ts';
import type { GivenFile } from '../../core/session/protocol.ts';
import type { Outcome } from './train.ts';

export interface Job {
  readonly document: Document;
  readonly files: readonly GivenFile[];
}

export type Answer = { readonly outcome: Outcome } | { readonly problem: string };

interface Waiting {
  readonly job: Job;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

export class Crew {
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[];
  readonly #busy = new Map<Worker, Waiting>();
  readonly #queue: Waiting[] = [];

  constructor(threads: number) {
    this.#workers = Array.from({ length: threads }, () => this.#hire());
    this.#idle = [...this.#workers];
  }

  /** @throws Error if the document cannot be trained */
  train(document: Document, files: readonly GivenFile[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job: { document, files }, resolve, reject });
      this.#hand();
    });
  }

  dismiss(): void {
    for (const worker of this.#workers) void worker.terminate();
  }

  #hire(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    const done = () => {
      const waiting = this.#busy.get(worker)!;
      this.#busy.delete(worker);
      return waiting;
    };
    worker.on('message', (answer: Answer) => {
      const { resolve, reject } = done();
      if ('outcome' in answer) resolve(answer.outcome);
      else reject(new Error(answer.problem));
      this.#idle.push(worker);
      this.#hand();
    });
    worker.on('error', (error: Error) => done().reject(error));
    return worker;
  }

  #hand(): void {
    while (this.#idle.length > 0 && this.#queue.length > 0) {
      const worker = this.#idle.pop()!;
      const waiting = this.#queue.shift()!;
      this.#busy.set(worker, waiting);
      worker.postMessage(waiting.job);
    }
  }
}
