/**
 * @file Reads and writes what the person chose in a dialog, and nothing else: paths are known here by ids, and the page holds only ids.
 */
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { stampOf } from '../core/disk/file-stamp.ts';
import { NewFile } from '../core/disk/new-file.ts';
import { FileInReading } from '../core/disk/read-file.ts';
import type { ShellFile, ShellFileKind } from './bridge.ts';
import { refused } from './refusal.ts';
import type { Making, Reading } from './transfers.ts';

/** The dialogs of the system. Empty, or null, when the person turns back. */
export interface Dialogs {
  choose(kind: ShellFileKind, several: boolean): Promise<readonly string[]>;
  choosePlace(kind: ShellFileKind, suggestedName: string): Promise<string | null>;
}

/** Where a file is, and in which state it was read or written here last; null if never. */
export interface Place {
  readonly path: string;
  readonly stamp: string | null;
}

export class Files {
  readonly #dialogs: Dialogs;
  /** One chooser is open at a time; who asks for another meanwhile is answered as if the person had turned back. */
  #choosing = false;
  readonly #places = new Map<string, Place>();

  constructor(dialogs: Dialogs) {
    this.#dialogs = dialogs;
  }

  /** A file that the page may know of from now on. `stamp`: as it was when this or an earlier window read or wrote it last. */
  give(path: string, stamp: string | null = null): ShellFile {
    const id = [...this.#places].find(([, known]) => known.path === path)?.[0] ?? randomUUID();
    this.#places.set(id, { path, stamp: this.#places.get(id)?.stamp ?? stamp });
    return { id, name: basename(path) };
  }

  /** @throws InputError if the id was never given out */
  placeOf(id: string): Place {
    const place = this.#places.get(id);
    if (!place) throw refused('clause:shell_file_gone');
    return place;
  }

  async open(kind: ShellFileKind, several: boolean): Promise<readonly ShellFile[]> {
    return (await this.#ask(() => this.#dialogs.choose(kind, several), [])).map((path) => this.give(path));
  }

  /** @throws InputError */
  async read(id: string): Promise<Reading> {
    const { path } = this.placeOf(id);
    const reading = await FileInReading.begin(path);
    this.#places.set(id, { path, stamp: reading.stamp });
    return reading;
  }

  /**
   * @param id of a file opened or saved before, or null to ask for a place
   * @returns null if the person turns back
   * @throws InputError
   */
  async save(id: string | null, suggestedName: string, kind: ShellFileKind): Promise<Making | null> {
    const path = id === null ? await this.#ask(() => this.#dialogs.choosePlace(kind, nameIn(suggestedName)), null) : this.placeOf(id).path;
    if (path === null) return null;
    const made = await NewFile.begin(path);
    return {
      write: (bytes) => made.write(bytes),
      finish: async () => {
        const stamp = await made.finish();
        const file = this.give(path);
        this.#places.set(file.id, { path, stamp });
        return file;
      },
      discard: () => made.discard(),
    };
  }

  /** A file that is not there any more was not written by anybody. @throws InputError */
  async changedElsewhere(id: string): Promise<boolean> {
    const { path, stamp } = this.placeOf(id);
    const now = await stat(path, { bigint: true }).catch(() => null);
    return stamp !== null && now !== null && stampOf(now) !== stamp;
  }

  async #ask<T>(choose: () => Promise<T>, none: T): Promise<T> {
    if (this.#choosing) return none;
    this.#choosing = true;
    try {
      return await choose();
    } finally {
      this.#choosing = false;
    }
  }
}

/** A suggestion says a name, and no folder of any system. */
const nameIn = (suggestion: string): string => basename(suggestion.replaceAll('\\', '/')).replaceAll(/\p{Cc}/gu, '');
