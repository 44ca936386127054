import { rmSync } from 'node:fs';

/** The temporary files of this process. Whenever it exits, what is not finished goes with it; what kills it leaves them to the next sweep. */
export const IN_THE_MAKING = new Set<string>();

process.on('exit', () => {
  for (const path of IN_THE_MAKING) rmSync(path, { force: true });
});
