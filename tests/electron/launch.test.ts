import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { filesNamed } from '../../electron/files-named.ts';
import { launchOf, readLaunch } from '../../electron/launch.ts';

const folder = resolve('/home/asha/networks');
const at = (...names: string[]) => names.map((name) => resolve(folder, name));

test.each<[string, string[], string[]]>([
  ['nothing', [], []],
  ['a name in the folder of whoever starts it', ['net.safetensors'], at('net.safetensors')],
  ['a name with spaces and quotes', ['my "first" net.gradscape.json'], at('my "first" net.gradscape.json')],
  ['a name above that folder', ['../old/net.onnx'], [resolve('/home/asha/old/net.onnx')]],
  ['a whole path', [resolve('/tmp/net.py')], [resolve('/tmp/net.py')]],
  [
    'switches of Chromium and of its drivers',
    ['--inspect=0', '--remote-debugging-port=0', '-psn_0_12345', 'a.py', '--lang=hi'],
    at('a.py'),
  ],
  ['what begins with a dash, behind two dashes', ['--lang=hi', '--', '-net.py', '--new-window'], at('-net.py', '--new-window')],
  ['an address, as desktops of Linux say it', [pathToFileURL(resolve(folder, 'my net%.py')).href], at('my net%.py')],
  ['an address of another machine', ['file://elsewhere/net.py'], at('file://elsewhere/net.py')],
  ['an empty argument', ['', 'a.py'], at('a.py')],
])('of a command line with %s, the files are found', (_what, args, files) => expect(filesNamed(args, folder)).toEqual(files));

test('packaged, the first argument is a file; in development it is the folder of the app, wherever it stands', () => {
  expect(launchOf(['gradscape', 'net.py'], true, folder)).toEqual({ files: at('net.py'), newWindow: false });
  expect(launchOf(['electron', '.', 'net.py'], false, folder).files).toEqual(at('net.py'));
  expect(launchOf(['electron', '--inspect=0', '.', 'net.py'], false, folder).files).toEqual(at('net.py'));
});

test('a new window may be asked for', () =>
  expect(launchOf(['gradscape', '--new-window'], true, folder)).toEqual({ files: [], newWindow: true }));

test('another start of the app is understood, and one of a version that says something else does no harm', () => {
  const said = launchOf(['gradscape', 'net.py'], true, folder);
  expect(readLaunch(structuredClone(said))).toEqual(said);
  for (const other of [null, undefined, ['net.py'], { files: 'net.py', newWindow: false }, { files: [1], newWindow: false }, {}])
    expect(readLaunch(other)).toEqual({ files: [], newWindow: false });
});
