/**
 * @file Reads and writes what the person chose in a dialog, and nothing else: paths are known here by ids, and the page holds only ids.
 */
import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { writeAtomically } from './atomic-write.ts';
import type { Reply, ShellFile, ShellFileKind } from './bridge.ts';

/** The dialogs of the system. Empty, or null, when the person turns back. */
export interface Dialogs {
  choose(kind: ShellFileKind, several: boolean): Promise<readonly string[]>;
  choosePlace(kind: ShellFileKind, suggestedName: string): Promise<string | null>;
}

/** Copies of a file cross two processes; more than this is no model or data set that the app can hold. */
const LARGEST = 2 ** 30;

const REASONS: Record<string, string> = {
  ENOENT: 'it is not there any more',
  EACCES: 'this account may not do that',
  EPERM: 'this account may not do that',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
};

function refusal(what: string, path: string, error: unknown): { ok: false; message: string } {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return { ok: false, message: `${basename(path)} could not be ${what}: ${REASONS[code] ?? message}.` };
}

export class Files {
  readonly #dialogs: Dialogs;
  readonly #paths = new Map<string, string>();

  constructor(dialogs: Dialogs) {
    this.#dialogs = dialogs;
  }

  #idOf(path: string): string {
    for (const [id, known] of this.#paths) if (known === path) return id;
    const id = randomUUID();
    this.#paths.set(id, path);
    return id;
  }

  async read(path: string): Promise<Reply<ShellFile>> {
    try {
      const { size } = await stat(path);
      if (size > LARGEST)
        return { ok: false, message: `${basename(path)} has ${size} bytes; the largest file that can be opened has ${LARGEST}.` };
      return { ok: true, value: { id: this.#idOf(path), name: basename(path), bytes: new Uint8Array(await readFile(path)) } };
    } catch (error) {
      return refusal('read', path, error);
    }
  }

  async open(kind: ShellFileKind, several: boolean): Promise<Reply<readonly ShellFile[]>> {
    const files: ShellFile[] = [];
    for (const path of await this.#dialogs.choose(kind, several)) {
      const reply = await this.read(path);
      if (!reply.ok) return reply;
      files.push(reply.value);
    }
    return { ok: true, value: files };
  }

  /** @param id of a file opened or saved before, or null to ask for a place */
  async save(
    id: string | null,
    suggestedName: string,
    kind: ShellFileKind,
    bytes: Uint8Array,
  ): Promise<Reply<{ readonly id: string; readonly name: string } | null>> {
    const path = id === null ? await this.#dialogs.choosePlace(kind, basename(suggestedName)) : this.#paths.get(id);
    if (path === null) return { ok: true, value: null };
    if (path === undefined) return { ok: false, message: 'The file to save to is not known to this window any more. Use Save as.' };
    try {
      await writeAtomically(path, bytes);
      return { ok: true, value: { id: this.#idOf(path), name: basename(path) } };
    } catch (error) {
      return refusal('written', path, error);
    }
  }
}
