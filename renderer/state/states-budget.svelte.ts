/** @file How much memory the states of a run may take, to go back to; remembered on this machine. */
import type { Client } from '../../core/session/client.ts';

/** Megabytes to choose from. */
export const BUDGETS = [16, 32, 64, 128, 256, 512] as const;
export type Budget = (typeof BUDGETS)[number];
const USUAL: Budget = 64;

const STORED = 'gradscape.states';

export class StatesBudget {
  readonly #client: Client;
  #megabytes = $state<Budget>(USUAL);

  constructor(client: Client) {
    this.#client = client;
    this.#megabytes = remembered();
    client.on(({ type }) => {
      if (type === 'restarted') this.#tell();
    });
    this.#tell();
  }

  get megabytes(): Budget {
    return this.#megabytes;
  }

  set megabytes(megabytes: Budget) {
    this.#megabytes = megabytes;
    this.#tell();
    try {
      localStorage.setItem(STORED, String(megabytes));
    } catch {
      // storage is switched off: remembered until the page closes
    }
  }

  #tell(): void {
    // a worker that dies before it has heard is told again
    this.#client.keepStates(this.#megabytes).catch(() => undefined);
  }
}

function remembered(): Budget {
  try {
    const stored = Number(localStorage.getItem(STORED));
    return BUDGETS.find((budget) => budget === stored) ?? USUAL;
  } catch {
    return USUAL; // storage is switched off
  }
}
