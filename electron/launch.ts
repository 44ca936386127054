/** @file What the app was started to do. */
import * as v from 'valibot';
import { filesNamed } from './files-named.ts';

/** On the command line: a window with nothing in it, whatever windows there are. */
export const NEW_WINDOW = '--new-window';

const SCHEMA = v.object({ files: v.array(v.string()), newWindow: v.boolean() });
export type Launch = v.InferOutput<typeof SCHEMA>;

/**
 * @param argv of the process
 * @param packaged else the first thing on the command line is the folder of the app
 * @param folder that the names of files are relative to
 */
export function launchOf(argv: readonly string[], packaged: boolean, folder: string): Launch {
  const named = filesNamed(argv.slice(1), folder);
  return { files: packaged ? named : named.slice(1), newWindow: argv.includes(NEW_WINDOW) };
}

/** As another start of the app says it, which may be of another version. */
export function readLaunch(said: unknown): Launch {
  const read = v.safeParse(SCHEMA, said);
  return read.success ? read.output : { files: [], newWindow: false };
}
