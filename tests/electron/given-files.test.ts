import { expect, test } from 'vitest';
import { GivenFiles } from '../../electron/given-files.ts';

/** A window's files, with what its page was given. */
function given() {
  const sent: string[] = [];
  return { files: new GivenFiles((path) => sent.push(path)), sent };
}

test('files wait until the page listens, and go to it one after another', () => {
  const { files, sent } = given();
  files.add(['/a', '/b']);
  expect(sent).toEqual([]);
  files.listen();
  expect(sent, 'while the page opens the first').toEqual(['/a']);
  files.add(['/c']);
  expect(sent).toEqual(['/a']);
  files.taken('/a');
  files.taken('/b');
  files.taken('/c');
  expect(sent).toEqual(['/a', '/b', '/c']);
  expect(files.none).toBe(true);
});

test('a page that is loaded again before it has done with a file is given it again', () => {
  const { files, sent } = given();
  files.listen();
  files.add(['/a', '/b']);
  files.deafen();
  expect(files.none).toBe(false);
  files.listen();
  expect(sent).toEqual(['/a', '/a']);
  files.taken('/a');
  expect(sent).toEqual(['/a', '/a', '/b']);
});

test('a page is loaded again without word that the one before is gone: the file is given again all the same', () => {
  const { files, sent } = given();
  files.add(['/a']);
  files.listen();
  files.listen();
  expect(sent).toEqual(['/a', '/a']);
});

test('a file with which the page has gone twice is given no more, and the next is', () => {
  const { files, sent } = given();
  files.add(['/bad', '/good']);
  for (let load = 0; load < 2; load++) {
    files.listen();
    files.deafen();
  }
  files.listen();
  expect(sent).toEqual(['/bad', '/bad', '/good']);
  files.taken('/good');
  expect(files.none).toBe(true);
});

test('what the page says it has done with counts only if it is what it was given', () => {
  const { files, sent } = given();
  files.add(['/a', '/b']);
  files.taken('/a');
  files.listen();
  files.taken('/b');
  expect(sent).toEqual(['/a']);
  files.taken('/a');
  files.taken('/a');
  expect(sent).toEqual(['/a', '/b']);
  expect(files.none).toBe(false);
});

test('a file that waits already does not wait twice', () => {
  const { files, sent } = given();
  files.add(['/a', '/a']);
  files.add(['/a']);
  expect(files.has((path) => path === '/a')).toBe(true);
  files.listen();
  files.taken('/a');
  expect(sent).toEqual(['/a']);
  expect(files.none).toBe(true);
});
