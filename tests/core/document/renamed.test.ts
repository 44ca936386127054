import { expect, test } from 'vitest';
import { renamed } from '../../../core/document/renamed.ts';

const names = new Map([
  ['net', 'body'],
  ['net.0', 'head'],
]);

test.each([
  ['net.weight', 'body.weight'],
  ['net.0.weight', 'head.weight'],
  ['net.1.weight', 'body.1.weight'],
  ['other.weight', 'other.weight'],
  ['net', 'net'],
])('where net is called body and net.0 head, %s is %s', (before, after) => expect(renamed(names, before)).toBe(after));
