/**
 * @file Seeded numbers that do not depend on order, thread or machine: Philox4x32-10, a counter-based generator
 * (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11; constants from its table 2). A draw is a pure
 * function of (seed, stream, index), so a dropout mask needs no storage and initialisation needs no order.
 */

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;
const TWO_POW_32 = 4294967296;

function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = aLow * bLow;
  const middle = aHigh * bLow + (low >>> 16);
  const middleLow = (middle & 0xffff) + aLow * bHigh;
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(middleLow / 0x10000)) >>> 0;
}

/**
 * One block of four random words, written to `out` (length 4) as unsigned 32-bit integers.
 * Counter = (index, indexHigh, stream, step); key = (seed, seedHigh).
 */
export function philox(out: Uint32Array, index: number, indexHigh: number, stream: number, step: number, seed: number, seedHigh = 0): void {
  let c0 = index >>> 0;
  let c1 = indexHigh >>> 0;
  let c2 = stream >>> 0;
  let c3 = step >>> 0;
  let k0 = seed >>> 0;
  let k1 = seedHigh >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highProduct(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const high1 = highProduct(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** The streams that a run draws from; each is a column of the counter, so no two ever meet. */
export const STREAMS = { data: 1, split: 2, order: 3, augment: 4, check: 5, dropout: 0x1000, initialise: 0x100000 } as const;

/** A sequence drawn from one stream of one seed. */
export class Random {
  readonly #seed: number;
  readonly #seedHigh: number;
  readonly #stream: number;
  readonly #step: number;
  readonly #block = new Uint32Array(4);
  #index = 0;
  #used = 4;
  #spare = Number.NaN;

  /** `seed` is any integer up to 2^53; `stream` and `step` separate draws that share a seed. */
  constructor(seed: number, stream: number, step = 0) {
    this.#seed = seed >>> 0;
    this.#seedHigh = Math.floor(Math.abs(seed) / TWO_POW_32) >>> 0;
    this.#stream = stream;
    this.#step = step;
  }

  /** An unsigned 32-bit integer. */
  word(): number {
    if (this.#used === 4) {
      philox(this.#block, this.#index, 0, this.#stream, this.#step, this.#seed, this.#seedHigh);
      this.#index += 1;
      this.#used = 0;
    }
    return this.#block[this.#used++]!;
  }

  /** A number in [0, 1) with 32 random bits. */
  uniform(): number {
    return this.word() / TWO_POW_32;
  }

  /** A standard normal number (Box and Muller 1958); 1 - u keeps the logarithm finite. */
  normal(): number {
    if (!Number.isNaN(this.#spare)) {
      const spare = this.#spare;
      this.#spare = Number.NaN;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** An integer in [0, below), without the bias of a plain remainder (Lemire 2019). */
  integer(below: number): number {
    const threshold = (TWO_POW_32 - below) % below;
    for (;;) {
      const word = this.word();
      if (Math.imul(word, below) >>> 0 >= threshold) return highProduct(word, below);
    }
  }
}

/** Fills `order` with 0 .. n-1 in random order (Fisher and Yates), in place, so that an epoch allocates nothing. */
export function shuffle(order: Int32Array | Uint32Array, random: Random): void {
  for (let i = 0; i < order.length; i++) order[i] = i;
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}
