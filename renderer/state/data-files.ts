/** @file The files that data sets name: chosen by the person or come with the app, kept on this machine, and given to the worker that needs them. */
import { baseName } from '../../core/datasets/files.ts';
import irisUrl from '../../core/datasets/samples/iris.csv?url';
import { namedFiles } from '../../core/datasets/spec.ts';
import type { Document } from '../../core/document/document.ts';
import type { Client } from '../../core/session/client.ts';
import type { GivenFile } from '../../core/session/protocol.ts';
import type { Host } from '../host/host.ts';
import { keepFile, keptFile } from '../host/kept-files.ts';
import { m } from '../language/generated/messages.js';
import type { Compile } from './compile.svelte.ts';

/** Files that come with the app, for its examples; a file of the same name that the person chose comes first. */
const SAMPLES: Readonly<Record<string, string>> = { 'iris.csv': irisUrl };

interface Sources {
  readonly client: Client;
  readonly host: Host;
  readonly compile: Compile;
  /** A file has taken the place of one of its name: the document stays as it is, but not what it comes to. */
  readonly replaced: () => void;
  /** Storage is full or switched off: this window has what it was given all the same. */
  readonly storageRefused: (error: unknown) => void;
}

export class DataFiles {
  readonly #sources: Sources;
  /** As they were last given, by name. */
  readonly #given = new Map<string, GivenFile>();

  constructor(sources: Sources) {
    this.#sources = sources;
    sources.client.on((event) => {
      if (event.type === 'data') void this.find(event.missing);
    });
  }

  /** Lets the person choose some, and gives them to the worker; the names, in the order chosen. */
  async choose(endings: readonly string[], several: boolean): Promise<readonly string[]> {
    const files = await this.#sources.host.openFiles({ title: m.file_data(), endings }, several);
    for (const file of files) await this.take({ name: file.name, bytes: new Uint8Array(await (await file.read()).arrayBuffer()) });
    return files.map(({ name }) => name);
  }

  /** One that the person brought: it is kept for the next time. */
  async take({ name, bytes }: GivenFile): Promise<void> {
    await keepFile({ name, bytes }).catch(this.#sources.storageRefused);
    await this.#give([{ name, bytes }]);
  }

  /** Gives those to the worker that are kept or come with the app. */
  async find(missing: readonly string[]): Promise<void> {
    const { storageRefused } = this.#sources;
    const kept = (name: string) => keptFile(name).catch(storageRefused);
    const found = await Promise.all(missing.map(async (name) => (await kept(name)) ?? sample(name)));
    const files = found.filter((file) => file !== null);
    if (files.length > 0) await this.#give(files);
  }

  /** Those that a data set names, as far as they were given. */
  of(dataset: Document['dataset']): GivenFile[] {
    const paths = dataset ? namedFiles(dataset) : [];
    return paths.flatMap((path) => this.#given.get(path) ?? this.#given.get(baseName(path)) ?? []);
  }

  async #give(files: readonly GivenFile[]): Promise<void> {
    if (files.some(({ name }) => this.#given.has(name))) this.#sources.replaced();
    for (const file of files) this.#given.set(file.name, file);
    await this.#sources.compile.give(files);
  }
}

async function sample(name: string): Promise<GivenFile | null> {
  const url = Object.hasOwn(SAMPLES, name) ? SAMPLES[name] : undefined;
  return url ? { name, bytes: new Uint8Array(await (await fetch(url)).arrayBuffer()) } : null;
}
