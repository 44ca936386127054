/**
 * @file What a person does with files of networks: begins and opens them. What is open, a run included, stays as it is until another
 * is there as a whole; and what is in no file is asked about before another takes its place.
 */
import { emptyDocument, type Document } from '../../core/document/document.ts';
import { apply } from '../../core/document/edits.ts';
import { placedInRanks } from '../../core/document/in-ranks.ts';
import { printDocument } from '../../core/document/print-document.ts';
import type { Finding } from '../../core/findings/finding.ts';
import { InputError } from '../../core/findings/input-error.ts';
import { isChoice, type Opened, type Origin } from '../../core/formats/opened.ts';
import type { Lesson } from '../../core/lessons/lesson.ts';
import type { Client } from '../../core/session/client.ts';
import { isUndrawn } from '../editing/undrawn.ts';
import type { FileHandle, Host, OpenedFile } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import type { DataFiles } from './data-files.ts';
import { fileKind, type NetworkFile } from './file-kinds.ts';
import { sentenceOf } from './finding-words.ts';
import type { Notices } from './notices.svelte.ts';
import { readWhole, type Opening } from './opening.svelte.ts';
import type { Project, Whence } from './project.svelte.ts';
import type { Questions } from './questions.ts';
import type { Selection } from './selection.svelte.ts';
import type { Training } from './training.svelte.ts';

/** A file that was read, with what it takes to read it once more. */
interface Read {
  readonly file: OpenedFile;
  readonly network: string | null;
  readonly opened: Opened;
}

/** What is saved to the file that it came from, and as what; a file of another program is not written over. */
const OURS: Readonly<Record<Origin, NetworkFile | null>> = {
  model: 'model',
  document: 'document',
  state_dict: null,
  pytorch: null,
  onnx: null,
};

interface Parts {
  readonly host: Host;
  readonly client: Client;
  readonly notices: Notices;
  readonly project: Project;
  readonly selection: Selection;
  readonly questions: Questions;
  readonly opening: Opening;
  readonly training: Training;
  readonly dataFiles: DataFiles;
  readonly recents: { remember(handle: FileHandle): Promise<void> };
  readonly saving: { save(): Promise<boolean> };
  /** Something would be lost if the document were closed. */
  readonly unsaved: boolean;
  /** What the run has come to is kept before another takes its place. */
  leaveRun(): Promise<void>;
  /** A document takes the place of the one before. */
  show(document: Document, from: Whence): void;
  /** The same document with other weights: what was shown of those before is gone. */
  showWeights(): void;
}

export class Files {
  readonly #parts: Parts;
  /** Files that someone else has written, and that could not be taken over from there. */
  readonly unseen = new WeakSet<FileHandle>();

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.host.onFileGiven((file) => this.openGiven(file));
  }

  async newDocument(): Promise<void> {
    if (await this.#mayLeave()) this.begin(emptyDocument(m.untitled()));
  }

  async openLesson(lesson: Lesson): Promise<void> {
    if (await this.#mayLeave()) this.begin(lesson.document);
  }

  async open(): Promise<void> {
    const [file] = await this.#parts.host.openFiles(fileKind('any'), false);
    if (file) await this.openFile(file);
  }

  async openDropped(transfer: DataTransfer): Promise<void> {
    try {
      await this.openGiven(...(await this.#parts.host.dropped(transfer)));
    } catch (error) {
      this.#parts.notices.complain(error);
    }
  }

  /** Files that were not asked for: dropped on the window, or handed over by the system. One is a network; tables become its data. */
  async openGiven(...files: readonly OpenedFile[]): Promise<void> {
    const tables = files.filter(({ name }) => isTable(name));
    const [network, ...others] = files.filter(({ name }) => !isTable(name));
    if (network && !(await this.openFile(network))) return;
    for (const table of tables) await this.#learnFrom(table);
    if (others.length > 0) this.#parts.notices.warn(m.open_one({ names: others.map(({ name }) => name).join(', ') }));
  }

  /** Reads a network beside what goes on; once it is whole it takes the place of what is open. Whether it did. A text that was pasted is no file. */
  async openFile(file: OpenedFile, isPasted = false): Promise<boolean> {
    const { notices, project, questions } = this.#parts;
    try {
      const beside = project.document;
      let read = await this.#read(file, beside);
      if (read?.opened.origin === 'state_dict' && printDocument(read.opened.document) === printDocument(beside)) {
        const answer = await questions.weights.ask({ file: file.name });
        if (answer === 'load') await this.#load(read);
        if (answer !== 'open') return false;
        read = await this.#read(file, null);
      }
      if (!read || !(await this.#mayLeave())) return false;
      return await this.#install(read, isPasted);
    } catch (error) {
      notices.complain(error);
      return false;
    }
  }

  /** A network that was pasted as text: code, or a document. */
  async openText(text: string, kind: 'pytorch' | 'document'): Promise<void> {
    const name = kind === 'pytorch' ? m.pasted_code() : m.pasted_document();
    const read = () => Promise.resolve(new Blob([text]));
    await this.openFile({ name, handle: null, read }, true);
  }

  /** The file as it is by now takes the place of what is open, unless the person turns back. */
  async reload(): Promise<void> {
    const { handle } = this.#parts.project;
    if (handle && (await this.mayClose())) await this.takeFromDisk(handle);
  }

  /** A document that has no weights yet, and takes up no run, though one of the same structure may be there. */
  begin(document: Document): void {
    this.#parts.opening.cancel(); // what was asked for before does not take its place
    void this.#parts.training.reset();
    this.#parts.show(document, { place: null, imported: null, saved: true });
  }

  /** Asks, if something would be lost. */
  async mayClose(): Promise<boolean> {
    // what is still being written is of the document that goes
    const field = window.document.activeElement;
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.blur();
    if (!this.#parts.unsaved) return true;
    const choice = await this.#parts.questions.unsaved.ask(null);
    return choice === 'discard' || (choice === 'save' && (await this.#parts.saving.save()));
  }

  /** Asks once more where something is changed while the run is being kept. */
  async #mayLeave(): Promise<boolean> {
    const { project } = this.#parts;
    while (await this.mayClose()) {
      const { document } = project;
      await this.#parts.leaveRun();
      if (project.document === document) return true;
    }
    return false;
  }

  /** A table that was dropped on the window becomes the data set. */
  async #learnFrom(file: OpenedFile): Promise<void> {
    const { dataFiles, notices, project, selection } = this.#parts;
    const { name } = file;
    try {
      await dataFiles.take({ name, bytes: new Uint8Array(await (await file.read()).arrayBuffer()) });
      const { dataset } = project.document;
      project.edit({ edit: 'dataset', dataset: { ...(dataset?.source === 'csv' ? dataset : { source: 'csv' }), path: name } });
      selection.select([]);
    } catch (error) {
      notices.complain(error);
    }
  }

  /** Null if the person turns back. `beside`: the network whose weights it may hold. */
  async #read(file: OpenedFile, beside: Document | null): Promise<Read | null> {
    const { opening, questions } = this.#parts;
    let network: string | null = null;
    for (;;) {
      const opened = await opening.read(file, network, beside);
      if (!opened) return null;
      if (!isChoice(opened)) return { file, network, opened };
      network = await questions.network.ask({ file: file.name, names: opened.choose });
      if (network === null) return null;
    }
  }

  /** The file as it is by now takes the place of what is open, without a question. */
  async takeFromDisk(handle: FileHandle): Promise<void> {
    const { host, notices } = this.#parts;
    // the host counts it as seen as soon as it is read; here it is when it is what the window shows
    this.unseen.add(handle);
    try {
      const file = await host.openAgain(handle);
      const read = file && (await this.#read(file, null));
      if (!read) return;
      await this.#parts.leaveRun();
      if (await this.#install(read, false)) this.unseen.delete(handle);
    } catch (error) {
      notices.complain(error);
    }
  }

  /** False if the person turns back. */
  async #install({ file, network, opened: { document: found, ...rest } }: Read, isPasted: boolean): Promise<boolean> {
    const { client, project, training } = this.#parts;
    const kind = OURS[rest.origin];
    const document = kind ? found : await laidOut(found);
    if (isUndrawn(document)) await import('../editing/tidy.ts'); // there when the canvas tidies it, so that no heap is seen
    const again = async () => ({ ...(await reread(file, network, null)), document });
    let { document: before } = project;
    let opened = await client.install(file.name, { ...rest, document }, again);
    // the worker has heard of what was changed meanwhile, and has left what it was given for it
    while (project.document !== before) {
      before = project.document;
      if (!(await this.mayClose())) return false;
      opened = await client.install(file.name, await again(), again);
    }
    this.#parts.show(document, {
      place: kind && !isPasted ? { name: file.name, handle: file.handle, kind } : null,
      imported: kind || isPasted ? null : file.name,
      saved: kind !== null && !isPasted,
      text: rest.text,
    });
    if (opened.weights) training.savedStep = opened.step;
    this.#report(file.name, kind !== null, opened.findings);
    if (file.handle) await this.#parts.recents.remember(file.handle);
    return true;
  }

  /** The weights of a file become those of the open network, as it is now. */
  async #load({ file, opened: { document: beside, ...rest } }: Read): Promise<void> {
    const { client, project, training } = this.#parts;
    await this.#parts.leaveRun();
    const { document } = project;
    const again = async () => ({ ...(await reread(file, null, beside)), document });
    const opened = await client.install(file.name, { ...rest, document }, again);
    this.#parts.showWeights();
    if (opened.weights) {
      training.savedStep = opened.step;
      training.borrowed = true;
    }
    this.#report(file.name, true, opened.findings);
  }

  /** What the file does not have, or has otherwise, and how that was settled. */
  #report(file: string, isOurs: boolean, findings: readonly Finding[]): void {
    const { notices } = this.#parts;
    const sentences = findings.map(sentenceOf);
    if (isOurs) for (const sentence of sentences) notices.inform(sentence);
    else if (sentences.length > 0) notices.report(m.import_settled({ file }), sentences);
    else notices.inform(m.imported({ file }));
  }
}

function isTable(name: string): boolean {
  return /\.csv$/i.test(name);
}

/** As Tidy lays it out, unless it has places of its own: a drawing may stand beside what other programs read. */
async function laidOut(document: Document): Promise<Document> {
  const { nodes, edges } = document;
  const isDrawn = placedInRanks(nodes, edges).some(
    ({ position: [x, y] }, at) => x !== nodes[at]!.position[0] || y !== nodes[at]!.position[1],
  );
  if (isDrawn) return document;
  const { tidied } = await import('../editing/tidy.ts');
  const edit = tidied(document);
  return edit ? apply(document, edit).document : document;
}

/** @throws what is wrong with the file by now */
async function reread(file: OpenedFile, network: string | null, beside: Document | null): Promise<Opened> {
  const opened = await readWhole(file, network, beside);
  if (isChoice(opened)) throw new InputError('network_choice', { file: file.name, names: opened.choose.join(', ') });
  return opened;
}
