/** @file Which of the window's own overlays is open; one at a time. What had the focus before has it again when it is closed. */
import { tick } from 'svelte';

export type Overlay = 'commands' | 'keys' | 'find' | 'about';

const STORED = 'gradscape.commands';
/** Commands that are remembered. */
const LONGEST = 8;

export class Overlays {
  #open = $state<Overlay | null>(null);
  /** Ids of the commands that were last run from the palette, the last one first; remembered on this machine. */
  recent = $state.raw<readonly string[]>(remembered());
  #before: Element | null = null;

  get open(): Overlay | null {
    return this.#open;
  }

  toggle(overlay: Overlay): void {
    if (this.#open === overlay) void this.close();
    else {
      if (this.#open === null) this.#before = document.activeElement;
      this.#open = overlay;
    }
  }

  /** Returns when the focus is back. */
  async close(): Promise<void> {
    if (this.#open === null) return;
    this.#open = null;
    await tick();
    if (this.#before instanceof HTMLElement || this.#before instanceof SVGElement) this.#before.focus({ preventScroll: true });
    this.#before = null;
  }

  remember(command: string): void {
    this.recent = [command, ...this.recent.filter((other) => other !== command)].slice(0, LONGEST);
    try {
      localStorage.setItem(STORED, JSON.stringify(this.recent));
    } catch {
      // storage is switched off: remembered until the page closes
    }
  }
}

function remembered(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string').slice(0, LONGEST) : [];
  } catch {
    return []; // storage is switched off, or holds something foreign
  }
}
