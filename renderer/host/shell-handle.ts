import type { ShellFile } from '../../electron/bridge.ts';
import type { FileHandle } from './host.ts';

/** The shell's id of a file stands for its path, which the page never learns. */
export interface ShellHandle extends FileHandle {
  readonly id: string;
}

/** Nothing but what may cross the bridge, of a handle that this host has made. */
export function shellHandle(file: ShellFile | FileHandle): ShellHandle {
  const { id, name } = file as ShellHandle;
  return { id, name };
}
