import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DISK, type Disk } from '../../../core/disk/disk.ts';
import { stampOf } from '../../../core/disk/file-stamp.ts';
import { NewFile, writeWhole } from '../../../core/disk/new-file.ts';
import { sentenceIn } from '../../../core/findings/in-language.ts';
import { HINDI } from '../../../core/findings/messages.hi.ts';
import { InputError } from '../../../core/findings/input-error.ts';
import { Folder } from '../../helpers/gradscape.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  writeFileSync(folder.at('model'), 'old');
});
afterEach(() => folder.remove());

const text = (name: string) => readFileSync(folder.at(name), 'utf8');
const names = () => readdirSync(folder.path).sort();
const posix = process.platform !== 'win32';

test('the old file stands until the new one is whole', async () => {
  const file = await NewFile.begin(folder.at('model'));
  await file.write('new ');
  expect(text('model')).toBe('old');
  await file.write(new TextEncoder().encode('content'));
  await file.finish();
  expect(text('model')).toBe('new content');
  expect(names()).toEqual(['model']);
});

test('what is written without waiting arrives in order', async () => {
  const file = await NewFile.begin(folder.at('log'));
  await Promise.all(Array.from({ length: 100 }, (_, line) => file.write(`${line}\n`)));
  await file.finish();
  expect(text('log')).toBe(Array.from({ length: 100 }, (_, line) => `${line}\n`).join(''));
});

test('a view on a larger buffer writes the bytes of the view', async () => {
  await writeWhole(folder.at('model'), new Uint8Array(Float32Array.of(1, 2, 3).buffer, 4, 4));
  expect([...readFileSync(folder.at('model'))]).toEqual([...new Uint8Array(Float32Array.of(2).buffer)]);
});

test('what is discarded leaves the old file and nothing else', async () => {
  const file = await NewFile.begin(folder.at('model'));
  await file.write('half');
  await file.discard();
  expect(text('model')).toBe('old');
  expect(names()).toEqual(['model']);
});

test('discarding after finishing does nothing', async () => {
  const file = await NewFile.begin(folder.at('model'));
  await file.write('whole');
  await file.finish();
  await file.discard();
  expect(text('model')).toBe('whole');
});

test('a finished file is told by the stamp that it has in its place', async () => {
  const file = await NewFile.begin(folder.at('model'));
  await file.write('whole');
  expect(await file.finish()).toBe(stampOf(statSync(folder.at('model'), { bigint: true })));
});

test('two that write the same file at once each write a whole one, and the last to finish stays', async () => {
  const [first, second] = [await NewFile.begin(folder.at('model')), await NewFile.begin(folder.at('model'))];
  await Promise.all([first.write('first, and longer'), second.write('second')]);
  await second.finish();
  expect(text('model')).toBe('second');
  await first.finish();
  expect(text('model')).toBe('first, and longer');
  expect(names()).toEqual(['model']);
});

describe.runIf(posix)('what a path leads to', () => {
  test('a link stays one, and what it points to is replaced and keeps its mode', async () => {
    chmodSync(folder.at('model'), 0o604);
    symlinkSync('model', folder.at('link'));
    await writeWhole(folder.at('link'), 'new');
    expect(text('model')).toBe('new');
    expect(lstatSync(folder.at('link')).isSymbolicLink()).toBe(true);
    expect(statSync(folder.at('model')).mode & 0o777).toBe(0o604);
  });

  test('a link to what is not there yet makes it there', async () => {
    mkdirSync(folder.at('below'));
    symlinkSync('below/later', folder.at('link'));
    symlinkSync('link', folder.at('link of a link'));
    await writeWhole(folder.at('link of a link'), 'new');
    expect(text('below/later')).toBe('new');
    expect(lstatSync(folder.at('link')).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder.at('below'))).toEqual(['later']);
  });

  test('links in a circle are refused', async () => {
    symlinkSync('b', folder.at('a'));
    symlinkSync('a', folder.at('b'));
    await expect(writeWhole(folder.at('a'), 'new')).rejects.toThrow(/a cannot be written: its links lead in a circle\.$/);
  });

  test('a device and a pipe are refused, and stay what they are', async () => {
    execFileSync('mkfifo', [folder.at('pipe')]);
    for (const path of ['/dev/null', folder.at('pipe')])
      await expect(NewFile.begin(path)).rejects.toThrow(`${path} cannot be written: it is not a regular file.`);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(lstatSync(folder.at('pipe')).isFIFO()).toBe(true);
  });

  test.each([
    ['a line\nbreak'],
    ['"quotes" and \'others\''],
    ['100 % {name} $(touch x) ;'],
    ['🧠🧠'],
    ['-rf'],
    ['नेटवर्क.safetensors'],
    ['CON'],
    [' '],
    ['x'.repeat(255)],
    ['ज'.repeat(85)],
  ])('the name %j is written as any other', async (name) => {
    for (const content of ['first', 'second']) {
      await writeWhole(folder.at(name), content);
      expect(text(name)).toBe(content);
    }
    expect(names()).toEqual([name, 'model'].sort());
  });
});

test.each([
  ['no/where', 'there is no such file or folder'],
  ['model/below', 'a part of its path is not a folder'],
  ['folder', 'it is a folder'],
  ['x'.repeat(256), 'its name is too long for this disk'],
])('a place that cannot be written is refused at once, with its name and the reason: %s', async (name, reason) => {
  mkdirSync(folder.at('folder'));
  await expect(NewFile.begin(folder.at(name))).rejects.toThrow(`${folder.at(name)} cannot be written: ${reason}.`);
  expect(names()).toEqual(['folder', 'model']);
});

type Step = 'access' | 'open' | 'write' | 'sync' | 'stat' | 'close' | 'rename';

/** A disk that refuses one step with a code, for the first `times` times. `after` bytes are still written. */
function failing(step: Step, code: string, { times = Infinity, after = 0, patience = [] as number[] } = {}): Disk {
  const fail = () => Promise.reject(Object.assign(new Error(code), { code }));
  let left = times;
  return {
    ...DISK,
    patience,
    ...(step === 'access' ? { access: fail } : {}),
    ...(step === 'rename' ? { rename: (from, to) => (left-- > 0 ? fail() : DISK.rename(from, to)) } : {}),
    open: async (...args: Parameters<Disk['open']>) => {
      if (step === 'open') return fail();
      const file = await DISK.open(...args);
      if (step === 'sync') file.sync = fail;
      if (step === 'close') {
        const close = file.close.bind(file);
        file.close = async () => {
          await close();
          return fail();
        };
      }
      const write = file.write.bind(file) as (bytes: Uint8Array, from: number, length: number) => ReturnType<typeof file.write>;
      let room = after;
      if (step === 'write')
        file.write = (async (bytes: Uint8Array, from: number, length: number) => {
          if (room === 0) return fail();
          const written = Math.min(room, length);
          room -= written;
          return write(bytes, from, written);
        }) as unknown as typeof file.write;
      return file;
    },
  };
}

/** English, then Hindi. */
const REASONS = {
  ENOSPC: ['the disk is full; make room on it or choose another place', 'disk भरी हुई है; उस पर जगह बनाएँ या कोई दूसरी जगह चुनें'],
  EDQUOT: ['this account has used up its share of the disk; make room on it or choose another place', 'इस account का हिस्सा'],
  EIO: ['the disk failed; choose another place, and see whether your other files have a copy', 'disk ने साथ नहीं दिया'],
  EROFS: ['the disk is read-only; choose another place', 'disk read-only है'],
  EACCES: ['this account may not do that; change its permissions or choose another place', 'अनुमति नहीं है'],
  EPERM: ['this account may not do that; change its permissions or choose another place', 'अनुमति नहीं है'],
  EXDEV: ['it is mounted by itself and cannot be replaced as a whole; choose another place', 'अकेली mount'],
  EBUSY: ['another program or the system holds it; close it there or choose another place', 'थामे हुए है'],
  EFBIG: ['it would be larger than a file may be there; choose another place', 'सीमा से बड़ी'],
  EMFILE: ['too many files are open; close other programs and try again', 'बहुत सारी files'],
  EPROTO: ['the system says EPROTO', 'system कहता है: EPROTO'],
} as const;

test.each<[Step, keyof typeof REASONS, number?]>([
  ['access', 'EACCES'],
  ['open', 'EACCES'],
  ['open', 'EROFS'],
  ['open', 'EMFILE'],
  ['write', 'ENOSPC'],
  ['write', 'ENOSPC', 1],
  ['write', 'ENOSPC', 14],
  ['write', 'EDQUOT', 3],
  ['write', 'EFBIG', 3],
  ['write', 'EIO', 3],
  ['sync', 'EIO'],
  ['sync', 'ENOSPC'],
  ['close', 'EIO'],
  ['rename', 'EPERM'],
  ['rename', 'EXDEV'],
  ['rename', 'EBUSY'],
  ['rename', 'EPROTO'],
])('when the disk refuses to %s (%s) the sentence says so, the old file is whole and no other is left', async (step, code, after) => {
  const refused = await writeWhole(folder.at('model'), 'the new content', failing(step, code, { after })).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(InputError);
  const [english, hindi] = REASONS[code];
  expect((refused as InputError).message).toBe(`${folder.at('model')} cannot be written: ${english}.`);
  expect(sentenceIn(HINDI, refused as InputError)).toContain(hindi);
  expect(text('model')).toBe('old');
  expect(names()).toEqual(['model']);
});

test('a renaming that is refused once is tried again, as long as there is patience', async () => {
  await writeWhole(folder.at('model'), 'new', failing('rename', 'EPERM', { times: 2, patience: [0, 0] }));
  expect(text('model')).toBe('new');
  await expect(writeWhole(folder.at('model'), 'newer', failing('rename', 'EBUSY', { patience: [0, 0] }))).rejects.toThrow('holds it');
  expect(text('model')).toBe('new');
  expect(names()).toEqual(['model']);
});

test('what waiting cannot mend is refused at once', async () => {
  await expect(writeWhole(folder.at('model'), 'new', failing('rename', 'EROFS', { times: 1, patience: [0, 0] }))).rejects.toThrow(
    'read-only',
  );
});

test('a disk that takes one byte at a time gets them all', async () => {
  await writeWhole(folder.at('model'), 'the new content', {
    ...DISK,
    open: async (...args: Parameters<Disk['open']>) => {
      const file = await DISK.open(...args);
      const write = file.write.bind(file) as (bytes: Uint8Array, from: number, length: number) => ReturnType<typeof file.write>;
      file.write = ((bytes: Uint8Array, from: number) => write(bytes, from, 1)) as unknown as typeof file.write;
      return file;
    },
  });
  expect(text('model')).toBe('the new content');
});

test('a disk that keeps fewer bytes than it said is not believed', async () => {
  const forgetful: Disk = {
    ...DISK,
    open: async (...args: Parameters<Disk['open']>) => {
      const file = await DISK.open(...args);
      file.write = ((_bytes: Uint8Array, _from: number, length: number) =>
        Promise.resolve({ bytesWritten: length })) as unknown as typeof file.write;
      return file;
    },
  };
  await expect(writeWhole(folder.at('model'), 'new', forgetful)).rejects.toThrow('the disk failed');
  expect(text('model')).toBe('old');
});

test('a disk that knows no flushing is written to all the same', async () => {
  await writeWhole(folder.at('model'), 'new', failing('sync', 'EINVAL'));
  expect(text('model')).toBe('new');
});

test('after a refusal nothing more is written, and nothing is finished', async () => {
  const file = await NewFile.begin(folder.at('model'), failing('write', 'ENOSPC'));
  const [first, second] = await Promise.allSettled([file.write('a'), file.write('b')]);
  expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
  await expect(file.finish()).rejects.toThrow('the disk is full');
  await file.discard();
  expect(text('model')).toBe('old');
});
