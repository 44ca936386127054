/**
 * @file Keeps the work of this window outside of its memory while there is something that no file holds: the document a moment after the last
 * change, the weights as often as the worker tells of them; and brings it back when the window is loaded again.
 */
import { emptyDocument, type Document } from '../../core/document/document.ts';
import { parseDocument } from '../../core/document/parse-document.ts';
import { printDocument } from '../../core/document/print-document.ts';
import { isChoice, type Opened } from '../../core/formats/opened.ts';
import { renamedWeights } from '../../core/formats/renamed-weights.ts';
import type { Client } from '../../core/session/client.ts';
import type { Host, LeftWork, Work } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import { kindOfName } from './file-kinds.ts';
import { errorText } from './finding-words.ts';
import { notBefore, waitAfterChange, waitForWeights } from './keeping-pace.ts';
import type { Notices } from './notices.svelte.ts';
import { readWhole } from './opening.svelte.ts';
import type { Project, Whence } from './project.svelte.ts';
import type { Training } from './training.svelte.ts';

/** How often the page went while it brought its work back, which may be why. */
const FAILED = 'gradscape.restoring';
const FAILED_MOST = 2;
/** Milliseconds after which work that was brought back counts as harmless. */
const HARMLESS = 2_000;

interface Parts {
  readonly host: Host;
  readonly client: Client;
  readonly project: Project;
  readonly training: Training;
  readonly notices: Notices;
  /** Something is worth asking about before it is lost. */
  readonly unsaved: boolean;
  show(document: Document, from: Whence): void;
  /** The same document with other weights: what was shown of those before is gone. */
  showWeights(): void;
}

interface Snapshot {
  readonly bytes: Uint8Array;
  readonly step: number;
}

export class WorkKeeping {
  readonly #parts: Parts;
  /** Resolves when the worker has the weights of work that was brought back. */
  weights: Promise<void> = Promise.resolve();
  /** Whether there is something that no file holds. */
  readonly needed: boolean = $derived.by(() => {
    const { training, project } = this.#parts;
    return project.dirty || training.borrowed || (!training.untaken && training.step !== training.savedStep);
  });
  /** What is kept outside is this window's, and goes when it is not needed any more. */
  #holds = false;
  /** What is there is about to go, and is not kept. */
  #bringingBack = false;
  /** When the first change was made that has not been written down. */
  #changed: number | null = null;
  #document: ReturnType<typeof setTimeout> | undefined;
  #snapshot: Snapshot | null = null;
  /** The one that was handed over last. */
  #kept: Snapshot | null = null;
  /** There may be weights beside the work. */
  #holdsWeights = false;
  /** Of those. */
  #step = 0;
  #weights: ReturnType<typeof setTimeout> | undefined;
  #weightsAt = -Infinity;
  #base: { readonly document: Document; readonly text: string } | null = null;
  #keepingWeights = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.client.on((event) => {
      if (event.type === 'snapshot') this.#hear(event);
      else if (event.type === 'reset') this.#dropWeights();
      else if (event.type === 'status' && this.needed && !this.#bringingBack) this.#keepWeightsSoon(); // it may have come to rest
    });
    parts.project.onchange(({ how }) => {
      if (how === 'open') this.#dropWeights();
    });
    window.addEventListener('beforeunload', () => this.#flush());
    window.addEventListener('pagehide', () => {
      this.#flush();
      if (this.#holds) parts.host.work.leave(!parts.unsaved);
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#flush();
    });
  }

  /** Hears of every change of the document, and of whether it has to be kept. */
  follow(_document: Document, needed: boolean): void {
    if (this.#bringingBack) return;
    clearTimeout(this.#document);
    if (!needed) {
      this.#changed = null;
      if (this.#holds) this.#forget();
      return;
    }
    const now = performance.now();
    this.#changed ??= now;
    this.#document = setTimeout(() => this.#keep(), waitAfterChange(this.#changed, now));
  }

  /** Brings back what this window kept before it was loaded again; what cannot be is set aside. */
  async restore(): Promise<void> {
    const { host, notices } = this.#parts;
    try {
      const work = await host.work.own();
      if (!work) return;
      const failed = Number(sessionStorage.getItem(FAILED) ?? 0);
      sessionStorage.setItem(FAILED, String(failed + 1));
      const harmless = () => sessionStorage.removeItem(FAILED);
      setTimeout(harmless, HARMLESS);
      window.addEventListener('pagehide', harmless);
      if (failed < FAILED_MOST && isReadable(work)) await this.bringBack(work, null);
      else await host.work.setAside();
    } catch (error) {
      notices.refuseStorage(error);
    }
  }

  /**
   * Work takes the place of what is open, once `adopt` has made it this window's own; false if that could not be, and nothing was done. Its
   * weights follow: `weights` tells when they are there.
   * @throws InputError when the text is no document
   */
  async bringBack(work: LeftWork, adopt: (() => Promise<boolean>) | null): Promise<boolean> {
    const { client, project } = this.#parts;
    const { fileName, handle, step } = work;
    const document = documentOf(work);
    const heldBefore = this.#holds;
    this.#bringingBack = true;
    try {
      const weights = work.weights();
      this.#letGo();
      if (adopt) {
        await weights; // they have no place of their own any more once they are adopted
        if (!(await adopt())) {
          this.#holds = heldBefore;
          return false;
        }
        await client.reset(); // a run that the worker holds is another network's, though it may be of the same structure
      }
      const place = fileName === null ? null : { name: fileName, handle, kind: kindOfName(fileName) };
      this.#parts.show(document, { place, imported: null, saved: false });
      project.base = baseOf(work);
      this.#holds = true;
      this.#holdsWeights = true;
      this.#step = step;
      this.weights = this.#bringWeights(fileName ?? m.untitled(), weights);
      return true;
    } finally {
      this.#bringingBack = false;
    }
  }

  async #bringWeights(name: string, kept: Promise<Blob | null>): Promise<void> {
    const { notices } = this.#parts;
    try {
      const weights = await kept;
      if (weights) await this.#install(name, weights);
      notices.inform(m.work_restored());
    } catch (error) {
      notices.warn(m.weights_not_restored({ sentence: errorText(error) }));
    }
  }

  /** Unless another document has taken the place of theirs meanwhile. @throws InputError, Refused what is wrong with them */
  async #install(name: string, weights: Blob): Promise<void> {
    const { client, project } = this.#parts;
    const { opened } = project;
    const read = async (): Promise<Opened> => {
      const result = await readWhole({ name, handle: null, read: () => Promise.resolve(weights) }, null, null);
      if (isChoice(result) || !result.weights) throw new TypeError(`${name} holds no weights.`);
      return { ...result, ...renamedWeights({ document: result.document, weights: result.weights }, project.document) };
    };
    const found = await read();
    if (project.opened !== opened) return;
    await client.install(name, found, read);
    if (project.opened === opened) this.#parts.showWeights();
  }

  #work(): Work {
    const { project } = this.#parts;
    return {
      text: printDocument(project.document),
      base: this.#baseText(project.base),
      fileName: project.fileName,
      handle: project.handle,
      step: this.#step,
    };
  }

  /** It stays the same from one save to the next, while the text is kept every few seconds. */
  #baseText(document: Document): string {
    if (this.#base?.document !== document) this.#base = { document, text: printDocument(document) };
    return this.#base.text;
  }

  #keep(weights?: Uint8Array | null): Promise<void> {
    clearTimeout(this.#document);
    this.#changed = null;
    this.#holds = true;
    const kept = this.#parts.host.work.keep(this.#work(), weights);
    if (weights === undefined) this.#keepWeightsSoon();
    return kept.catch((error: unknown) => this.#parts.notices.refuseStorage(error));
  }

  #forget(): void {
    this.#letGo();
    this.#parts.host.work.forget().catch((error: unknown) => this.#parts.notices.refuseStorage(error));
  }

  /** What is kept outside is another's. */
  #letGo(): void {
    clearTimeout(this.#document);
    clearTimeout(this.#weights);
    this.#changed = null;
    this.#holds = false;
    this.#holdsWeights = false;
    this.#kept = null;
    this.#step = 0;
  }

  /** At once, whether it is time or not, for the page may be about to go. */
  #flush(): void {
    if (!this.needed || this.#bringingBack) return;
    if (this.#snapshot && this.#snapshot !== this.#kept && !this.#keepingWeights) void this.#keepWeights();
    else if (this.#changed !== null) void this.#keep();
  }

  #hear(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    if (this.needed && !this.#bringingBack) this.#keepWeightsSoon();
  }

  /** Those of the worker's last snapshot, as soon as it is their time. */
  #keepWeightsSoon(): void {
    if (this.#keepingWeights || !this.#snapshot || this.#snapshot === this.#kept) return;
    clearTimeout(this.#weights);
    const wait = waitForWeights(this.#weightsAt, performance.now(), this.#parts.training.running);
    this.#weights = setTimeout(() => void this.#keepWeights(), wait);
  }

  async #keepWeights(): Promise<void> {
    if (!this.#snapshot || !this.needed) return;
    this.#keepingWeights = true;
    if (this.#changed !== null) void this.#keep(); // by itself, for weights take longer than a page that goes may have
    this.#kept = this.#snapshot;
    this.#holdsWeights = true;
    this.#step = this.#snapshot.step;
    const begun = performance.now();
    await this.#keep(this.#snapshot.bytes);
    this.#keepingWeights = false;
    this.#weightsAt = notBefore(begun, performance.now());
    if (this.needed) this.#keepWeightsSoon();
  }

  /** They are of no network that is open. */
  #dropWeights(): void {
    clearTimeout(this.#weights);
    this.#snapshot = null;
    this.#kept = null;
    if (!this.#holdsWeights) return;
    this.#holdsWeights = false;
    this.#step = 0;
    if (this.#holds) void this.#keep(null);
  }
}

/** @throws InputError when the text is no document */
export function documentOf({ text, fileName }: Work): Document {
  return parseDocument(fileName ?? m.untitled(), text);
}

/** What the work began with; nothing where that cannot be read. */
export function baseOf({ base, fileName }: Work): Document {
  try {
    return parseDocument(fileName ?? m.untitled(), base);
  } catch {
    return emptyDocument(m.untitled());
  }
}

function isReadable(work: Work): boolean {
  try {
    documentOf(work);
    return true;
  } catch {
    return false;
  }
}
