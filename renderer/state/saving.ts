/**
 * @file The network is written to its file, or to another that the person chooses; what someone else has written there meanwhile is not
 * written over without a question.
 */
import { Refused, type Answered, type Client } from '../../core/session/client.ts';
import type { FileHandle, Host } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';
import { fileKind, fileNameFor, type NetworkFile } from './file-kinds.ts';
import { errorText } from './finding-words.ts';
import type { Notices } from './notices.svelte.ts';
import type { Place, Project } from './project.svelte.ts';
import type { Questions } from './questions.ts';
import type { Training } from './training.svelte.ts';

interface Parts {
  readonly host: Host;
  readonly client: Client;
  readonly notices: Notices;
  readonly project: Project;
  readonly questions: Questions;
  readonly training: Training;
  readonly recents: { remember(handle: FileHandle): Promise<void> };
  readonly files: {
    readonly unseen: WeakSet<FileHandle>;
    takeFromDisk(handle: FileHandle): Promise<void>;
  };
  /** Weights that were brought back may still be on their way. */
  readonly keeping: { readonly weights: Promise<void> };
}

export class Saving {
  readonly #parts: Parts;
  /** Files are written one after the other, so that an earlier state never takes the place of a later one. */
  #saving: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.host.onSaveAsked(() => this.save());
  }

  /** Writes to the file that the document came from; asks for a place if there is none. True if it was written. */
  save(): Promise<boolean> {
    return this.#inTurn(async () => {
      const { place } = this.#parts.project;
      return place ? this.#saveTo(place) : this.#saveElsewhere('model');
    });
  }

  saveAs(kind: NetworkFile): Promise<boolean> {
    return this.#inTurn(() => this.#saveElsewhere(kind));
  }

  async #saveTo({ name, kind, handle }: Place): Promise<boolean> {
    const { files, host, questions } = this.#parts;
    if (!handle || !(files.unseen.has(handle) || (await host.changedElsewhere(handle)))) return this.#write(kind, handle, name);
    const answer = await questions.changed.ask({ file: name });
    switch (answer) {
      case 'overwrite':
        files.unseen.delete(handle);
        return this.#write(kind, handle, name);
      case 'save_as':
        return this.#saveElsewhere(kind);
      case 'reload':
        void files.takeFromDisk(handle); // which may ask to save, and is not waited for by who saves
        return false;
      case 'cancel':
        return false;
      default:
        return answer satisfies never;
    }
  }

  #saveElsewhere(kind: NetworkFile): Promise<boolean> {
    return this.#write(kind, null, fileNameFor(this.#parts.project.title, kind));
  }

  #inTurn<T>(does: () => Promise<T>): Promise<T> {
    const done = this.#saving.then(does);
    this.#saving = done.catch(() => undefined);
    return done;
  }

  async #write(kind: NetworkFile, handle: FileHandle | null, name: string): Promise<boolean> {
    const { client, host, keeping, notices, project, training } = this.#parts;
    try {
      const { document, opened, text } = project;
      let model: Pick<Answered<'saved'>, 'step' | 'lostAt'> = { step: 0, lostAt: null };
      const saved = await host.saveFile(handle, name, fileKind(kind), async () => {
        if (kind === 'document') return new TextEncoder().encode(text);
        await keeping.weights;
        const { bytes, ...rest } = await client.save(document);
        model = rest;
        return bytes;
      });
      if (!saved) return false;
      // another document that has taken its place meanwhile is not in this file
      if (project.opened === opened) {
        project.saved(document, { ...saved, kind });
        training.savedStep = kind === 'model' ? model.step : null;
        if (kind === 'model') training.borrowed = false;
      }
      if (saved.handle) await this.#parts.recents.remember(saved.handle);
      if (model.lostAt !== null) {
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
