/** @file A session in the thread of the test, behind the same client as everywhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientEvent, type WorkerLike } from '../../core/session/client.ts';
import { kernelsFile, type KernelBytes } from '../../core/session/engine.ts';
import type { Event, Message, Status } from '../../core/session/protocol.ts';
import { Session } from '../../core/session/session.ts';
import { Recording } from '../../core/telemetry/recording.ts';

/** Strict and of one thread, so that what a test sees is the same everywhere. */
export function kernels(): KernelBytes {
  const build = { numerics: 'strict', shared: false } as const;
  const bytes = readFileSync(join(import.meta.dirname, '../../dist', kernelsFile(build)));
  return { ...build, bytes: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer };
}

export function noHelper(): never {
  throw new Error('A session of one thread starts no helper.');
}

/** Messages are cloned as between threads, so a test sees what a page sees. */
export function localWorker(): WorkerLike {
  let hear: (message: Message) => void = () => undefined;
  const session = new Session(
    (message, transfer) => hear(structuredClone(message, { transfer: transfer ?? [] })),
    (task) => setImmediate(task),
    noHelper,
    () => undefined,
  );
  return {
    postMessage: (message) => session.receive(structuredClone(message)),
    listen: (message) => (hear = message),
    terminate: () => (hear = () => undefined),
  };
}

/** A client that hears everything and draws at once, as a page that keeps up. */
export class Listener {
  readonly client: Client;
  readonly events: ClientEvent[] = [];
  recording: Recording | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(spawn: () => WorkerLike = localWorker) {
    this.client = new Client(spawn, kernels());
    this.client.on((event) => {
      this.events.push(event);
      if (event.type === 'run') {
        const { continues } = event.header;
        this.recording = continues ? this.recording!.continuedBy(event.header, continues.step) : new Recording(event.header);
      }
      if (event.type === 'telemetry') {
        this.recording!.append(event.frames);
        for (const evaluation of event.evaluations) this.recording!.addEvaluation(evaluation);
        this.client.drawn();
      }
      for (const check of this.#waiting) check();
    });
  }

  last<T extends Event['type']>(type: T): Extract<Event, { type: T }> | undefined {
    return this.events.findLast((event): event is Extract<Event, { type: T }> => event.type === type);
  }

  get status(): Status | undefined {
    return this.last('status')?.status;
  }

  get step(): number {
    return this.last('status')?.step ?? 0;
  }

  /** Resolves when `holds` does after some event; or at once. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!holds()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Resolves when the run rests; everything it had to tell has then been received. */
  rest(): Promise<void> {
    return this.until(() => this.status !== 'running');
  }

  lastRecordedStep(): number {
    const { recording } = this;
    return recording && recording.count > 0 ? recording.stepOf(recording.count - 1) : 0;
  }
}
