import type { Display, Rectangle, Screen as ElectronScreen } from 'electron';
import { Emitter } from './loud.ts';

const displayOf = (id: number, bounds: Rectangle): Display =>
  ({
    id,
    bounds,
    workArea: { ...bounds },
    size: { ...bounds },
    workAreaSize: { ...bounds },
    scaleFactor: 1,
    rotation: 0,
  }) as unknown as Display;

const overlap = (a: Rectangle, b: Rectangle): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

class Screen extends Emitter implements Pick<ElectronScreen, 'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching'> {
  protected override readonly tells = new Set(['display-added', 'display-removed', 'display-metrics-changed']);
  #displays: readonly Display[] = [displayOf(1, { x: 0, y: 0, width: 1920, height: 1080 })];

  getPrimaryDisplay(): Display {
    return this.#displays[0]!;
  }

  getAllDisplays(): Display[] {
    return [...this.#displays];
  }

  /** The one that most of it is on; the primary if it is on none. */
  getDisplayMatching(bounds: Rectangle): Display {
    return [...this.#displays].sort((a, b) => overlap(b.bounds, bounds) - overlap(a.bounds, bounds))[0]!;
  }

  /** The person plugs displays in or out; the first is the primary one. */
  displaysBecome(all: readonly Rectangle[]): void {
    this.#displays = all.map((bounds, index) => displayOf(index + 1, bounds));
    this.emit('display-metrics-changed', {}, this.getPrimaryDisplay(), ['bounds']);
  }
}

export const screen: Screen = new Screen();
