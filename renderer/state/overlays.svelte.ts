/** @file Which of the window's own overlays is open; one at a time. */

export type Overlay = 'commands' | 'keys' | 'find';

export class Overlays {
  open = $state<Overlay | null>(null);

  toggle(overlay: Overlay): void {
    this.open = this.open === overlay ? null : overlay;
  }
}
