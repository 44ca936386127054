import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIONS } from '../../../renderer/actions/index.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const section = readme.slice(readme.indexOf('## Keys'), readme.indexOf('## The command line'));
const rows = [...section.matchAll(/^\| (`.+?) *\| (.+?) *\|$/gm)].map(([, keys, title]) => ({
  title: title!,
  keys: [...keys!.matchAll(/`([^`]+)`/g)].map(([, key]) => key!),
}));

test('the table of keys in the README is there', () => expect(rows.length).toBeGreaterThan(15));

test.each(rows)('the README has the keys of "$title" as the catalogue has them', ({ title, keys }) => {
  expect(ACTIONS.find((action) => action.title('en') === title)?.keys).toEqual(keys);
});
