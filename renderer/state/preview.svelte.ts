/** @file A change that is shown on the canvas as a ghost before it is made. */
import type { Document } from '../../core/document/document.ts';
import { apply } from '../../core/document/edits.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import { repairEdit } from '../../core/repairs/index.ts';
import type { Project } from './project.svelte.ts';

export class Preview {
  readonly #project: Project;
  #fix = $state.raw<Fix | null>(null);

  /** The network as it would be; null while nothing is shown, or if it would be as it is. */
  readonly document: Document | null = $derived.by(() => {
    const { document } = this.#project;
    const edit = this.#fix && repairEdit(document, this.#fix);
    return edit ? apply(document, edit).document : null;
  });

  constructor(project: Project) {
    this.#project = project;
  }

  get fix(): Fix | null {
    return this.#fix;
  }

  show(fix: Fix): void {
    this.#fix = fix;
  }

  hide(): void {
    this.#fix = null;
  }
}
