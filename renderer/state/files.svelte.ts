/** @file What a person does with files of networks: begins, opens and saves them. What is in no file is asked about before another takes its place. */
import { emptyDocument, type Document } from '../../core/document/document.ts';
import { printDocument } from '../../core/document/print-document.ts';
import type { Lesson } from '../../core/lessons/lesson.ts';
import { Refused, type Client } from '../../core/session/client.ts';
import type { FileHandle, Host, OpenedFile } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';
import type { DataFiles } from './data-files.ts';
import { fileKind, fileNameFor, kindOfName, type NetworkFile, type PictureFile } from './file-kinds.ts';
import { errorText, sentenceOf } from './finding-words.ts';
import type { Notices } from './notices.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { UnsavedQuestion } from './question.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import type { Training } from './training.svelte.ts';
import type { View } from './view.ts';

/** Where a document is kept; null where that is nowhere. */
export type Place = { readonly name: string; readonly handle: FileHandle | null } | null;

interface Parts {
  readonly host: Host;
  readonly client: Client;
  readonly notices: Notices;
  readonly project: Project;
  readonly selection: Selection;
  readonly question: UnsavedQuestion;
  readonly training: Training;
  readonly dataFiles: DataFiles;
  /** The canvas, once it is there. */
  readonly view: View | null;
  /** Something would be lost if the document were closed. */
  readonly unsaved: boolean;
  /** What the run has come to is kept before another takes its place. */
  leaveRun(): Promise<void>;
  /** A document takes the place of the one before; `saved` false if it is in no file. */
  show(document: Document, place: Place, saved: boolean): void;
}

export class Files {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.host.onFileGiven(
      (file) => void this.openGiven(file),
      (error) => parts.notices.complain(error),
    );
  }

  async newDocument(): Promise<void> {
    if (await this.#mayLeave()) this.begin(emptyDocument(m.untitled()));
  }

  async openLesson(lesson: Lesson): Promise<void> {
    if (await this.#mayLeave()) this.begin(lesson.document);
  }

  async open(): Promise<void> {
    if (!(await this.mayClose())) return;
    const [file] = await this.#parts.host.openFiles(fileKind('any'), false);
    if (file) await this.#read(file);
  }

  /** A file that was not asked for: dropped on the window, or handed over by the system. */
  async openGiven(file: OpenedFile): Promise<void> {
    if (/\.csv$/i.test(file.name)) return this.#learnFrom(file);
    if (await this.mayClose()) await this.#read(file);
  }

  /** Writes to the file that the document came from; asks for a place if there is none. True if it was written. */
  async save(): Promise<boolean> {
    const { fileName, handle } = this.#parts.project;
    return fileName === null ? this.saveAs('model') : this.#write(kindOfName(fileName), handle, fileName);
  }

  async saveAs(kind: NetworkFile): Promise<boolean> {
    return this.#write(kind, null, fileNameFor(this.#parts.project.title, kind));
  }

  /** A picture of the network, for papers and slides; it is no saved file of it. */
  async savePicture(kind: PictureFile): Promise<void> {
    const { view, host, project, notices } = this.#parts;
    if (!view) return;
    try {
      await host.saveFile(null, fileNameFor(project.title, kind), fileKind(kind), await view.picture(kind));
    } catch (error) {
      notices.complain(error);
    }
  }

  /** A document that has no weights yet, and takes up no run, though one of the same structure may be there. */
  begin(document: Document): void {
    void this.#parts.training.reset();
    this.#parts.show(document, null, true);
  }

  /** Asks, if something would be lost. */
  async mayClose(): Promise<boolean> {
    // what is still being written is of the document that goes
    const field = window.document.activeElement;
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.blur();
    if (!this.#parts.unsaved) return true;
    const choice = await this.#parts.question.ask();
    return choice === 'discard' || (choice === 'save' && (await this.save()));
  }

  async #mayLeave(): Promise<boolean> {
    if (!(await this.mayClose())) return false;
    await this.#parts.leaveRun();
    return true;
  }

  /** A table that was dropped on the window becomes the data set. */
  async #learnFrom(file: OpenedFile): Promise<void> {
    const { dataFiles, project, selection } = this.#parts;
    const { name } = file;
    await dataFiles.take({ name, bytes: new Uint8Array(await (await file.read()).arrayBuffer()) });
    const { dataset } = project.document;
    project.edit({ edit: 'dataset', dataset: { ...(dataset?.source === 'csv' ? dataset : { source: 'csv' }), path: name } });
    selection.select([]);
  }

  async #read(file: OpenedFile): Promise<void> {
    const { client, notices, training } = this.#parts;
    try {
      await this.#parts.leaveRun();
      const opened = await client.open({ name: file.name, bytes: new Uint8Array(await (await file.read()).arrayBuffer()) });
      this.#parts.show(opened.document, file, true);
      if (opened.weights) training.savedStep = opened.step;
      for (const finding of opened.findings) notices.inform(sentenceOf(finding));
    } catch (error) {
      notices.complain(error);
    }
  }

  async #write(kind: NetworkFile, handle: FileHandle | null, name: string): Promise<boolean> {
    const { client, host, notices, project, training } = this.#parts;
    try {
      const { document } = project;
      const model = kind === 'model' ? await client.save(document) : null;
      const bytes = model?.bytes ?? new TextEncoder().encode(printDocument(document));
      const saved = await host.saveFile(handle, name, fileKind(kind), bytes);
      if (!saved) return false;
      project.saved(document, saved);
      training.savedStep = model?.step ?? null;
      if (model && model.lostAt !== null) {
        const [lostAt, step] = [model.lostAt, model.step].map((each) => each.toLocaleString(language())) as [string, string];
        notices.warn(model.step > 0 ? m.save_before_loss({ lostAt, step }) : m.save_lost({ step: lostAt }));
      }
      return true;
    } catch (error) {
      const noWeights = kind === 'model' && error instanceof Refused;
      if (noWeights) notices.warn(m.save_refused({ sentence: errorText(error) }));
      else notices.complain(error);
      return false;
    }
  }
}
