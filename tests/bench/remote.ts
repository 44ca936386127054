/** @file A contender in another thread or process, told what to do by requests that are answered one after the other. */
import type { Contender } from './contender.ts';

export type Request =
  | { readonly do: 'about'; readonly [detail: string]: unknown }
  /** `material` is whatever the other side makes the network from. */
  | { readonly do: 'start'; readonly id: number; readonly material: unknown }
  | { readonly do: 'losses' | 'run'; readonly id: number; readonly steps: number }
  /** Choose the fastest way within so many seconds. */
  | { readonly do: 'choose'; readonly id: number; readonly seconds: number }
  | { readonly do: 'end'; readonly id: number };

type Answer = Readonly<Record<string, unknown>>;

export class Remote {
  readonly #send: (request: Request) => void;
  readonly #waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }[] = [];
  #failed: Error | null = null;
  #started = 0;

  constructor(send: (request: Request) => void) {
    this.#send = send;
  }

  /** @throws Error with the reason if the other side ends without an answer */
  ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failed) return reject(this.#failed);
      this.#waiting.push({ resolve, reject });
      this.#send(request);
    });
  }

  answered(answer: Answer): void {
    this.#waiting.shift()?.resolve(answer);
  }

  fail(error: Error): void {
    this.#failed ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failed);
  }

  async start(material: unknown): Promise<Contender> {
    const id = this.#started++;
    await this.ask({ do: 'start', id, material });
    return {
      losses: async (steps) => (await this.ask({ do: 'losses', id, steps }))['losses'] as number[],
      prepare: async (seconds) => void (await this.ask({ do: 'choose', id, seconds })),
      run: async (steps) => (await this.ask({ do: 'run', id, steps }))['seconds'] as number,
      end: () => void this.ask({ do: 'end', id }).catch(() => {}),
    };
  }
}
