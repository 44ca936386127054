/**
 * @file Blocks on their way through the clipboard of the system, as text, so that they reach other windows too. What was copied here is
 * kept as well, for where the clipboard may not be read.
 */
import type { Point } from '../editing/block.ts';
import { fragmentOf, isFrom, paste, type Fragment } from '../editing/fragment.ts';
import { parseFragment, printFragment } from '../editing/fragment-text.ts';
import { m } from '../language/generated/messages.js';
import { pastedKind } from './pasted-kind.ts';
import type { Notices } from './notices.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import type { View } from './view.ts';

interface Parts {
  readonly project: Project;
  readonly selection: Selection;
  readonly notices: Notices;
  readonly view: () => View | null;
  /** A whole network as text takes the place of the one that is open. */
  readonly open: (text: string, kind: 'pytorch' | 'document') => void;
}

export class Clipboard {
  readonly #parts: Parts;
  #copied: string | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What is selected, as text; null if nothing is. */
  text(): string | null {
    const fragment = this.#selected();
    if (fragment) this.#copied = printFragment(fragment);
    return fragment && this.#copied;
  }

  /** Copies what is selected. Where the system's clipboard may not be written, this window has it at least. */
  async copy(): Promise<void> {
    const text = this.text();
    if (text !== null) await navigator.clipboard?.writeText(text).catch(() => undefined);
  }

  /** Pastes what the clipboard holds; `withWires` wires it as what was copied is. */
  async paste(withWires = false): Promise<void> {
    const text = await navigator.clipboard?.readText().catch(() => null);
    this.pasteText(text ?? this.#copied ?? '', withWires);
  }

  /** Blocks are added, a whole network is opened; of any other text nothing is pasted, and a sentence says so. */
  pasteText(text: string, withWires = false): void {
    const { notices } = this.#parts;
    const kind = pastedKind(text);
    if (kind === 'pytorch' || kind === 'document') return this.#parts.open(text, kind);
    const fragment = kind === 'blocks' ? parseFragment(text) : null;
    if (fragment) this.#add(fragment, this.#placeFor(fragment, withWires), withWires);
    else notices.inform(text.trim() === '' ? m.paste_nothing() : m.paste_foreign());
  }

  /** Another one of what is selected, beside it. */
  duplicate(): void {
    const fragment = this.#selected();
    if (fragment) this.#add(fragment);
  }

  #selected(): Fragment | null {
    const { project, selection } = this.#parts;
    const { nodes, notes } = selection;
    return nodes.length + notes.length > 0 ? fragmentOf(project.document, nodes, notes) : null;
  }

  /** Under the hand if it is over the canvas, else beside what it is a copy of, else in the middle of what is in view. */
  #placeFor(fragment: Fragment, withWires: boolean): Point | undefined {
    const { project, view } = this.#parts;
    const hand = view()?.hand();
    if (hand && !withWires) return hand;
    return isFrom(project.document, fragment) ? undefined : view()?.centre();
  }

  #add(fragment: Fragment, at?: Point, withWires = false): void {
    const { project, selection } = this.#parts;
    const { edit, nodes, notes } = paste(project.document, fragment, { ...(at ? { at } : {}), withWires });
    project.edit(edit);
    if (nodes.length + notes.length > 0) selection.show(nodes, [], notes);
  }
}
