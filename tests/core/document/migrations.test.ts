import { describe, expect, test } from 'vitest';
import { emptyDocument } from '../../../core/document/document.ts';
import { migrate, VERSION, type Migration } from '../../../core/document/migrations.ts';

const steps: Migration[] = [({ title, ...rest }) => ({ ...rest, name: title }), ({ name, ...rest }) => ({ ...rest, names: [name] })];

describe('migrate', () => {
  test('takes every step from the version of the document on, in order', () => {
    expect(migrate({ version: 1, title: 'a' }, 1, steps)).toEqual({ version: 3, names: ['a'] });
    expect(migrate({ version: 2, name: 'b' }, 2, steps)).toEqual({ version: 3, names: ['b'] });
  });

  test('leaves a current document as it is', () => {
    const current = { version: 3, names: ['c'], extra: true };
    expect(migrate(current, 3, steps)).toBe(current);
  });

  test('the version that new documents have is the one that the last migration leads to', () => {
    expect(emptyDocument().version).toBe(VERSION);
  });
});
