/** @file Going from one region of the window to the next: in each the focus is where it was when the region was left. */

export class Regions {
  readonly #left = new WeakMap<Element, HTMLElement>();

  /** Hears where the focus goes. */
  took(target: EventTarget | null): void {
    const region = target instanceof HTMLElement && target.closest(REGION);
    if (region) this.#left.set(region, target);
  }

  /** On to the next region in the order of the page, or with -1 to the one before; from the last one to the first. */
  next(direction: 1 | -1): void {
    const regions = [...document.querySelectorAll<HTMLElement>(REGION)].filter((region) => region.checkVisibility());
    const current = regions.findIndex((region) => region.contains(document.activeElement));
    const region = regions[(current + direction + (current < 0 && direction < 0 ? 1 : 0) + regions.length) % regions.length];
    if (!region) return;
    const before = this.#left.get(region);
    const first =
      before && region.contains(before) && canTake(before) ? before : [...region.querySelectorAll<HTMLElement>(STOP)].find(canTake);
    if (first) return first.focus();
    region.tabIndex = -1;
    region.focus();
  }
}

const REGION = 'main > header, section[aria-label], main > footer';
const STOP = '[tabindex="0"], button:not([tabindex="-1"]), input, select, textarea, a[href]';

function canTake(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true });
}
