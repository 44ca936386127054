/** @file The document in work of one window, and the weights beside it. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '../core/disk/refusal.ts';
import { NewSealedFile, readSealed, SealedFileInReading, writeSealed } from '../core/disk/sealed-file.ts';
import type { ShellLeftWork, ShellWork } from './bridge.ts';
import type { Files } from './files.ts';
import { DOCUMENT, isId, WEIGHTS, type KeptSessions } from './kept-sessions.ts';
import type { Making, Reading } from './transfers.ts';

/** What is in the file: the work, with the place of its file instead of an id that is known no longer than the process lives. */
interface Kept extends Omit<ShellWork, 'file'> {
  readonly path: string | null;
  /** As the file was when it was read or written last. */
  readonly stamp: string | null;
  readonly at: number;
}

export class KeptWork {
  readonly #sessions: KeptSessions;
  readonly #files: Files;
  #own: string = randomUUID();
  /** The weights that were begun last. */
  #making: { readonly id: string; discard(): Promise<void> } | null = null;
  #ending: 'ask next time' | 'nothing to keep' | 'given up' = 'ask next time';

  constructor(sessions: KeptSessions, files: Files) {
    [this.#sessions, this.#files] = [sessions, files];
    sessions.live.add(this.#own);
  }

  /** @throws InputError */
  keep({ file, ...work }: ShellWork, withoutWeights: boolean): Promise<null> {
    if (this.#ending === 'nothing to keep') this.#ending = 'ask next time';
    return this.#sessions.next(async () => {
      if (this.#ending === 'given up') return null;
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
    return this.#sessions.next(async () => {
      await this.#makeFolder();
      const made = await NewSealedFile.begin(this.#at(this.#own, WEIGHTS));
      this.#making = { id: this.#own, discard: () => made.discard() };
      return {
        write: (bytes) => made.write(bytes),
        finish: () => this.#sessions.next(async () => (await made.finish(), null)),
        discard: () => made.discard(),
      };
    });
  }

  /** Of this window's work, or of work that was left behind. @throws InputError */
  async readWeights(id: string): Promise<Reading | null> {
    return isId(id) && !this.#isAnothers(id) ? this.#sessions.next(() => SealedFileInReading.begin(this.#at(id, WEIGHTS))) : null;
  }

  /** @throws InputError if the disk refuses it */
  forget(): Promise<null> {
    return this.#sessions.next(() => this.#remove(this.#own));
  }

  /** @throws InputError if the disk refuses it */
  own(): Promise<ShellLeftWork | null> {
    if (this.#ending === 'nothing to keep') this.#ending = 'ask next time'; // the page went, to come back
    return this.#sessions.next(() => this.#read(this.#own));
  }

  setAside(): Promise<null> {
    return this.#sessions.next(() => {
      this.#takeOn(randomUUID());
      return Promise.resolve(null);
    });
  }

  /** What the disk refuses, or is broken, does not keep the others from being offered. */
  left(): Promise<readonly ShellLeftWork[]> {
    return this.#sessions.next(async () => {
      const works = await Promise.all((await this.#sessions.leftBehind()).map((id) => this.#read(id).catch(() => null)));
      return works.filter((work) => work !== null).sort((a, b) => b.at - a.at);
    });
  }

  /** Nothing moves: the folder is this window's from now on, and whatever happens meanwhile finds it whole. */
  adopt(id: string): Promise<boolean> {
    return this.#sessions.next(async () => {
      if (!isId(id) || this.#isAnothers(id) || !(await this.#read(id))) return false;
      if (id !== this.#own) await this.#remove(this.#own);
      this.#takeOn(id);
      return true;
    });
  }

  discard(id: string): Promise<null> {
    return this.#sessions.next(() => (isId(id) && !this.#isAnothers(id) ? this.#remove(id) : Promise.resolve(null)));
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
      this.#ending = 'given up'; // what is still to be written would be offered, though it is in its file
      try {
        rmSync(join(this.#sessions.folder, this.#own), { recursive: true, force: true, maxRetries: 3 });
      } catch {
        // what the disk does not give up, or is being written right now, is offered at the next start
      }
    }
    this.#sessions.live.delete(this.#own);
  }

  #at(id: string, name: string): string {
    return join(this.#sessions.folder, id, name);
  }

  /** What a person draws is nobody else's business. */
  async #makeFolder(): Promise<void> {
    await mkdir(join(this.#sessions.folder, this.#own), { recursive: true, mode: 0o700 }).catch(() => {}); // the disk says so again, with a sentence
  }

  async #read(id: string): Promise<ShellLeftWork | null> {
    const bytes = await readSealed(this.#at(id, DOCUMENT));
    if (!bytes) return null;
    const { path, stamp, ...work } = JSON.parse(new TextDecoder().decode(bytes)) as Kept;
    return { ...work, id, file: path === null ? null : this.#files.give(path, stamp) };
  }

  async #remove(id: string): Promise<null> {
    if (this.#making?.id === id) await this.#making.discard();
    const folder = join(this.#sessions.folder, id);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch((error: unknown) => {
      throw refusal('file_unwritable', folder, error);
    });
    return null;
  }

  /** Of a window that is open beside this one. */
  #isAnothers(id: string): boolean {
    return id !== this.#own && this.#sessions.live.has(id);
  }

  #takeOn(id: string): void {
    this.#sessions.live.delete(this.#own);
    this.#sessions.live.add(id);
    this.#own = id;
  }
}
