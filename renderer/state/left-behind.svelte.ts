/** @file What windows that are gone left behind: it is offered, and nothing of it goes unless the person says so. */
import { compareDocuments, type DocumentDifference } from '../../core/document/compare-documents.ts';
import type { Document } from '../../core/document/document.ts';
import { printDocument } from '../../core/document/print-document.ts';
import { writeModelFile } from '../../core/formats/model-file.ts';
import { isChoice } from '../../core/formats/opened.ts';
import { renamedWeights } from '../../core/formats/renamed-weights.ts';
import type { FileKind, Host, LeftWork } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import { fileKind, fileNameFor } from './file-kinds.ts';
import { errorText } from './finding-words.ts';
import type { Notices } from './notices.svelte.ts';
import { readWhole } from './opening.svelte.ts';
import { baseOf, documentOf, type WorkKeeping } from './work-keeping.svelte.ts';

/** What can be said of work before it is restored. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  readonly inFile: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Updates that made the weights; 0 without any. */
  readonly step: number;
  /** What it has otherwise than its file, or than it began with; `problem` where it cannot be read. */
  readonly content: { readonly differences: readonly DocumentDifference[]; readonly same: boolean } | { readonly problem: string };
}

interface Parts {
  readonly host: Host;
  readonly notices: Notices;
  readonly keeping: WorkKeeping;
  readonly files: { mayClose(): Promise<boolean> };
  leaveRun(): Promise<void>;
}

export class LeftBehind {
  readonly #parts: Parts;
  #works = $state.raw<readonly LeftWork[]>([]);
  /** The person wants to see to it another time. */
  putOff = $state(false);
  /** The one with which something is being done. */
  busy = $state<string | null>(null);

  readonly offers: readonly Offer[] = $derived(this.putOff ? [] : this.#works.map(offerOf));

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What is there now. */
  async look(): Promise<void> {
    try {
      this.#works = await this.#parts.host.work.left();
    } catch (error) {
      this.#parts.notices.refuseStorage(error);
    }
  }

  /** Of what was offered, what another window has not taken meanwhile. */
  async lookAgain(): Promise<void> {
    if (this.#works.length === 0) return;
    const before = new Set(this.#works.map(({ id }) => id));
    await this.look();
    this.#works = this.#works.filter(({ id }) => before.has(id));
  }

  async restore(id: string): Promise<void> {
    const { host, files, keeping, notices } = this.#parts;
    await this.#with(id, async (work) => {
      if (!(await files.mayClose())) return;
      await this.#parts.leaveRun();
      if (await keeping.bringBack(work, () => host.work.adopt(id))) this.#drop(id);
      else {
        notices.warn(m.left_gone({ name: nameOf(work) }));
        this.#drop(id);
      }
    });
  }

  /** For good. */
  async discard(id: string): Promise<void> {
    await this.#with(id, async () => {
      await this.#parts.host.work.discard(id);
      this.#drop(id);
    });
  }

  /** Beside where it is kept: as a model file with its weights, or where it cannot be read as the text that it is. */
  async saveCopy(id: string): Promise<void> {
    await this.#with(id, async (work) => {
      const { name, kind, contents } = await copyOf(work);
      await this.#parts.host.saveFile(null, name, kind, () => contents);
    });
  }

  #drop(id: string): void {
    this.#works = this.#works.filter((work) => work.id !== id);
  }

  async #with(id: string, act: (work: LeftWork) => Promise<void>): Promise<void> {
    const work = this.#works.find((each) => each.id === id);
    if (!work || this.busy !== null) return;
    this.busy = id;
    try {
      await act(work);
    } catch (error) {
      this.#parts.notices.complain(error);
    } finally {
      this.busy = null;
    }
  }
}

function nameOf({ fileName }: LeftWork, document?: Document): string {
  return fileName ?? document?.name ?? m.untitled();
}

function offerOf(work: LeftWork): Offer {
  const { id, at, step, fileName } = work;
  const about = { id, at, step, inFile: fileName !== null };
  try {
    const document = documentOf(work);
    const content = { differences: compareDocuments(baseOf(work), document), same: work.text === work.base };
    return { ...about, name: nameOf(work, document), content };
  } catch (error) {
    return { ...about, name: nameOf(work), content: { problem: errorText(error) } };
  }
}

async function copyOf(work: LeftWork): Promise<{ name: string; kind: FileKind; contents: Uint8Array | Blob }> {
  const title = (document: Document | null) => nameOf(work, document ?? undefined).replace(/(\.gradscape)?\.\w+$/, '');
  let document: Document;
  try {
    document = documentOf(work);
  } catch {
    const kind = { title: m.file_text(), endings: ['.txt'] };
    return { name: `${title(null)}.txt`, kind, contents: new TextEncoder().encode(work.text) };
  }
  const model = await modelOf(work, document);
  if (model) return { name: fileNameFor(title(document), 'model'), kind: fileKind('model'), contents: model };
  const contents = new TextEncoder().encode(printDocument(document));
  return { name: fileNameFor(title(document), 'document'), kind: fileKind('document'), contents };
}

/** With the weights, if there are any and they are those of this network. */
async function modelOf(work: LeftWork, document: Document): Promise<Uint8Array | null> {
  const weights = await work.weights();
  if (!weights) return null;
  const read = await readWhole({ name: nameOf(work), handle: null, read: () => Promise.resolve(weights) }, null, null);
  if (isChoice(read) || !read.weights || structureOf(read.document) !== structureOf(document)) return null;
  const { weights: renamed } = renamedWeights({ document: read.document, weights: read.weights }, document);
  return writeModelFile({ document, weights: renamed });
}

/** All that says which weights a network has, but the names of its blocks. */
function structureOf({ nodes, edges }: Document): string {
  return JSON.stringify([nodes.map(({ id, layer, settings, bypassed }) => [id, layer, settings, bypassed]), edges]);
}
