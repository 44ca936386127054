import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../../renderer/language/messages/${language}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
const english = read('en');
const hindi = read('hi');
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

test('every message is there in both languages', () => expect(Object.keys(hindi).sort()).toEqual(Object.keys(english).sort()));

test.each(Object.keys(english))('%s has the same places to fill in both languages', (key) => {
  expect(new Set(places(hindi[key] ?? ''))).toEqual(new Set(places(english[key]!)));
});
