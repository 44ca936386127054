/**
 * @file The pen: one digit drawn into a picture with a hand of its own. Ink is a function of a pixel's distance to the
 * nearest stroke, so edges are antialiased at any thickness.
 */
import type { Random } from '../../tensor/random.ts';
import { SKELETONS } from './skeletons.ts';

export const SIDE = 28;
const PIXELS = SIDE * SIDE;
/** Pixels that the unit box of a skeleton spans before the hand scales it. */
const BOX_WIDTH = 14;
const BOX_HEIGHT = 19;
/** Straight pieces between two points of a curve. */
const PIECES = 4;

/** How one row is written; lengths in pixels, angles in radians. */
interface Hand {
  readonly width: number;
  readonly height: number;
  readonly slant: number;
  readonly cosine: number;
  readonly sine: number;
  readonly x: number;
  readonly y: number;
  /** Of the stroke's points, in units of the box. */
  readonly jitter: number;
  readonly radius: number;
  /** Width of the edge over which ink fades. */
  readonly softness: number;
  readonly ink: number;
}

function within(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

function takeHand(random: Random): Hand {
  const angle = 0.12 * random.normal();
  return {
    width: BOX_WIDTH * within(random, 0.75, 1.2),
    height: BOX_HEIGHT * within(random, 0.8, 1.1),
    slant: within(random, -0.05, 0.4),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    x: (SIDE - 1) / 2 + within(random, -2, 2),
    y: (SIDE - 1) / 2 + within(random, -2, 2),
    jitter: 0.03,
    radius: within(random, 0.7, 1.7),
    softness: within(random, 0.8, 1.4),
    ink: within(random, 0.75, 1),
  };
}

/** Catmull and Rom's curve through b and c at t in [0, 1]; a and d are the points before and after. */
function between(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
}

export class Pen {
  readonly #random: Random;
  /** Squared distance of each pixel to the nearest stroke so far. */
  readonly #distance = new Float32Array(PIXELS);
  /** The points of one stroke, in pixels. */
  readonly #xs = new Float64Array(32);
  readonly #ys = new Float64Array(32);

  constructor(random: Random) {
    this.#random = random;
  }

  /** Writes `digit` (0 to 9) into the SIDE × SIDE pixels from `start` on, in [0, 1]; `noise` is the deviation of each pixel. */
  draw(digit: number, pixels: Float32Array, start: number, noise: number): void {
    const random = this.#random;
    const variants = SKELETONS[digit]!;
    const strokes = variants[random.integer(variants.length)]!;
    const hand = takeHand(random);
    this.#distance.fill(PIXELS);
    for (const stroke of strokes) {
      const count = this.#place(stroke.points, hand);
      if (stroke.kind === 'line') this.#lines(count, hand);
      else this.#curve(count, hand);
    }
    this.#ink(hand, pixels, start, noise);
  }

  /** Puts the points of a stroke where this hand would. */
  #place(points: readonly number[], hand: Hand): number {
    const count = points.length / 2;
    for (let i = 0; i < count; i++) {
      const y = (points[2 * i + 1]! - 0.5 + hand.jitter * this.#random.normal()) * hand.height;
      const x = (points[2 * i]! - 0.5 + hand.jitter * this.#random.normal()) * hand.width - hand.slant * y;
      this.#xs[i] = hand.x + hand.cosine * x - hand.sine * y;
      this.#ys[i] = hand.y + hand.sine * x + hand.cosine * y;
    }
    return count;
  }

  #lines(count: number, hand: Hand): void {
    for (let i = 1; i < count; i++) this.#segment(this.#xs[i - 1]!, this.#ys[i - 1]!, this.#xs[i]!, this.#ys[i]!, hand);
  }

  #curve(count: number, hand: Hand): void {
    const xs = this.#xs;
    const ys = this.#ys;
    for (let i = 1; i < count; i++) {
      const before = Math.max(i - 2, 0);
      const after = Math.min(i + 1, count - 1);
      let x = xs[i - 1]!;
      let y = ys[i - 1]!;
      for (let piece = 1; piece <= PIECES; piece++) {
        const t = piece / PIECES;
        const nextX = between(xs[before]!, xs[i - 1]!, xs[i]!, xs[after]!, t);
        const nextY = between(ys[before]!, ys[i - 1]!, ys[i]!, ys[after]!, t);
        this.#segment(x, y, nextX, nextY, hand);
        x = nextX;
        y = nextY;
      }
    }
  }

  /** Lowers the distance of the pixels that one straight piece can reach. */
  #segment(x0: number, y0: number, x1: number, y1: number, hand: Hand): void {
    const reach = hand.radius + hand.softness;
    const left = Math.max(0, Math.ceil(Math.min(x0, x1) - reach));
    const right = Math.min(SIDE - 1, Math.floor(Math.max(x0, x1) + reach));
    const top = Math.max(0, Math.ceil(Math.min(y0, y1) - reach));
    const bottom = Math.min(SIDE - 1, Math.floor(Math.max(y0, y1) + reach));
    const dx = x1 - x0;
    const dy = y1 - y0;
    const perLength = 1 / (dx * dx + dy * dy + 1e-12);
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) * perLength));
        const offX = x - x0 - along * dx;
        const offY = y - y0 - along * dy;
        const distance = offX * offX + offY * offY;
        if (distance < this.#distance[y * SIDE + x]!) this.#distance[y * SIDE + x] = distance;
      }
    }
  }

  #ink(hand: Hand, pixels: Float32Array, start: number, noise: number): void {
    const outer = hand.radius + hand.softness / 2;
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      const covered = Math.min(1, Math.max(0, (outer - Math.sqrt(this.#distance[pixel]!)) / hand.softness));
      const value = hand.ink * covered + (noise > 0 ? noise * this.#grain() : 0);
      pixels[start + pixel] = Math.min(1, Math.max(0, value));
    }
  }

  /** Mean 0, deviation 1: the sum of a word's four bytes, bell-shaped enough for grain and free of logarithms. */
  #grain(): number {
    const word = this.#random.word();
    const sum = (word & 255) + ((word >>> 8) & 255) + ((word >>> 16) & 255) + (word >>> 24);
    return (sum - 510) / 147.8;
  }
}
