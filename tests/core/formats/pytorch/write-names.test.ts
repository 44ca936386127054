import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIdentifier, isPartName, pythonNames } from '../../../../core/formats/pytorch/write-names.ts';
import { pythonWith, runPython } from '../../../helpers/python.ts';

const called = (names: readonly string[]) => [...pythonNames(names, isIdentifier).values()];

test('a name that is one in Python stays', () => expect(called(['fc1', 'परत1', 'größe', 'αβ'])).toEqual(['fc1', 'परत1', 'größe', 'αβ']));

test('another becomes one like it', () =>
  expect(called(['fc 1', 'net.0', '0', 'class', '模型', '__class__', 'forward', 'self', 'a-b', '"; x'])).toEqual([
    'fc_1',
    'net_0',
    'block_0',
    'class_',
    'block',
    'class__2',
    'forward_',
    'self_',
    'a_b',
    'x',
  ]));

test('no two get one name, whichever comes first', () => {
  expect(called(['a b', 'a_b', 'a-b'])).toEqual(['a_b_2', 'a_b', 'a_b_3']);
});

test('what Python would read as another name is none', () => {
  // the ligature becomes two letters, the letter with a dot a letter and a dot
  expect(['ﬁ', '\u0958'].map(isIdentifier)).toEqual([false, false]);
});

test('a part of a Sequential may be called almost anything', () => {
  expect(['0', 'fc 1', '"', 'weight'].map(isPartName)).toEqual([true, true, true, true]);
  expect(['a.b', 'forward', 'append', '_modules', 'training'].map(isPartName)).toEqual([false, false, false, false, false]);
});

const python = pythonWith('keyword');

test('Python takes every name that is given', (context) => {
  if (python === null) return context.skip('not run: this machine has no python3');
  const names = fc.sample(fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), { minLength: 50, maxLength: 50 }), {
    numRuns: 40,
    seed: 1,
  });
  const given = names.map(called);
  const script = `
import json, keyword, sys, unicodedata
names = json.loads(sys.argv[1])
print(json.dumps([n for l in names for n in l if not n.isidentifier() or keyword.iskeyword(n) or unicodedata.normalize("NFKC", n) != n]))`;
  expect(runPython(python, script, JSON.stringify(given))).toEqual([]);
  for (const list of given) expect(new Set(list).size).toBe(list.length);
});
