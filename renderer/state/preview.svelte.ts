/** @file A change that is shown on the canvas as a ghost before it is made. */
import { apply } from '../../core/document/edits.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import { ghostOf, type Ghost } from '../editing/ghost.ts';
import { fixEdit } from './fix-edit.ts';
import type { Project } from './project.svelte.ts';

export class Preview {
  readonly #project: Project;
  #fix = $state.raw<Fix | null>(null);

  /** What the fix would do; null while nothing is shown, or if it would change nothing. */
  readonly ghost: Ghost | null = $derived.by(() => {
    const { document } = this.#project;
    const edit = this.#fix && fixEdit(document, this.#fix);
    return edit ? ghostOf(document, apply(document, edit).document) : null;
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
