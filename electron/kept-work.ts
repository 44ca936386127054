/**
 * @file The document in work, and the weights beside it: of every window in a folder of its own, that is found again after whatever ended the
 * window. One process at a time has these folders, for a second start of the app hands over to the first: what is not a window's of this
 * process was left behind.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '../core/disk/refusal.ts';
import { NewSealedFile, readSealed, SealedFileInReading, writeSealed } from '../core/disk/sealed-file.ts';
import { sweep } from '../core/disk/sweep.ts';
import type { ShellLeftWork, ShellWork } from './bridge.ts';
import type { Files } from './files.ts';
import type { Making, Reading } from './transfers.ts';

/** What is in the file: the work, with the place of its file instead of an id that is known no longer than the process lives. */
interface Kept extends Omit<ShellWork, 'file'> {
  readonly path: string | null;
  /** As the file was when it was read or written last. */
  readonly stamp: string | null;
  readonly at: number;
}

const DOCUMENT = 'document';
const WEIGHTS = 'weights';

const isId = (name: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);

export class KeptWork {
  readonly #folder: string;
  readonly #files: Files;
  #own: string = randomUUID();
  /** The weights that were begun last. */
  #making: { readonly id: string; discard(): Promise<void> } | null = null;
  #ending: 'ask next time' | 'nothing to keep' | 'given up' = 'ask next time';
  /** One thing after another, in the order in which they were asked for. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param folder that holds a folder for every window */
  constructor(folder: string, files: Files) {
    [this.#folder, this.#files] = [folder, files];
  }

  /** @throws InputError */
  keep({ file, ...work }: ShellWork, withoutWeights: boolean): Promise<null> {
    return this.#next(async () => {
      if (this.#ending === 'given up') return null;
      this.#ending = 'ask next time';
      const { path, stamp } = file ? this.#files.placeOf(file.id) : { path: null, stamp: null };
      const kept: Kept = { ...work, path, stamp, at: Date.now() };
      await this.#makeFolder();
      if (withoutWeights) await unlink(this.#at(this.#own, WEIGHTS)).catch(() => {}); // first, for they are of no document; there may be none
      await writeSealed(this.#at(this.#own, DOCUMENT), Buffer.from(JSON.stringify(kept)));
      return null;
    });
  }

  /** @throws InputError */
  beginWeights(): Promise<Making> {
    return this.#next(async () => {
      await this.#makeFolder();
      const made = await NewSealedFile.begin(this.#at(this.#own, WEIGHTS));
      this.#making = { id: this.#own, discard: () => made.discard() };
      return {
        write: (bytes) => made.write(bytes),
        finish: () => this.#next(async () => (await made.finish(), null)),
        discard: () => made.discard(),
      };
    });
  }

  /** Of this window's work, or of work that was left behind. @throws InputError */
  async readWeights(id: string): Promise<Reading | null> {
    return isId(id) ? this.#next(() => SealedFileInReading.begin(this.#at(id, WEIGHTS))) : null;
  }

  /** @throws InputError if the disk refuses it */
  forget(): Promise<null> {
    return this.#next(() => this.#remove(this.#own));
  }

  /** @throws InputError if the disk refuses it */
  own(): Promise<ShellLeftWork | null> {
    if (this.#ending === 'nothing to keep') this.#ending = 'ask next time'; // the page went, to come back
    return this.#next(() => this.#read(this.#own));
  }

  setAside(): Promise<null> {
    return this.#next(() => {
      this.#own = randomUUID();
      return Promise.resolve(null);
    });
  }

  /** What the disk refuses, or is broken, does not keep the others from being offered. */
  left(): Promise<readonly ShellLeftWork[]> {
    return this.#next(async () => {
      const names = await readdir(this.#folder).catch(() => []);
      const ids = names.filter((name) => isId(name) && name !== this.#own);
      const works = await Promise.all(ids.map((id) => this.#read(id).catch(() => null)));
      return works.filter((work) => work !== null).sort((a, b) => b.at - a.at);
    });
  }

  /** Nothing moves: the folder is this window's from now on, and whatever happens meanwhile finds it whole. */
  adopt(id: string): Promise<boolean> {
    return this.#next(async () => {
      if (!isId(id) || !(await this.#read(id))) return false;
      if (id !== this.#own) await this.#remove(this.#own);
      this.#own = id;
      return true;
    });
  }

  discard(id: string): Promise<null> {
    return this.#next(() => (isId(id) ? this.#remove(id) : Promise.resolve(null)));
  }

  /** When the window closes, what it kept may go. */
  leave(): void {
    if (this.#ending === 'ask next time') this.#ending = 'nothing to keep';
  }

  /** The person closes the window without saving: nothing more is kept. */
  giveUp(): void {
    this.#ending = 'given up';
  }

  /** The window is gone. At once, for the process may be about to go as well. */
  closed(): void {
    if (this.#ending !== 'ask next time') {
      try {
        rmSync(join(this.#folder, this.#own), { recursive: true, force: true, maxRetries: 3 });
      } catch {
        // what the disk does not give up, or is being written right now, is offered at the next start
      }
    }
    this.#own = randomUUID();
    this.#ending = 'ask next time';
  }

  /** Takes away what a process that was killed had not finished, and folders in which nothing is kept. */
  sweep(): Promise<null> {
    return this.#next(async () => {
      for (const id of (await readdir(this.#folder).catch(() => [])).filter((name) => isId(name) && name !== this.#own)) {
        await sweep(join(this.#folder, id));
        const names = await readdir(join(this.#folder, id)).catch(() => [DOCUMENT]);
        if (!names.some((name) => name.startsWith(DOCUMENT))) await this.#remove(id).catch(() => null); // a later sweep tries again
      }
      return null;
    });
  }

  #at(id: string, name: string): string {
    return join(this.#folder, id, name);
  }

  /** What a person draws is nobody else's business. */
  async #makeFolder(): Promise<void> {
    await mkdir(join(this.#folder, this.#own), { recursive: true, mode: 0o700 }).catch(() => {}); // the disk says so again, with a sentence
  }

  async #read(id: string): Promise<ShellLeftWork | null> {
    const bytes = await readSealed(this.#at(id, DOCUMENT));
    if (!bytes) return null;
    const { path, stamp, ...work } = JSON.parse(new TextDecoder().decode(bytes)) as Kept;
    return { ...work, id, file: path === null ? null : this.#files.give(path, stamp) };
  }

  async #remove(id: string): Promise<null> {
    if (this.#making?.id === id) await this.#making.discard();
    const folder = join(this.#folder, id);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch((error: unknown) => {
      throw refusal('file_unwritable', folder, error);
    });
    return null;
  }

  #next<T>(action: () => Promise<T>): Promise<T> {
    const done = this.#last.then(action);
    this.#last = done.catch(() => {});
    return done;
  }
}
