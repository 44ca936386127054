/**
 * @file A process that saves a file, to be killed meanwhile: `node save-and-die.ts PATH STEP` before the step of that number that it asks of the
 * disk; with STEP "any", it saves over and over, says so after the first time, and waits for whoever kills it.
 */
import { DISK, type Disk } from '../../../core/disk/disk.ts';
import { NewFile } from '../../../core/disk/new-file.ts';

/** The content of the n-th save: whoever finds it whole knows its length by its bytes. */
export const content = (n: number) => new Uint8Array(300_000 + 1000 * (n % 100)).fill(n % 256);

const PIECES = 12;

async function save(path: string, n: number, disk: Disk): Promise<void> {
  const file = await NewFile.begin(path, disk);
  const bytes = content(n);
  const piece = Math.ceil(bytes.byteLength / PIECES);
  for (let at = 0; at < bytes.byteLength; at += piece) await file.write(bytes.subarray(at, at + piece));
  await file.finish();
}

function dyingAt(step: number): Disk {
  let steps = 0;
  const counted = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          if (++steps === step) process.kill(process.pid, 'SIGKILL');
          const result: unknown = await value.apply(target, args);
          return name === 'open' ? counted(result as object) : result;
        };
      },
    });
  return counted(DISK);
}

if (import.meta.main) {
  const [path, step] = process.argv.slice(2) as [string, string];
  if (step !== 'any') await save(path, 1, dyingAt(Number(step)));
  else
    for (let n = 1; ; n++) {
      await save(path, n, DISK);
      if (n === 1) process.stdout.write('saved');
    }
}
