/**
 * @file The runs of this machine: each one that has taken a step, and each branch of it, until it is deleted or has to make room. They are
 * written down when training rests and the page has nothing else to do, and now and then while it goes on, so that the next window finds
 * them; a window writes its own.
 */
import type { Document } from '../../core/document/document.ts';
import { Refused, WorkerDied, type Client } from '../../core/session/client.ts';
import type { Status } from '../../core/session/protocol.ts';
import type { RunHeader } from '../../core/telemetry/frame.ts';
import type { KeptRun } from '../../core/telemetry/kept-run.ts';
import { Recording } from '../../core/telemetry/recording.ts';
import type { SettingChange } from '../../core/telemetry/run-settings.ts';
import { forgetRun, keepRun, keptEntries, keptRecord, keptStates, onRunsElsewhere } from '../host/kept-runs.ts';
import { livingSlots, ownSlot } from '../host/slot.ts';
import { m } from '../language/generated/messages.js';
import type { Compile } from './compile.svelte.ts';
import { FindingHistory } from './finding-history.ts';
import type { Notices } from './notices.svelte.ts';
import type { OverCanvas } from './over-canvas.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { SettingChanges } from './setting-changes.svelte.ts';
import { bytesOf, told, type RunEntry, type RunPast, type RunRecord } from './run-entry.ts';
import { tooMuch } from './run-tree.ts';
import type { Telemetry } from './telemetry.svelte.ts';
import { whenIdle } from './when-idle.ts';

/** What all runs may take in the database. */
export const MOST_BYTES = 256e6;
/** States that are kept of a run, as many as fit into so many bytes but two at the least. */
const MOST_STATES = 8;
const STATES_BYTES = 32 * 2 ** 20;
/** Numbers of a state beside each parameter: two moments at the most. */
const PER_PARAMETER = 3 * Float32Array.BYTES_PER_ELEMENT;
/** Milliseconds that a run rests before it is written down. */
const REST = 800;
/** And at least so long between two looks at a run that goes on. */
const PACE = 1_000;
/** One that goes on is written down so long after it was the last time, lest all of it goes with the page; longer where that takes long. */
const KEEP_PACE = 10_000;
const KEEP_SHARE = 0.02;

/** The run that the worker holds, with what it has told. */
interface Live {
  readonly run: number;
  /** Null before its first step. */
  readonly id: string | null;
  readonly parent: RunEntry['parent'];
  readonly recording: Recording;
  readonly findings: FindingHistory;
  changes: readonly SettingChange[];
  /** The document that it was last heard of with. */
  now: Document;
  status: Exclude<Status, 'idle'>;
  /** It has told something since it was written down. */
  fresh: boolean;
}

interface Sources {
  readonly client: Client;
  readonly compile: Compile;
  readonly telemetry: Telemetry;
  readonly changes: SettingChanges;
  readonly project: Project;
  readonly notices: Notices;
  readonly over: OverCanvas;
}

/** A run that is compared, with what it has told. */
export interface ComparedRun {
  readonly entry: RunEntry;
  readonly recording: Recording;
}

export class Runs {
  list = $state.raw<readonly RunEntry[]>([]);
  /** So many went to make room since the page was opened. */
  gone = $state(0);
  /** Chosen to be compared, by id. */
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  readonly #sources: Sources;
  /** Of the chosen runs that are not held by the worker. */
  #recordings = $state.raw<ReadonlyMap<string, Recording>>(new Map());
  #live = $state.raw<Live | null>(null);
  /** Windows that live, this one aside. */
  #elsewhere = $state.raw<(slot: string) => boolean>(() => false);
  /** The entry that is being taken up. */
  #takingUp: RunEntry | null = null;
  /** The one of a worker that died: what its successor goes on with is the same run. */
  #orphan: RunEntry | null = null;
  #lookedAt = -Infinity;
  /** When a run that goes on is to be written down. */
  #keepAt = Infinity;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #slot = '';

  /** The run that the window shows; null before there is one that has taken a step. */
  readonly current: string | null = $derived.by(() => {
    const recording = this.#sources.telemetry.ofNow;
    return recording && this.#live?.run === recording.header.run ? this.#live.id : null;
  });

  /** The chosen runs whose numbers are there, in the order of the list. */
  readonly compared: readonly ComparedRun[] = $derived.by(() =>
    this.list.flatMap((entry) => {
      if (!this.chosen.has(entry.id)) return [];
      const recording = this.#live?.id === entry.id ? this.#live.recording : this.#recordings.get(entry.id);
      return recording ? [{ entry, recording }] : [];
    }),
  );

  constructor(sources: Sources) {
    this.#sources = sources;
    sources.client.on((event) => {
      if (event.type === 'run') this.#begin(event.header);
      else if (event.type === 'telemetry' && event.frames.count > 0) this.#hear(event.run);
      else if (event.type === 'changed') this.#hear(event.run);
      else if (event.type === 'died') this.#orphan = this.entryOf(this.#live?.id ?? null);
      else if ((event.type === 'restarted' && !event.goesOn) || event.type === 'lost') this.#orphan = null;
      else if (event.type === 'status' && event.status !== 'idle') this.#hearStatus(event.status);
      // an edit has made another network: the worker has set the run aside
      else if (event.type === 'status' && this.#live?.fresh) this.#keepSoon();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.keep();
    });
    onRunsElsewhere(() => void this.read());
    void this.read();
  }

  entryOf(id: string | null): RunEntry | null {
    return this.list.find((entry) => entry.id === id) ?? null;
  }

  nameOf({ name, number }: RunEntry): string {
    return name ?? m.run_name({ number });
  }

  /** Whether another window has it: then that one alone may change it. */
  isElsewhere({ slot }: RunEntry): boolean {
    return slot !== this.#slot && this.#elsewhere(slot);
  }

  rename(id: string, name: string): void {
    const entry = this.#change(id, { name: name.trim() || null });
    if (entry && entry.bytes > 0) this.#write(keepRun(id, entry));
  }

  delete(id: string): void {
    this.choose(id, false);
    this.list = this.list.filter((entry) => entry.id !== id);
    this.#write(forgetRun(id));
  }

  /** To be compared, or not any more. */
  choose(id: string, chosen: boolean): void {
    const others = [...this.chosen].filter((other) => other !== id);
    this.chosen = new Set(chosen ? [...others, id] : others);
    this.#recordings = new Map([...this.#recordings].filter(([other]) => this.chosen.has(other)));
    if (this.chosen.size < 2) this.leaveComparison();
    if (chosen && this.#live?.id !== id) this.#write(this.#recall(id));
  }

  /** Shows the chosen runs side by side, if there are two; or not any more. */
  compare(): void {
    if (this.comparing) this.leaveComparison();
    else if (this.chosen.size >= 2) this.#sources.over.show('runs');
  }

  leaveComparison(): void {
    this.#sources.over.hide('runs');
  }

  /** The chosen runs are shown side by side. */
  get comparing(): boolean {
    return this.#sources.over.shown === 'runs';
  }

  /** What it takes to go on with a run; null if it is not kept any more. */
  async past(id: string): Promise<RunPast | null> {
    const [record, kept] = await Promise.all([keptRecord(id), keptStates(id)]);
    return record && kept ? { record: record as RunRecord, kept: kept as KeptRun } : null;
  }

  /** The worker goes on with a run that was kept, of the document that is there. @throws Refused if it is not a run of it */
  async takeUp(entry: RunEntry, { record, kept }: RunPast): Promise<void> {
    const { client, telemetry, changes } = this.#sources;
    this.#takingUp = entry;
    telemetry.takeUp(Recording.fromKept(record.recording), new FindingHistory(record.findings));
    changes.show(kept.header.run, record.changes);
    try {
      await client.takeUp(kept);
    } catch (error) {
      telemetry.clear();
      throw error;
    } finally {
      this.#takingUp = null;
    }
  }

  /** Writes the run down as it stands, if it has told something since. Returns when it may be left; writing goes on. */
  async keep(): Promise<void> {
    clearTimeout(this.#resting);
    const live = this.#live;
    if (!live?.fresh || live.id === null) return;
    live.fresh = false;
    if (this.current === live.id) live.now = this.#sources.compile.settled ?? live.now;
    await this.#keep(live, live.id, await this.#archived(live));
  }

  async #archived({ run, recording }: Live): Promise<KeptRun | null> {
    try {
      const fitting = Math.floor(STATES_BYTES / Math.max(1, PER_PARAMETER * recording.header.parameters));
      const { kept } = await this.#sources.client.archive(Math.max(2, Math.min(MOST_STATES, fitting)));
      return kept?.header.run === run ? kept : null;
    } catch (error) {
      if (error instanceof Refused || error instanceof WorkerDied) return null;
      throw error;
    }
  }

  /** Without states those are left that are kept from before. */
  async #keep(live: Live, id: string, kept: KeptRun | null): Promise<void> {
    const record: RunRecord = { recording: live.recording.toKept(), findings: live.findings.lists, changes: live.changes };
    const before = this.entryOf(id);
    if (!before) return;
    const bytes = bytesOf(record) + (kept ? bytesOf(kept) : 0);
    const entry = this.#change(id, { ...this.#toldBy(live), bytes, goesOn: kept !== null || before.goesOn, slot: this.#slot });
    const begun = performance.now();
    this.#keepAt = Infinity;
    const written = keepRun(id, entry, record, kept ?? undefined)
      .catch((error: unknown) => {
        this.#change(id, { bytes: before.bytes, goesOn: before.goesOn });
        live.fresh = true;
        throw error;
      })
      .finally(() => (this.#keepAt = nextKeeping(begun)));
    this.#write(written.then(() => this.#makeRoom()));
  }

  async #makeRoom(): Promise<void> {
    const going = tooMuch(this.list, MOST_BYTES, (entry) => entry.id !== this.#live?.id && !this.isElsewhere(entry));
    for (const { id } of going) {
      this.list = this.list.filter((entry) => entry.id !== id);
      this.choose(id, false);
      await forgetRun(id);
    }
    this.gone += going.length;
  }

  /** The numbers of a run that is compared. */
  async #recall(id: string): Promise<void> {
    const record = (await keptRecord(id)) as RunRecord | undefined;
    if (record && this.chosen.has(id)) this.#recordings = new Map([...this.#recordings, [id, Recording.fromKept(record.recording)]]);
  }

  /** Reads the list anew: what is kept, with what this window has not written down yet. */
  async read(): Promise<void> {
    try {
      this.#slot = await ownSlot();
      this.#elsewhere = await livingSlots();
      const kept = (await keptEntries()) as RunEntry[];
      const there = new Set(kept.map(({ id }) => id));
      const unwritten = this.list.filter(({ id, bytes }) => !there.has(id) && bytes === 0);
      const live = this.entryOf(this.#live?.id ?? null);
      this.list = inOrder([...kept.map((entry) => (entry.id === live?.id ? { ...live, name: entry.name } : entry)), ...unwritten]);
      for (const id of this.chosen) if (!this.entryOf(id)) this.choose(id, false);
    } catch (error) {
      this.#sources.notices.refuseStorage(error);
    }
  }

  /** The worker holds another run: what the one before has told is written down without the worker. */
  #begin(header: RunHeader): void {
    const before = this.#live;
    if (before?.fresh && before.id !== null) void this.#keep(before, before.id, null);
    if (before?.id != null && this.chosen.has(before.id)) this.#recordings = new Map([...this.#recordings, [before.id, before.recording]]);
    const { telemetry, changes, project } = this.#sources;
    const entry = this.#takingUp ?? this.#orphan;
    this.#orphan = null;
    const { continues } = header;
    const from = continues && before?.run === continues.run ? { id: before.id ?? before.parent?.id ?? null, step: continues.step } : null;
    this.#keepAt = performance.now() + KEEP_PACE;
    this.#live = {
      run: header.run,
      id: entry?.id ?? null,
      parent: entry?.parent ?? (from?.id != null ? { id: from.id, step: from.step } : null),
      recording: telemetry.recording!,
      findings: telemetry.findings,
      changes: changes.made,
      now: project.document,
      status: entry?.status ?? 'paused',
      fresh: false,
    };
    if (!entry) return;
    const own = { ...entry, slot: this.#slot };
    this.#lay(own);
    this.#write(keepRun(own.id, own)); // other windows leave it alone from now on
  }

  #hear(run: number): void {
    const live = this.#live;
    if (live?.run !== run) return;
    const { telemetry, changes, compile } = this.#sources;
    live.changes = changes.made;
    // one that is on its way may end the run
    if (!telemetry.past) live.now = compile.settled ?? live.now;
    if (live.recording.count === 0) return;
    live.fresh = true;
    if (live.id === null) this.#enter(live);
  }

  /** Its first step has been taken. */
  #enter(live: Live): void {
    const { project } = this.#sources;
    const id = crypto.randomUUID();
    this.#live = { ...live, id };
    const number = 1 + Math.max(0, ...this.list.map((entry) => entry.number));
    const own = { id, number, name: null, title: project.title, started: Date.now(), document: live.now, parent: live.parent };
    this.#lay({ ...own, ...this.#toldBy(live), slot: this.#slot, bytes: 0, goesOn: false });
  }

  #hearStatus(status: Exclude<Status, 'idle'>): void {
    const live = this.#live;
    if (!live) return;
    live.status = status;
    const now = performance.now();
    if (status === 'running' && now - this.#lookedAt < PACE) return;
    this.#lookedAt = now;
    if (live.id !== null && live.recording.count > 0) this.#change(live.id, this.#toldBy(live));
    clearTimeout(this.#resting);
    if (status !== 'running') this.#keepSoon();
    else if (now >= this.#keepAt) void this.keep();
  }

  #keepSoon(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => whenIdle(() => void this.keep()), REST);
  }

  #toldBy({ recording, now, status }: Live): Pick<RunEntry, 'steps' | 'seconds' | 'train' | 'validation' | 'now' | 'status'> {
    return { ...told(recording), now, status };
  }

  #change(id: string, change: Partial<RunEntry>): RunEntry | null {
    const entry = this.entryOf(id);
    if (!entry) return null;
    const changed = { ...entry, ...change };
    this.#lay(changed);
    return changed;
  }

  #lay(entry: RunEntry): void {
    this.list = inOrder([...this.list.filter(({ id }) => id !== entry.id), entry]);
  }

  #write(written: Promise<unknown>): void {
    written.catch((error: unknown) => this.#sources.notices.refuseStorage(error));
  }
}

/** After what was begun at `begun` and has just been written: what a run that goes on takes of the page for this is a small share. */
function nextKeeping(begun: number): number {
  const now = performance.now();
  return now + Math.max(KEEP_PACE, (now - begun) / KEEP_SHARE);
}

function inOrder(entries: readonly RunEntry[]): RunEntry[] {
  return [...entries].sort((a, b) => a.started - b.started || a.number - b.number);
}
