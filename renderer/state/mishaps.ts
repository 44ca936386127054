/**
 * @file What went wrong with the page itself: how the one before it ended is told to the person, and what fails in this one is written to the
 * log, each once and none too often. Nothing of what is drawn or trained gets there.
 */
import { InputError } from '../../core/findings/input-error.ts';
import { Refused, type Client } from '../../core/session/client.ts';
import type { Ended, Host } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import type { Notices } from './notices.svelte.ts';

/** Lines that are written down, at most, while the page lives. */
const MOST = 50;
/** Characters of a line; the beginning says what it was. */
const LONGEST = 4_000;

const WHAT: { readonly [W in Ended['what']]: () => string } = {
  crashed: m.ended_crashed,
  memory: m.ended_memory,
  hung: m.ended_hung,
  killed: m.ended_killed,
  graphics: m.ended_graphics,
};

interface Parts {
  readonly host: Host;
  readonly notices: Notices;
  /** Weights that were brought back may still be on their way. */
  readonly keeping: { readonly weights: Promise<void> };
}

export class Mishaps {
  readonly #parts: Parts;
  readonly #written = new Set<string>();

  constructor(client: Client, parts: Parts) {
    this.#parts = parts;
    client.on((event) => {
      if (event.type === 'restarted' || event.type === 'lost')
        this.#write('warning', `training worker ${event.type}, for it ${event.death}: ${event.sentence}`);
    });
    window.addEventListener('error', ({ error, message }) => this.#write('error', errorLine(error ?? message)));
    window.addEventListener('unhandledrejection', ({ reason }) => this.#write('error', errorLine(reason)));
  }

  /** How the page before this one ended, if it did not end as it should: said once what was brought back is there. */
  async tellEnd(): Promise<void> {
    const { host, keeping, notices } = this.#parts;
    try {
      const ended = await host.ended();
      if (!ended) return;
      if (ended.what === 'graphics') return notices.warn(WHAT.graphics());
      await keeping.weights;
      notices.warn(WHAT[ended.what](), [
        ended.restored ? m.ended_restored() : m.ended_offered(),
        ...(ended.what === 'memory' ? [m.ended_try_memory()] : []),
        host.can.logFile ? m.ended_try_log() : m.ended_try_reload(),
      ]);
    } catch (error) {
      notices.complain(error);
    }
  }

  #write(level: 'warning' | 'error', text: string): void {
    if (this.#written.has(text) || this.#written.size >= MOST) return;
    this.#written.add(text);
    this.#parts.host.log({ level, text: text.slice(0, LONGEST) });
  }
}

/**
 * What an error is and where it comes from. The sentence of what the app refuses names blocks and files, and that of a syntax error has a piece of
 * the text that was read: of those the kind alone is told.
 */
export function errorLine(error: unknown): string {
  if (error instanceof InputError || error instanceof Refused) return `${error.name}: ${error.code}`;
  if (!(error instanceof Error)) return typeof error === 'string' ? error : `something was thrown that is no error: ${typeof error}`;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at |@/.test(line));
  const what = error instanceof SyntaxError ? error.name : `${error.name}: ${error.message}`;
  return [what, ...places].join('\n');
}
