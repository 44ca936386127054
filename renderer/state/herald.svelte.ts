/** @file Whether a person who looks elsewhere is told of long runs: as they want it, and as far as what the page runs in lets it. */
import type { Client } from '../../core/session/client.ts';
import type { Host } from '../host/host.ts';
import { LongRuns } from './long-runs.ts';
import type { Project } from './project.svelte.ts';
import type { Telemetry } from './telemetry.svelte.ts';
import type { Training } from './training.svelte.ts';
import { lostText } from './worker-words.ts';

const STORED = 'gradscape.notify';

interface Sources {
  readonly host: Host;
  readonly project: Project;
  readonly training: Training;
  readonly telemetry: Telemetry;
}

export class Herald {
  readonly #host: Host;
  /** Remembered on this machine; on the desktop it is usual. */
  #wanted = $state(false);
  /** It is wanted, and the browser does not let it. */
  refused = $state(false);

  constructor(client: Client, { host, project, training, telemetry }: Sources) {
    this.#host = host;
    this.#wanted = remembered() ?? host.can.notify === 'yes';
    if (this.#wanted) void this.#look(false);
    const runs = new LongRuns({
      findings: () => training.findings,
      recording: () => telemetry.recording,
      looks: () => document.hasFocus(),
      tell: (words) => this.on && host.notify(project.title, words),
    });
    client.on((event) => {
      if (event.type === 'run') runs.begin();
      else if (event.type === 'findings') runs.hearFindings();
      else if (event.type === 'lost') runs.hearLoss(lostText(event).text);
      else if (event.type === 'status') runs.hearStatus(event.status, event.step);
    });
  }

  get on(): boolean {
    return this.#wanted && !this.refused;
  }

  /** Whether there is a way to tell anything at all. */
  get can(): boolean {
    return this.#host.can.notify !== 'no';
  }

  /** To be called while the browser still knows that the person asks for it. */
  async choose(on: boolean): Promise<void> {
    this.#wanted = on;
    this.refused = false;
    if (on) await this.#look(true);
    try {
      localStorage.setItem(STORED, String(on));
    } catch {
      // storage is switched off: remembered until the page closes
    }
  }

  async #look(ask: boolean): Promise<void> {
    this.refused = !(await this.#host.mayNotify(ask));
  }
}

function remembered(): boolean | null {
  try {
    const stored = localStorage.getItem(STORED);
    return stored === null ? null : stored === 'true';
  } catch {
    return null; // storage is switched off
  }
}
