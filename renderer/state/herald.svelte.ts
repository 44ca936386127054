/**
 * @file Tells a person who looks elsewhere how a long run ends, and what is seriously wrong with it meanwhile. Of a run of seconds nothing is
 * told, nor to a person who looks.
 */
import type { Finding } from '../../core/findings/finding.ts';
import type { Client } from '../../core/session/client.ts';
import type { Status } from '../../core/session/protocol.ts';
import type { Host } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import { sentenceOf, titleOf } from './finding-words.ts';
import type { Project } from './project.svelte.ts';
import { spokenStatus } from './spoken-run.ts';
import type { Telemetry } from './telemetry.svelte.ts';
import type { Training } from './training.svelte.ts';
import { lostText } from './worker-words.ts';

/** Milliseconds of training after which a person may have turned to something else. */
const LONG = 60_000;
/** What belongs to the end of a run arrives within so long. */
const GATHER = 300;

const STORED = 'gradscape.notify';

interface Sources {
  readonly host: Host;
  readonly project: Project;
  readonly training: Training;
  readonly telemetry: Telemetry;
}

export class Herald {
  readonly #sources: Sources;
  /** As the person wants it, remembered on this machine. */
  #wanted = $state(false);
  /** They want it, and the browser does not let it. */
  refused = $state(false);
  #status: Status = 'idle';
  /** When the run was started, or went on after a rest. */
  #since = Infinity;
  /** What the person has seen, or was told. */
  readonly #known = new Set<string>();

  constructor(client: Client, sources: Sources) {
    this.#sources = sources;
    const { can } = sources.host;
    this.#wanted = remembered() ?? can.notify === 'yes';
    if (this.#wanted && can.notify !== 'yes') void this.#ask(false);
    client.on((event) => {
      if (event.type === 'run') this.#known.clear();
      else if (event.type === 'findings') this.#hearFindings();
      else if (event.type === 'lost') this.#hearLoss(lostText(event).text);
      else if (event.type === 'status') this.#hearStatus(event.status, event.step);
    });
  }

  /** Whether something will be told. */
  get on(): boolean {
    return this.#wanted && !this.refused;
  }

  /** Whether there is a way to tell anything at all. */
  get can(): boolean {
    return this.#sources.host.can.notify !== 'no';
  }

  /** To be called while the person still does what they ask for by it. */
  async choose(on: boolean): Promise<void> {
    this.#wanted = on;
    this.refused = false;
    if (on) await this.#ask(true);
    try {
      localStorage.setItem(STORED, String(on));
    } catch {
      // storage is switched off: remembered until the page closes
    }
  }

  async #ask(now: boolean): Promise<void> {
    this.refused = !(await this.#sources.host.mayNotify(now));
  }

  #hearStatus(status: Status, step: number): void {
    const before = this.#status;
    this.#status = status;
    if (status === before) return status === 'running' ? this.#hearFindings() : undefined;
    if (status === 'running') this.#since = performance.now();
    else if (status === 'finished' || status === 'failed') {
      const wasLong = this.#isLong;
      setTimeout(() => wasLong && this.#tellEnd(status, step), GATHER);
    }
  }

  /** The worker is gone for good, and the run with it. */
  #hearLoss(sentence: string): void {
    if (this.#status === 'running' && this.#isLong) this.#tell(sentence, []);
    this.#status = 'failed';
  }

  get #isLong(): boolean {
    return performance.now() - this.#since >= LONG;
  }

  /** One that lost its numbers says why, if that is known. */
  #tellEnd(status: Status, step: number): void {
    const { telemetry } = this.#sources;
    const errors = this.#errors();
    const words = spokenStatus('running', status, step, telemetry.recording)!;
    this.#tell([words, ...errors.slice(0, 1).map(sentenceOf)].join('. '), errors);
  }

  #hearFindings(): void {
    if (this.#status !== 'running' || !(this.#isLong || document.hasFocus())) return;
    const fresh = this.#errors().filter((finding) => !this.#known.has(keyOf(finding)));
    const [first, ...others] = fresh;
    if (!first) return;
    const sentence = `${titleOf(first)}: ${sentenceOf(first)}`;
    this.#tell(others.length > 0 ? m.spoken_and_more({ sentence, count: others.length }) : sentence, fresh);
  }

  #errors(): readonly Finding[] {
    return this.#sources.training.findings.filter(({ severity, ended }) => severity === 'error' && ended === undefined);
  }

  /** Who looks has seen it. */
  #tell(words: string, findings: readonly Finding[]): void {
    const { host, project } = this.#sources;
    for (const finding of findings) this.#known.add(keyOf(finding));
    if (this.on && !document.hasFocus()) host.notify(project.title, words);
  }
}

function keyOf({ code, where }: Finding): string {
  return `${code} ${where.node ?? ''}`;
}

function remembered(): boolean | null {
  try {
    const stored = localStorage.getItem(STORED);
    return stored === null ? null : stored === 'true';
  } catch {
    return null; // storage is switched off
  }
}
