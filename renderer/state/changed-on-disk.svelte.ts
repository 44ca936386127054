/** @file Whether someone else has written the file that is open: looked at when the window is come back to, and told when nobody types. */
import type { Host } from '../host/host.ts';
import type { Project } from './project.svelte.ts';

interface Parts {
  readonly host: Host;
  readonly project: Project;
  readonly files: { reload(): Promise<void> };
}

export class ChangedOnDisk {
  readonly #parts: Parts;
  /** What was found, of the file as it was read or written for the `placed`-th time. */
  #found = $state.raw<{ readonly name: string; readonly placed: number } | null>(null);
  /** The person wants to keep what is open, until it is saved. */
  #leftAlone = $state(-1);
  #looking = false;

  /** The file's name, as long as there is something to tell of it. */
  readonly name: string | null = $derived.by(() => {
    const { placed } = this.#parts.project;
    return this.#found?.placed === placed && this.#leftAlone !== placed ? this.#found.name : null;
  });

  constructor(parts: Parts) {
    this.#parts = parts;
    window.addEventListener('focus', () => void this.look());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.look();
    });
  }

  async look(): Promise<void> {
    const { host, project } = this.#parts;
    const { handle, placed } = project;
    if (!handle || this.#looking || this.#found?.placed === placed) return;
    this.#looking = true;
    try {
      if (!(await host.changedElsewhere(handle))) return;
      await untilNobodyTypes();
      this.#found = { name: handle.name, placed };
    } finally {
      this.#looking = false;
    }
  }

  /** It is asked once more when it would be written over. */
  keepMine(): void {
    this.#leftAlone = this.#parts.project.placed;
  }

  reload(): Promise<void> {
    return this.#parts.files.reload();
  }

  /** Whether the host can read the file by itself. */
  get canReload(): boolean {
    return this.#parts.host.can.reopen;
  }
}

function untilNobodyTypes(): Promise<void> {
  if (!isField(document.activeElement)) return Promise.resolve();
  return new Promise((resolve) => {
    const left = ({ relatedTarget }: FocusEvent) => {
      if (isField(relatedTarget)) return;
      document.removeEventListener('focusout', left);
      resolve();
    };
    document.addEventListener('focusout', left);
  });
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
