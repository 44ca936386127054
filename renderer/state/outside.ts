/** @file What is done outside of this window: another one, a page of the web, the folder of the log file. */
import type { Host } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import type { Notices } from './notices.svelte.ts';

interface Parts {
  readonly host: Host;
  readonly notices: Notices;
}

export class Outside {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  newWindow(): Promise<void> {
    return this.#open((host) => host.newWindow());
  }

  /** A page of the list of links. */
  openLink(link: string): Promise<void> {
    return this.#open((host) => host.openLink(link));
  }

  async showLog(): Promise<void> {
    const { host, notices } = this.#parts;
    await host.showLog().catch((error: unknown) => notices.complain(error));
  }

  async #open(open: (host: Host) => Promise<boolean>): Promise<void> {
    const { host, notices } = this.#parts;
    try {
      if (!(await open(host))) notices.warn(m.tab_blocked());
    } catch (error) {
      notices.complain(error);
    }
  }
}
