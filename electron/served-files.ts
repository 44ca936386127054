/** @file The files that the page is made of, and the answer to a request for one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HEADERS } from './headers.ts';

/** Address of a file ("/" is the page) → where it is below `folder` and its media type. Written by the build. */
export interface ServedFiles {
  readonly folder: string;
  readonly files: Readonly<Record<string, { readonly file: string; readonly type: string }>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null where there is none: refusals, and HEAD. */
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** @param build the folder that holds renderer/ and renderer.json */
export async function readServedFiles(build: string): Promise<ServedFiles> {
  return { folder: join(build, 'renderer'), files: JSON.parse(await readFile(join(build, 'renderer.json'), 'utf8')) };
}

/** The build names these by their contents: what has such a name never changes, and workers have from the cache what the page fetched. */
const caching = (path: string): Record<string, string> =>
  path.startsWith('/assets/') ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {};

export const refusal = (status: number, more: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...HEADERS, ...more },
  body: null,
});

/**
 * Addresses are looked up as they stand, never resolved: what is not in the list of files cannot be reached, however it is spelled.
 * @param path the address without its query
 */
export async function answer(served: ServedFiles, method: string, path: string): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, { Allow: 'GET, HEAD' });
  const entry = Object.hasOwn(served.files, path) ? served.files[path] : undefined;
  if (!entry) return refusal(404);
  let body: Uint8Array<ArrayBuffer>;
  try {
    body = new Uint8Array(await readFile(join(served.folder, entry.file)));
  } catch {
    return refusal(404); // a build that runs meanwhile takes files away
  }
  const headers = { ...HEADERS, ...caching(path), 'Content-Type': entry.type, 'Content-Length': String(body.byteLength) };
  return { status: 200, headers, body: method === 'HEAD' ? null : body };
}
