/**
 * @file Files in the making have names of their own, .NAME.PID.XXXXXXXX.tmp beside NAME, that tell who makes them: XXXXXXXX begins with the mark
 * of the machine, for one folder may be written to by several. So what somebody left behind can be told from what somebody is at.
 */
import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

const MARK = createHash('sha256').update(hostname()).digest('hex').slice(0, 4);

/** Bytes of NAME that are kept: the whole has to fit where NAME just does. */
const NAME_BYTES = 80;

/** Another one at every call. */
export function temporaryName(name: string): string {
  return `.${beginningOf(name)}.${process.pid}.${MARK}${randomBytes(2).toString('hex')}.tmp`;
}

export interface Maker {
  readonly pid: number;
  /** Of this machine. */
  readonly here: boolean;
}

/** Who makes, or made, the file of that name; null if it is no name of a file in the making. */
export function makerOf(name: string): Maker | null {
  const [, pid, mark] = /^\..+\.(\d{1,10})\.([0-9a-f]{4})[0-9a-f]{4}\.tmp$/s.exec(name) ?? [];
  return pid === undefined ? null : { pid: Number(pid), here: mark === MARK };
}

/** As many whole characters as fit. */
function beginningOf(name: string): string {
  let [kept, room] = ['', NAME_BYTES];
  for (const character of name) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    kept += character;
  }
  return kept;
}
