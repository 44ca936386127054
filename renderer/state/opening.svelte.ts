/**
 * @file Reading a file of a network, in a thread that is started for it: the window goes on meanwhile, sees how far it is, and can turn back.
 */
import type { Document } from '../../core/document/document.ts';
import type { Choice, Opened } from '../../core/formats/opened.ts';
import { readInThread } from '../../core/session/reading.ts';
import { readerFromWebWorker } from '../../core/session/web-reader.ts';
import type { OpenedFile } from '../host/host.ts';

/** What is read within so many milliseconds is not told of. */
const LATE = 300;

export interface Progress {
  readonly name: string;
  /** Bytes, of `total`; null while the file is still to be had, or is being made sense of. */
  readonly done: number | null;
  readonly total: number;
}

const spawn = () => readerFromWebWorker(new Worker(new URL('../../core/session/reader-worker.ts', import.meta.url), { type: 'module' }));

export class Opening {
  /** What is being read, if it takes a while; null else. */
  shown = $state.raw<Progress | null>(null);
  #progress: Progress | null = null;
  #stop: AbortController | null = null;
  #late: ReturnType<typeof setTimeout> | undefined;

  /**
   * One file at a time: another that is opened takes the place of it. Null if the person turned back.
   * @throws Refused, InputError: one sentence that says what is wrong with the file; what the host says of one that cannot be read
   */
  async read(file: OpenedFile, network: string | null, beside: Document | null): Promise<Opened | Choice | null> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    const tell = (done: number | null, total: number) => {
      if (this.#stop === stop) this.#tell({ name: file.name, done, total });
    };
    tell(null, 0);
    this.#late = setTimeout(() => (this.shown = this.#progress), LATE);
    try {
      return await readWhole(file, network, beside, tell, stop.signal);
    } catch (error) {
      if (stop.signal.aborted) return null;
      throw error;
    } finally {
      if (this.#stop === stop) this.#end();
    }
  }

  /** What was being read is left as it is. */
  cancel(): void {
    this.#stop?.abort();
    this.#end();
  }

  #tell(progress: Progress): void {
    this.#progress = progress;
    if (this.shown) this.shown = progress;
  }

  #end(): void {
    clearTimeout(this.#late);
    this.#stop = null;
    this.#progress = null;
    this.shown = null;
  }
}

/** Without telling anybody of it. @throws as `Opening.read` */
export async function readWhole(
  file: OpenedFile,
  network: string | null,
  beside: Document | null,
  progress: (done: number | null, total: number) => void = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<Opened | Choice> {
  const source = await file.read(progress, signal);
  return readInThread(
    spawn,
    { name: file.name, source, network, beside },
    (done, total) => progress(done < total ? done : null, total),
    signal,
  );
}
