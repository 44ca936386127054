import { afterEach, beforeAll, expect, test } from 'vitest';
import { speak } from '../../../renderer/language/language.ts';
import { fetchMessages } from '../../../renderer/language/said.ts';
import { aboutLines, aboutText, lacksOf } from '../../../renderer/panels/about-words.ts';
import type { Made } from '../../../renderer/state/about.ts';

beforeAll(() => fetchMessages('hi'));
afterEach(() => speak(() => 'en'));

const DESKTOP: Made = {
  about: {
    version: '1.2.3',
    parts: [
      ['Electron', '45.4.1'],
      ['Chromium', '150.0.7800.10'],
      ['Node', '24.0.0'],
    ],
    system: 'Linux 6.1.0 x64',
  },
  can: { saveInPlace: true, reopen: true, menuBar: true, progress: true, stayAwake: true, notify: 'yes', logFile: true },
  isolated: true,
  numerics: 'relaxed',
  revectorized: false,
  threads: 2,
  threadsMost: 4,
  memoryMost: 2 ** 32,
};

const BROWSER: Made = {
  ...DESKTOP,
  can: { saveInPlace: false, reopen: false, menuBar: false, progress: false, stayAwake: false, notify: 'no', logFile: false },
  isolated: false,
  numerics: 'strict',
  revectorized: true,
  threads: 1,
  threadsMost: 1,
};

test('the desktop app tells what it is made of and how it computes, as text that can be sent', () => {
  expect(aboutText(DESKTOP)).toBe(
    [
      'Gradscape',
      'Version: 1.2.3',
      'Electron: 45.4.1',
      'Chromium: 150.0.7800.10',
      'Node: 24.0.0',
      'System: Linux 6.1.0 x64',
      'Cross-origin isolated: yes: threads share memory',
      'Threads: 2 of 4',
      'Numerics: fast: products and sums fused (relaxed SIMD)',
      'Vectors: of 128 bits',
      'Memory for a run: 4.29 GB at most',
      'Licence: MIT',
      '',
    ].join('\n'),
  );
});

test('what is otherwise is told: no shared memory, strict numerics, pairs of vectors that were checked, kernels that are not ready', () => {
  const told = Object.fromEntries(aboutLines(BROWSER).map(({ name, text }) => [name, text]));
  expect(told['Cross-origin isolated']).toBe('no: memory cannot be shared, so training takes one thread');
  expect(told['Numerics']).toBe('strict: the same bits on every machine');
  expect(told['Vectors']).toContain('checked against plain code');
  const early = aboutLines({ ...DESKTOP, numerics: '' }).find(({ name }) => name === 'Numerics');
  expect(early!.text).toBe('not ready yet');
});

test('what a browser lacks is told each by itself, and the desktop lacks nothing', () => {
  expect(lacksOf(DESKTOP.can)).toEqual([]);
  expect(lacksOf(BROWSER.can)).toHaveLength(5);
  expect(lacksOf({ ...DESKTOP.can, logFile: false })).toEqual(["There is no log file: what goes wrong is in the browser's console."]);
  expect(lacksOf({ ...DESKTOP.can, notify: 'if allowed' })).toEqual([]);
  expect(aboutText(BROWSER)).toContain('In this browser:\n- Saving downloads a new file each time');
});

test('no two lines have one name, in either language', () => {
  for (const language of ['en', 'hi'] as const) {
    speak(() => language);
    const names = aboutLines(BROWSER).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});
