/**
 * @file What there is to tell of a long run to a person who looks elsewhere: how it ends, and what is seriously wrong with it meanwhile. Of a
 * run of seconds there is nothing, and nothing of what they have seen.
 */
import type { Finding } from '../../core/findings/finding.ts';
import type { Status } from '../../core/session/protocol.ts';
import type { Recording } from '../../core/telemetry/recording.ts';
import { m } from '../language/generated/messages.js';
import { sentenceOf, titleOf } from './finding-words.ts';
import { spokenStatus } from './spoken-run.ts';

/** Milliseconds of training after which a person may have turned to something else. */
const LONG = 60_000;
/** What belongs to the end of a run arrives within so long. */
const GATHER = 300;

interface Sources {
  readonly findings: () => readonly Finding[];
  readonly recording: () => Recording | null;
  /** Whether the person looks at the window. */
  readonly looks: () => boolean;
  readonly tell: (words: string) => void;
}

export class LongRuns {
  readonly #sources: Sources;
  #status: Status = 'idle';
  /** When the run was started, or went on after a rest. */
  #since = Infinity;
  /** What the person has seen, or was told. */
  readonly #known = new Set<string>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Another run begins. */
  begin(): void {
    this.#known.clear();
  }

  hearStatus(status: Status, step: number): void {
    const before = this.#status;
    this.#status = status;
    if (status === before) this.hearFindings();
    else if (status === 'running') this.#since = performance.now();
    else if ((status === 'finished' || status === 'failed') && this.#isLong) setTimeout(() => this.#tellEnd(status, step), GATHER);
  }

  hearFindings(): void {
    const looks = this.#sources.looks();
    if (this.#status !== 'running' || !(looks || this.#isLong)) return;
    const fresh = this.#errors().filter((finding) => !this.#known.has(keyOf(finding)));
    const [first, ...others] = fresh;
    if (!first) return;
    for (const finding of fresh) this.#known.add(keyOf(finding));
    const sentence = `${titleOf(first)}: ${sentenceOf(first)}`;
    if (!looks) this.#sources.tell(others.length > 0 ? m.spoken_and_more({ sentence, count: others.length }) : sentence);
  }

  /** What trains is gone, and the run with it. */
  hearLoss(sentence: string): void {
    if (this.#status === 'running' && this.#isLong && !this.#sources.looks()) this.#sources.tell(sentence);
    this.#status = 'failed';
  }

  get #isLong(): boolean {
    return performance.now() - this.#since >= LONG;
  }

  /** With what is seriously wrong with it then, which is also why it failed. */
  #tellEnd(status: Status, step: number): void {
    if (this.#sources.looks()) return;
    const words = spokenStatus('running', status, step, this.#sources.recording())!;
    this.#sources.tell([words, ...this.#errors().slice(0, 1).map(sentenceOf)].join('. '));
  }

  #errors(): readonly Finding[] {
    return this.#sources.findings().filter(({ severity, ended }) => severity === 'error' && ended === undefined);
  }
}

function keyOf({ code, where }: Finding): string {
  return `${code} ${where.node ?? ''}`;
}
