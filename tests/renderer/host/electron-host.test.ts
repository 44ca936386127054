import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { InputError } from '../../../core/findings/input-error.ts';
import { PIECE } from '../../../electron/bridge.ts';
import type { FileHandle, Host, OpenedFile, Work } from '../../../renderer/host/host.ts';
import { startDesktop, type Desktop } from '../../helpers/desktop.ts';
import { Folder } from '../../helpers/gradscape.ts';

vi.stubGlobal('location', { search: '' });

const kind = { title: 'Model', endings: ['.safetensors'] };
const text = (name: string) => readFileSync(folder.at(name), 'utf8');
const bytes = (content: string) => new TextEncoder().encode(content);

let folder: Folder;
let desktop: Desktop;
let host: Host;
beforeEach(() => {
  folder = new Folder();
  mkdirSync(folder.at('own'));
  desktop = startDesktop(folder.at('own'));
  host = desktop.host;
});
afterEach(() => folder.remove());

/** What the person chooses in the dialog. */
async function opened(name: string): Promise<OpenedFile> {
  desktop.person.choose = [folder.at(name)];
  return (await host.openFiles(kind, false))[0]!;
}

const contentOf = async (file: OpenedFile | null) => (await file!.read()).text();

/** The code of the refusal, or what came instead. */
const refusal = (promise: Promise<unknown>) => promise.catch((error: unknown) => (error instanceof InputError ? error.message : error));

describe('opening', () => {
  test('a file is read as it is when it is read, and its path is not told', async () => {
    writeFileSync(folder.at('net.safetensors'), 'first');
    const file = await opened('net.safetensors');
    writeFileSync(folder.at('net.safetensors'), 'second');
    expect(await contentOf(file)).toBe('second');
    expect(file.name).toBe('net.safetensors');
    expect(JSON.stringify(file)).not.toContain(folder.path);
  });

  test('a large file comes by pieces, told of as they come, and whole', async () => {
    const size = 2 * PIECE + 5;
    writeFileSync(folder.at('large'), Buffer.alloc(size, 'abc'));
    const told: number[] = [];
    const blob = await (await opened('large')).read((done, total) => told.push(done, total));
    expect(told).toEqual([PIECE, size, 2 * PIECE, size, size, size]);
    expect(Buffer.compare(Buffer.from(await blob.arrayBuffer()), readFileSync(folder.at('large')))).toBe(0);
    expect(desktop.crossed).toEqual({ bytes: size, most: PIECE });
  });

  test('reading is ended between two pieces, and the file is let go of', async () => {
    writeFileSync(folder.at('large'), Buffer.alloc(3 * PIECE));
    const stop = new AbortController();
    const reading = (await opened('large')).read(() => stop.abort(new Error('enough')), stop.signal);
    await expect(reading).rejects.toThrow('enough');
    expect(desktop.crossed.bytes).toBe(PIECE);
    const open = process.platform === 'linux' ? readdirSync('/proc/self/fd').map((fd) => linkOf(fd)) : [];
    expect(open).not.toContain(folder.at('large'));
  });

  test('an empty file is an empty one', async () => {
    writeFileSync(folder.at('empty'), '');
    expect((await (await opened('empty')).read()).size).toBe(0);
  });

  test('what is deleted, or becomes a folder, after it was chosen is refused with its name', async () => {
    writeFileSync(folder.at('net'), '');
    const file = await opened('net');
    rmSync(folder.at('net'));
    expect(await refusal(file.read())).toBe('net cannot be read: there is no such file or folder.');
    mkdirSync(folder.at('net'));
    expect(await refusal(file.read())).toBe('net cannot be read: it is a folder.');
  });

  test.skipIf(process.platform === 'win32')('pipes, devices and links to nowhere are refused at once', async () => {
    execFileSync('mkfifo', [folder.at('pipe')]);
    symlinkSync('/dev/zero', folder.at('zeros'));
    symlinkSync('nowhere', folder.at('dangling'));
    expect(await refusal((await opened('pipe')).read())).toBe('pipe cannot be read: it is not a regular file.');
    expect(await refusal((await opened('zeros')).read())).toBe('zeros cannot be read: it is not a regular file.');
    expect(await refusal((await opened('dangling')).read())).toBe('dangling cannot be read: there is no such file or folder.');
  });

  test('a file that is written to while it is read is refused', async () => {
    writeFileSync(folder.at('net'), Buffer.alloc(2 * PIECE));
    const change = () => (writeFileSync(folder.at('net'), 'short'), undefined);
    expect(await refusal((await opened('net')).read(change))).toMatch(/^net cannot be read: it was changed while it was read/);
  });

  test('turning back is no error, and then nothing is made', async () => {
    expect(await host.openFiles(kind, true)).toEqual([]);
    const make = vi.fn(() => new Uint8Array());
    expect(await host.saveFile(null, 'net', kind, make)).toBeNull();
    expect(make).not.toHaveBeenCalled();
  });

  test('a file that is dropped is written where it came from, and one that is on no disk is only read', async () => {
    writeFileSync(folder.at('net'), 'old');
    const [net, made] = [new File(['old'], 'net'), new File(['made'], 'made')];
    desktop.person.drops.set(net, folder.at('net'));
    const [dropped, other] = await host.dropped({ files: [net, made] } as unknown as DataTransfer);
    expect([dropped!.name, await contentOf(dropped!)]).toEqual(['net', 'old']);
    expect([other!.name, other!.handle, await contentOf(other!)]).toEqual(['made', null, 'made']);
    expect(JSON.stringify(dropped)).not.toContain(folder.path);
    await host.saveFile(dropped!.handle, '', kind, () => bytes('new'));
    expect(text('net')).toBe('new');
    await host.remember(dropped!.handle!);
    expect((await host.recentFiles()).map(({ name }) => name)).toEqual(['net']);
  });
});

function linkOf(descriptor: string): string {
  try {
    return execFileSync('readlink', [`/proc/${process.pid}/fd/${descriptor}`], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

describe('saving', () => {
  test('goes to the file that was opened, or to a place that is known from then on', async () => {
    writeFileSync(folder.at('net'), 'old');
    const { handle } = await opened('net');
    expect(await host.saveFile(handle, 'ignored', kind, () => bytes('new'))).toEqual({ name: 'net', handle });
    expect(text('net')).toBe('new');
    desktop.person.place = folder.at('other');
    const saved = await host.saveFile(null, 'other', kind, () => new Blob(['in a ', 'blob']));
    expect(text('other')).toBe('in a blob');
    await host.saveFile(saved!.handle, '', kind, () => bytes('again'));
    expect(text('other')).toBe('again');
    expect(readdirSync(folder.path).sort()).toEqual(['net', 'other', 'own']);
  });

  test.each([
    ['bytes', (content: Uint8Array<ArrayBuffer>) => content],
    ['a Blob', (content: Uint8Array<ArrayBuffer>) => new Blob([content])],
  ])('a large file goes by pieces, from %s', async (_what, made) => {
    const content = new Uint8Array(Buffer.alloc(2 * PIECE + 5, 'abc'));
    desktop.person.place = folder.at('large');
    await host.saveFile(null, '', kind, () => made(content));
    expect(Buffer.compare(readFileSync(folder.at('large')), content)).toBe(0);
    expect(desktop.crossed).toEqual({ bytes: content.byteLength, most: PIECE });
  });

  test('what cannot be made leaves what was there, and nothing beside it', async () => {
    writeFileSync(folder.at('net'), 'old');
    const { handle } = await opened('net');
    await expect(host.saveFile(handle, '', kind, () => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
    expect(text('net')).toBe('old');
    expect(readdirSync(folder.path).sort()).toEqual(['net', 'own']);
  });

  test('what the disk refuses is told with the name of the file, and the old one stays', async () => {
    desktop.person.place = folder.at('nowhere/net');
    expect(await refusal(host.saveFile(null, 'net', kind, () => bytes('new')))).toBe(
      'net cannot be written: there is no such file or folder.',
    );
    mkdirSync(folder.at('folder'));
    desktop.person.place = folder.at('folder');
    expect(await refusal(host.saveFile(null, 'net', kind, () => bytes('new')))).toBe('folder cannot be written: it is a folder.');
  });

  test('a page that is loaded again leaves nothing of what it had not finished', async () => {
    writeFileSync(folder.at('net'), 'old');
    const { handle } = await opened('net');
    const { bridge } = desktop;
    const saving = await bridge.beginSaving((handle as FileHandle & { id: string }).id, '', kind);
    const id = saving.ok ? saving.value! : '';
    expect(await bridge.writePiece(id, bytes('half'))).toMatchObject({ ok: true });
    desktop.reload();
    expect(await bridge.finishSaving(id)).toMatchObject({ ok: false, code: 'shell_refused' });
    await vi.waitFor(() => expect(readdirSync(folder.path).sort()).toEqual(['net', 'own']));
    expect(text('net')).toBe('old');
  });
});

describe('a file that someone else writes', () => {
  test('is noticed once it was read or written here', async () => {
    writeFileSync(folder.at('net'), 'old');
    const file = await opened('net');
    const handle = file.handle!;
    expect(await host.changedElsewhere(handle)).toBe(false);
    await file.read();
    expect(await host.changedElsewhere(handle)).toBe(false);
    writeFileSync(folder.at('net'), 'theirs');
    expect(await host.changedElsewhere(handle)).toBe(true);
    await host.saveFile(handle, '', kind, () => bytes('mine'));
    expect(await host.changedElsewhere(handle)).toBe(false);
    writeFileSync(folder.at('other'), 'mine');
    const { atime, mtime } = statSync(folder.at('net'));
    utimesSync(folder.at('other'), atime, mtime);
    renameSync(folder.at('other'), folder.at('net'));
    expect(await host.changedElsewhere(handle), 'another of the same length and time').toBe(true);
    expect(await contentOf(await host.openAgain(handle))).toBe('mine');
    expect(await host.changedElsewhere(handle)).toBe(false);
  });

  test('is not said to be changed when it is gone: saving makes it anew', async () => {
    writeFileSync(folder.at('net'), 'old');
    const file = await opened('net');
    await file.read();
    rmSync(folder.at('net'));
    expect(await host.changedElsewhere(file.handle!)).toBe(false);
    await host.saveFile(file.handle, '', kind, () => bytes('new'));
    expect(text('net')).toBe('new');
  });
});

describe('recent files', () => {
  const names = async (of = host) => (await of.recentFiles()).map(({ name }) => name);

  test('are those that were remembered, the newest first, each once, twelve at most, across starts', async () => {
    const files: OpenedFile[] = [];
    for (let n = 0; n < 14; n++) {
      writeFileSync(folder.at(`net${n}`), `content ${n}`);
      files.push(await opened(`net${n}`));
      await host.remember(files[n]!.handle!);
    }
    await host.remember(files[5]!.handle!);
    const expected = ['net5', 'net13', 'net12', 'net11', 'net10', 'net9', 'net8', 'net7', 'net6', 'net4', 'net3', 'net2'];
    expect(await names()).toEqual(expected);
    desktop = startDesktop(folder.at('own'));
    expect(await names(desktop.host)).toEqual(expected);
    const [newest] = await desktop.host.recentFiles();
    expect(JSON.stringify(newest)).not.toContain(folder.path);
    const file = await desktop.host.openRecent(newest!.id);
    expect([file!.name, await contentOf(file)]).toEqual(['net5', 'content 5']);
    await desktop.host.forgetRecent(newest!.id);
    expect(await names(desktop.host)).toEqual(expected.slice(1));
    expect(await refusal(desktop.host.openRecent(newest!.id))).toContain('not known to this window any more');
  });

  test('stay in order when the clock is put back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (const [name, year] of [
        ['a', 2031],
        ['b', 2021],
      ] as const) {
        vi.setSystemTime(new Date(year, 0));
        writeFileSync(folder.at(name), '');
        await host.remember((await opened(name)).handle!);
      }
      expect(await names()).toEqual(['b', 'a']);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each(['', 'no JSON', '{"a":1}', '[1, null, {"id": 1}, {"id": "x", "path": "/a/kept", "at": 1}]'])(
    'a list that holds %j is taken for what can be understood of it',
    async (list) => {
      writeFileSync(folder.at('own/recent.json'), list);
      desktop = startDesktop(folder.at('own'));
      expect(await names(desktop.host)).toEqual(list.includes('kept') ? ['kept'] : []);
    },
  );

  test('one that is not there any more is refused when it is read', async () => {
    writeFileSync(folder.at('net'), '');
    await host.remember((await opened('net')).handle!);
    rmSync(folder.at('net'));
    const [recent] = await host.recentFiles();
    expect(await refusal((await host.openRecent(recent!.id))!.read())).toBe('net cannot be read: there is no such file or folder.');
  });
});

describe('work in progress', () => {
  const WORK: Work = { text: '{"now": "ज"}', base: '{"before": 1}', fileName: null, handle: null, step: 7 };
  const weights = async (kept: { weights(): Promise<Blob | null> } | undefined | null) => {
    const blob = await kept!.weights();
    return blob && blob.text();
  };
  const next = () => (desktop = startDesktop(folder.at('own'))).host;

  test('comes back to the window when its page is loaded again, and to nobody else', async () => {
    expect(await host.work.own()).toBeNull();
    await host.work.keep(WORK, bytes('weights'));
    const own = await desktop.reload().work.own();
    expect(own).toMatchObject(WORK);
    expect(Math.abs(own!.at - Date.now())).toBeLessThan(60_000);
    expect(await weights(own)).toBe('weights');
    expect(await host.work.left()).toEqual([]);
  });

  test('is offered at the next start after the process was killed, the newest first, until it is adopted or discarded', async () => {
    await host.work.keep(WORK, bytes('weights'));
    const second = next();
    await second.work.keep({ ...WORK, text: 'second' });
    const third = next();
    expect(await third.work.own()).toBeNull();
    const left = await third.work.left();
    expect(left.map(({ text: kept }) => kept)).toEqual(['second', WORK.text]);
    await third.work.discard(left[0]!.id);
    await third.work.keep({ ...WORK, text: 'third' });
    expect(await third.work.adopt(left[1]!.id)).toBe(true);
    expect(await third.work.own()).toMatchObject(WORK);
    expect(await weights(await third.work.own())).toBe('weights');
    expect(await third.work.left(), 'it took the place of what was there').toEqual([]);
    expect(await third.work.adopt(left[0]!.id), 'it is gone').toBe(false);
    expect(await next().work.left()).toHaveLength(1);
  });

  test('weights stay as they are unless given, and go where null is given', async () => {
    await host.work.keep(WORK, bytes('first'));
    await host.work.keep({ ...WORK, text: 'later' });
    expect(await weights(await host.work.own())).toBe('first');
    await host.work.keep(WORK, bytes('second'));
    expect(await weights(await host.work.own())).toBe('second');
    await host.work.keep({ ...WORK, step: 0 }, null);
    expect(await weights(await host.work.own())).toBeNull();
  });

  test('what takes longer to be written does not put an earlier document in the place of a later one', async () => {
    const slow = host.work.keep(WORK, new Uint8Array(2 * PIECE));
    await host.work.keep({ ...WORK, text: 'later' });
    await slow;
    expect((await host.work.own())!.text).toBe('later');
  });

  test('weights that are on their way when the work is forgotten come to nothing, and without a word', async () => {
    await host.work.keep(WORK);
    const slow = host.work.keep(WORK, new Uint8Array(3 * PIECE));
    await host.work.forget();
    await slow;
    await host.work.keep({ ...WORK, text: 'anew' });
    expect(await weights(await host.work.own())).toBeNull();
  });

  test('what is forgotten, or left in order, is offered nowhere', async () => {
    await host.work.keep(WORK);
    await host.work.forget();
    expect(await host.work.own()).toBeNull();
    await host.work.keep(WORK);
    host.work.leave(true);
    expect(await desktop.reload().work.own(), 'it was only loaded again').toMatchObject(WORK);
    host.work.leave(true);
    desktop.close();
    expect(await next().work.left()).toEqual([]);
    expect(readdirSync(folder.at('own/sessions'))).toEqual([]);
  });

  test('what was kept again after it was to be left is offered', async () => {
    host.work.leave(true);
    await host.work.keep(WORK);
    desktop.close();
    expect(await next().work.left()).toHaveLength(1);
  });

  test('closing without saving keeps nothing, also of what the page says on its way out', async () => {
    await host.work.keep(WORK);
    desktop.work.giveUp();
    await host.work.keep({ ...WORK, text: 'flushed' });
    desktop.close();
    expect(await next().work.left()).toEqual([]);
  });

  test('what is set aside is offered, and takes no part in what is kept after', async () => {
    await host.work.keep(WORK, bytes('weights'));
    await host.work.setAside();
    expect(await host.work.own()).toBeNull();
    await host.work.keep({ ...WORK, text: 'other' });
    const [aside] = await host.work.left();
    expect(aside).toMatchObject(WORK);
    expect(await weights(aside)).toBe('weights');
  });

  test('its file can be written again, and is known to be another if someone wrote it meanwhile', async () => {
    writeFileSync(folder.at('net'), 'old');
    const file = await opened('net');
    await file.read();
    await host.work.keep({ ...WORK, fileName: 'net', handle: file.handle });
    let [left] = await next().work.left();
    expect(await desktop.host.changedElsewhere(left!.handle!)).toBe(false);
    writeFileSync(folder.at('net'), 'theirs');
    [left] = await next().work.left();
    expect(left!.handle!.name).toBe('net');
    expect(await desktop.host.changedElsewhere(left!.handle!)).toBe(true);
    await desktop.host.saveFile(left!.handle, '', kind, () => bytes('mine'));
    expect(text('net')).toBe('mine');
  });

  test('what is broken is put aside, what another version wrote is left to it, and neither keeps the rest from being offered', async () => {
    for (const damage of [
      (path: string) => writeFileSync(path, ''),
      (path: string) => writeFileSync(path, readFileSync(path).subarray(0, -1)),
      (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace('before', 'befOre')),
      (path: string) => writeFileSync(path, '{"version": 1}'),
      (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace('sealed 1', 'sealed 2')),
    ]) {
      await next().work.keep(WORK);
      const [newest] = await startDesktop(folder.at('own')).work.left();
      damage(folder.at(`own/sessions/${newest!.id}/document`));
    }
    await next().work.keep({ ...WORK, text: 'whole' });
    const last = next();
    expect((await last.work.left()).map(({ text: kept }) => kept)).toEqual(['whole']);
    await desktop.sessions.sweep();
    const files = readdirSync(folder.at('own/sessions')).flatMap((id) => readdirSync(folder.at(`own/sessions/${id}`)));
    expect(files.sort()).toEqual(['document', 'document', ...Array.from({ length: 4 }, () => 'document.corrupt')]);
  });

  test('weights that are broken are not given, and the document is', async () => {
    await host.work.keep(WORK, bytes('weights'));
    const own = await host.work.own();
    writeFileSync(folder.at(`own/sessions/${own!.id}/weights`), 'half');
    expect(await weights(await host.work.own())).toBeNull();
  });

  test('nothing is lost when the clock is put back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      vi.setSystemTime(new Date(2031, 0));
      await host.work.keep(WORK);
      vi.setSystemTime(new Date(2021, 0));
      await host.work.keep({ ...WORK, text: 'later' });
      const [left] = await next().work.left();
      expect([left!.text, new Date(left!.at).getFullYear()]).toEqual(['later', 2021]);
      await desktop.sessions.sweep();
      expect(await next().work.left()).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a folder of the app that cannot be written is told of, and nothing else happens', async () => {
    rmSync(folder.at('own'), { recursive: true });
    writeFileSync(folder.at('own'), 'a file in its place');
    desktop = startDesktop(folder.at('own'));
    expect(await refusal(desktop.host.work.keep(WORK))).toBe('document cannot be written: a part of its path is not a folder.');
    expect(await desktop.host.work.left()).toEqual([]);
    expect(await desktop.host.recentFiles()).toEqual([]);
  });

  test.each(['../../own', '..', '', 'x'.repeat(36), '00000000-0000-0000-0000-00000000000/'])(
    'an id that is none of a window, %j, reaches nothing',
    async (id) => {
      await host.work.keep(WORK);
      expect(await host.work.adopt(id)).toBe(false);
      await host.work.discard(id);
      expect(await desktop.work.readWeights(id)).toBeNull();
      expect(await host.work.own()).toMatchObject(WORK);
      expect(readdirSync(folder.path)).toContain('own');
    },
  );
});

test("the window's frame is told what the page says", () => {
  host.showDocument({ title: 'net ●', name: 'net', unsaved: true, blank: false, handle: null });
  host.onFileGiven(() => Promise.resolve());
  expect(desktop.told).toEqual([{ title: 'net ●', name: 'net', unsaved: true, blank: false, file: null }, 'listening']);
});
