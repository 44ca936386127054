/** @file The files that were opened or saved before, here or in an earlier time. */
import type { FileHandle, Host, OpenedFile, RecentFile } from '../host/host.ts';
import type { Notices } from './notices.svelte.ts';

interface Parts {
  readonly host: Host;
  readonly notices: Notices;
  readonly open: (file: OpenedFile) => Promise<unknown>;
}

export class Recents {
  readonly #parts: Parts;
  /** The newest first; as they were when they were last looked at. */
  list = $state.raw<readonly RecentFile[]>([]);
  shown = $state(false);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether the host can open a file again by itself. */
  get can(): boolean {
    return this.#parts.host.can.reopen;
  }

  async show(): Promise<void> {
    await this.look();
    this.shown = true;
  }

  hide(): void {
    this.shown = false;
  }

  async open(id: string): Promise<void> {
    const { host, notices, open } = this.#parts;
    try {
      const file = await host.openRecent(id);
      if (file) await open(file);
    } catch (error) {
      notices.complain(error);
    }
  }

  async forget(id: string): Promise<void> {
    const { host, notices } = this.#parts;
    await host.forgetRecent(id).catch((error: unknown) => notices.refuseStorage(error));
    await this.look();
  }

  /** The file was opened or saved as a network. */
  async remember(handle: FileHandle): Promise<void> {
    const { host, notices } = this.#parts;
    await host.remember(handle).catch((error: unknown) => notices.refuseStorage(error));
    await this.look();
  }

  /** What is in the list by now. */
  async look(): Promise<void> {
    const { host, notices } = this.#parts;
    this.list = await host.recentFiles().catch((error: unknown) => {
      notices.refuseStorage(error);
      return [];
    });
  }
}
