/**
 * @file How long a session may be busy without a word, as it tells before it begins: honest work on much is not to be taken for a thread
 * that hangs. Between two pieces of its work it always answers, so only what is done in one go counts: reading, allocating, drawing weights,
 * a step.
 */
import type { Compiled } from './compiled.ts';
import type { Request } from './protocol.ts';
import { stepTime } from './record-interval.ts';

/** Nanoseconds that a byte may take: of a table that is read it takes a tenth of that, of weights that are drawn a twentieth. */
const BYTE = 100;
/** Times that a step may take what is usual. */
const STEPS = 20;
/** Milliseconds that need not be told: so long nobody worries. */
const UNTOLD = 5_000;

export class Patience {
  readonly #tell: (milliseconds: number) => void;
  #told = 0;
  /** Bytes: of all files that were given, of what is in hand, of the network that is trained with its data. */
  #files = 0;
  #inHand = 0;
  #network = 0;
  /** Nanoseconds. */
  #step = 0;

  constructor(tell: (milliseconds: number) => void) {
    this.#tell = tell;
  }

  /** It is about to be answered. */
  begin(request: Request): void {
    if (request.type === 'files') this.#files += request.files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    this.#inHand = bytesIn(request);
    this.#say();
  }

  /** It may be trained next. */
  compile({ plan, memory }: Compiled): void {
    this.#network = memory ?? 0;
    this.#step = plan ? stepTime(plan) : 0;
    this.#say();
  }

  #say(): void {
    const nanoseconds = BYTE * (this.#files + this.#inHand + this.#network) + STEPS * this.#step;
    const milliseconds = Math.ceil(nanoseconds / 1e6);
    const worthTelling = milliseconds < UNTOLD ? 0 : milliseconds;
    if (worthTelling !== this.#told) this.#tell(worthTelling);
    this.#told = worthTelling;
  }
}

function bytesIn(request: Request): number {
  switch (request.type) {
    case 'open':
      return request.file.bytes.byteLength;
    case 'install':
      return (request.opened.weights?.state ?? []).reduce((sum, { values }) => sum + values.byteLength, 0);
    case 'restore':
      return request.file.byteLength;
    default:
      return 0;
  }
}
