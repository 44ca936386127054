/** @file The networks that were opened or saved last, across starts. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { writeWhole } from '../core/disk/new-file.ts';
import type { ShellRecent } from './bridge.ts';
import { refused } from './refusal.ts';

const MOST = 12;

interface Recent {
  readonly id: string;
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export class RecentFiles {
  readonly #list: string;
  readonly #onUse: (path: string) => void;
  /** The newest first, whatever the clock says; one thing is done with them at a time. */
  #recents: Promise<readonly Recent[]>;

  /**
   * @param list the file that they are kept in
   * @param onUse is told of each that is opened or saved
   */
  constructor(list: string, onUse: (path: string) => void = () => {}) {
    [this.#list, this.#onUse] = [list, onUse];
    this.#recents = readList(list);
  }

  async list(): Promise<readonly ShellRecent[]> {
    return (await this.#recents).map(({ id, path, at }) => ({ id, name: basename(path), at }));
  }

  /** Where they are, each once. */
  async folders(): Promise<ReadonlySet<string>> {
    return new Set((await this.#recents).map(({ path }) => dirname(path)));
  }

  /** @throws InputError if it is not among them any more */
  async pathOf(id: string): Promise<string> {
    const recent = (await this.#recents).find((each) => each.id === id);
    if (!recent) throw refused('clause:shell_file_gone');
    return recent.path;
  }

  /** Once, however often it is opened; what is beyond the list goes. @throws InputError if the list cannot be written */
  remember(path: string): Promise<null> {
    this.#onUse(path);
    return this.#change((before) => {
      const id = before.find((each) => each.path === path)?.id ?? randomUUID();
      return [{ id, path, at: Date.now() }, ...before.filter((each) => each.id !== id)].slice(0, MOST);
    });
  }

  /** @throws InputError if the list cannot be written */
  forget(id: string): Promise<null> {
    return this.#change((before) => before.filter((each) => each.id !== id));
  }

  /** Resolves when the list is on the disk as it is now. */
  async written(): Promise<void> {
    await this.#recents;
  }

  async #change(change: (before: readonly Recent[]) => readonly Recent[]): Promise<null> {
    const written = this.#recents.then(async (before) => {
      const after = change(before);
      await writeWhole(this.#list, `${JSON.stringify(after, null, 2)}\n`);
      return after;
    });
    const before = this.#recents;
    this.#recents = written.catch(() => before);
    await written;
    return null;
  }
}

/** None where there is no list yet, or nothing that can be understood. */
async function readList(path: string): Promise<readonly Recent[]> {
  try {
    const list: unknown = JSON.parse(await readFile(path, 'utf8'));
    return Array.isArray(list) ? list.filter(isRecent).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isRecent(value: unknown): value is Recent {
  const { id, path, at } = (value ?? {}) as Partial<Record<keyof Recent, unknown>>;
  return typeof id === 'string' && typeof path === 'string' && typeof at === 'number';
}
