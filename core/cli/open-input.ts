/** @file The FILE of a command, opened in a session, and the data that it or the command names. */
import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { findSource } from '../datasets/sources.ts';
import { namedFiles, parseSpec, type DatasetSettings } from '../datasets/spec.ts';
import { readBytes } from '../disk/read-file.ts';
import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import { because, finding } from '../findings/messages.ts';
import { isChoice } from '../formats/opened.ts';
import type { Answered, Client } from '../session/client.ts';
import { readNetwork } from '../session/reader.ts';
import type { DataSummary, Event, Measurement } from '../session/protocol.ts';

export interface Input extends Answered<'opened'> {
  /** Where the paths that the document names start from. */
  readonly folder: string;
}

/** What may be said of the FILE of a command beside its name. */
export interface Particulars {
  /** Of several networks in PyTorch code, the one that is wanted. */
  readonly network?: string | undefined;
  /** A file whose weights are to be those of the network: a model file, or tensors as PyTorch names them. */
  readonly weights?: string | undefined;
}

/** @throws InputError if a file is not there, or holds no weights; Refused if it is something else */
export async function openInput(client: Client, path: string, { network, weights }: Particulars = {}): Promise<Input> {
  const bytes = readBytes(path);
  const opened = await client.open({ name: basename(path), bytes }, network);
  const input = { ...opened, folder: dirname(resolve(path)) };
  return weights === undefined ? input : { ...input, ...(await withWeights(client, opened, weights)), findings: opened.findings };
}

/** @throws InputError weights_none, weights_misfit */
async function withWeights(client: Client, { document, origin }: Answered<'opened'>, path: string): Promise<Answered<'opened'>> {
  const name = basename(path);
  const source = new Blob([readBytes(path)]);
  const again = async () => {
    const read = await readNetwork({ name, source, network: null, beside: document }, () => undefined);
    if (isChoice(read) || !read.weights) throw new InputError('weights_none', { file: name });
    return { origin, document, weights: read.weights, findings: [] };
  };
  const installed = await client.install(name, await again(), again);
  const [misfit] = installed.findings;
  if (misfit) throw new InputError(misfit.code, misfit.numbers);
  return installed;
}

/** `--data` and `--target` in place of the document's own. Paths of `--data` start from the working folder. */
export function withData(
  { document, folder }: Input,
  data: string | undefined,
  target: string | undefined,
): { document: Document; folder: string } {
  if (data === undefined && target === undefined) return { document, folder };
  const named: DatasetSettings | undefined = data === undefined ? document.dataset : parseSpec(data);
  if (!named)
    throw new InputError('argument_invalid', { argument: '--target', got: `"${target}"`, expected: 'given together with --data' });
  const column = target === undefined ? {} : { target: /^\d+$/.test(target) ? Number(target) : target };
  return { document: { ...document, dataset: { ...named, ...column } }, folder: data === undefined ? folder : process.cwd() };
}

/** The same with data files named from `to`, the folder that the document will be saved in. */
export function movedTo(to: string, { document, folder }: { document: Document; folder: string }): { document: Document; folder: string } {
  const { dataset } = document;
  if (!dataset || to === folder) return { document, folder };
  const moved = { ...dataset };
  for (const setting of findSource(dataset.source)?.files ?? []) {
    const path = dataset[setting];
    if (typeof path === 'string' && path !== '' && !isAbsolute(path))
      moved[setting] = relative(to, resolve(folder, path)).replaceAll(sep, '/');
  }
  return { document: { ...document, dataset: moved }, folder: to };
}

export interface Compiled extends Answered<'compiled'> {
  readonly data: DataSummary | null;
  /** What is wrong with the data, and which files are not there: the first of `findings`. */
  readonly dataFindings: readonly Finding[];
}

/** A compiled network whose forecast one batch was asked about. */
export interface Forecasted extends Compiled {
  /** log10 of each row's signal relative to the anchor; null where there are no data, or weights that were trained. */
  readonly measured: Measurement['measured'] | null;
}

/**
 * Compiles the document with its data; what is wrong with the data is among the findings, and that a file is not there.
 * @throws InputError for both if the data are `needed`
 */
export async function compileInput(client: Client, document: Document, folder: string, needed: boolean): Promise<Compiled> {
  const paths = namedFiles(document.dataset ?? { source: '' }).map((name) => ({ name, path: resolve(folder, name) }));
  const read = needed ? paths : paths.filter(({ path }) => existsSync(path));
  await client.files(read.map(({ name, path }) => ({ name, bytes: readBytes(path) })));

  let told: Extract<Event, { type: 'data' }> | null = null;
  const deaf = client.on((event) => {
    if (event.type === 'data') told = event;
  });
  const compiled = await client.edit(document);
  deaf();
  const { data, problem } = told ?? { data: null, problem: null };
  if (needed && problem !== null) throw new InputError('data_unusable', because(problem));
  const absent = paths.filter(({ path }) => !existsSync(path)).map(({ path }) => path);
  const about = [
    ...(absent.length > 0 ? [finding('data_absent', {}, { files: absent.join(', ') })] : []),
    ...(problem !== null ? [finding('data_unusable', {}, because(problem))] : []),
  ];
  return { ...compiled, findings: [...about, ...compiled.findings], data, dataFindings: about };
}

/** What a batch shows of the network that was compiled last, and what is foreseen by it. */
export async function measureInput(client: Client, compiled: Compiled): Promise<Forecasted> {
  const measurement = await client.measured();
  if (!measurement) return { ...compiled, measured: null };
  return { ...compiled, measured: measurement.measured, findings: [...compiled.dataFindings, ...measurement.findings] };
}
