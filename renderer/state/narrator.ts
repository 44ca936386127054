/**
 * @file Says what has changed, for who does not see it: of each edit what it did, when the hand rests; of a run that it starts and ends,
 * and what is newly wrong, one short sentence in some seconds.
 */
import type { Finding } from '../../core/findings/finding.ts';
import type { Client } from '../../core/session/client.ts';
import type { Status } from '../../core/session/protocol.ts';
import { m } from '../language/generated/messages.js';
import type { Findings } from './findings.svelte.ts';
import type { Change, Project } from './project.svelte.ts';
import type { Speech } from './speech.svelte.ts';
import { spokenChange } from './spoken-change.ts';
import { spokenFinding, spokenStatus } from './spoken-run.ts';
import type { Telemetry } from './telemetry.svelte.ts';
import type { Training } from './training.svelte.ts';

/** Milliseconds without another edit after which the hand rests: a word that is typed, a block that is moved by keys is told once. */
const REST = 700;
/** At least so long between two sentences about a run. */
const PACE = 4_000;
/** What belongs to the end of a run arrives within so long. */
const GATHER = 300;
/** A short sentence is heard out within so long; the next one about a run waits until then. */
const HEARD_OUT = 2_000;

interface Sources {
  readonly speech: Speech;
  readonly project: Project;
  readonly findings: Findings;
  readonly training: Training;
  readonly telemetry: Telemetry;
}

export class Narrator {
  readonly #sources: Sources;
  /** The edits that are not told yet, as one. */
  #change: Change | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #status: Status = 'idle';
  readonly #told = new Set<string>();
  /** What is newly wrong and waits to be told. */
  #fresh: Finding[] = [];
  #spokenAt = -Infinity;
  #untold: { finding?: () => string | null; status?: () => string | null } = {};
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, sources: Sources) {
    this.#sources = sources;
    sources.project.onchange((change) => this.#changed(change));
    client.on((event) => {
      if (event.type === 'status') this.#hearStatus(event.status, event.step);
      else if (event.type === 'findings') this.#hearFindings();
      else if (event.type === 'run') this.#forgetFindings();
    });
  }

  #changed(change: Change): void {
    clearTimeout(this.#resting);
    const { speech } = this.#sources;
    if (change.how === 'open') {
      this.#change = null;
      this.#forgetFindings();
      speech.tell(m.spoken_opened({ name: change.after.name, count: change.after.nodes.length }));
      return;
    }
    this.#change = { ...change, before: this.#change?.how === change.how ? this.#change.before : change.before };
    this.#resting = setTimeout(() => {
      const { before, after, how } = this.#change!;
      this.#change = null;
      const sentence = how === 'open' ? null : spokenChange(before, after, how);
      if (sentence !== null) speech.tell(sentence);
    }, REST);
  }

  /** They are of another run, also those that wait to be told. */
  #forgetFindings(): void {
    this.#told.clear();
    this.#fresh = [];
    delete this.#untold.finding;
  }

  #hearStatus(status: Status, step: number): void {
    const before = this.#status;
    this.#status = status;
    const wait = Math.max(GATHER, this.#spokenAt + HEARD_OUT - performance.now());
    if (status !== before) this.#soon('status', wait, () => spokenStatus(before, status, step, this.#sources.telemetry.recording));
  }

  /** Only what was not told of this run before, the gravest of it, and not what has ended. */
  #hearFindings(): void {
    const { findings, training } = this.#sources;
    const standing = findings.heard.filter(
      (finding) => finding.ended === undefined && finding.severity !== 'info' && training.findings.includes(finding),
    );
    const fresh = standing.filter((finding) => !this.#told.has(keyOf(finding)));
    for (const finding of fresh) this.#told.add(keyOf(finding));
    if (fresh.length === 0) return;
    this.#fresh.push(...fresh);
    this.#soon('finding', Math.max(GATHER, this.#spokenAt + PACE - performance.now()), () => {
      const found = this.#fresh;
      this.#fresh = [];
      const gravest = found.find(({ severity }) => severity === 'error') ?? found[0]!;
      const { node } = gravest.where;
      const { telemetry, project } = this.#sources;
      const name = project.document.nodes.find(({ id }) => id === node)?.name ?? null;
      const sentence = spokenFinding(gravest, name, node === undefined ? Number.NaN : telemetry.latest('signal', telemetry.rowOf(node)));
      return found.length > 1 ? m.spoken_and_more({ sentence, count: found.length - 1 }) : sentence;
    });
  }

  /** What is found and how the run goes are told together if both wait. */
  #soon(about: 'finding' | 'status', wait: number, sentence: () => string | null): void {
    this.#untold[about] = sentence;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      const { finding, status } = this.#untold;
      this.#untold = {};
      const text = [finding?.() ?? null, status?.() ?? null].filter((each) => each !== null).join('. ');
      if (text === '') return;
      this.#spokenAt = performance.now();
      this.#sources.speech.report(text);
    }, wait);
  }
}

function keyOf({ code, where }: Finding): string {
  return `${code} ${where.node ?? ''}`;
}
