import { expect, test } from 'vitest';
import { LAYERS } from '../../core/layers/index.ts';
import { LINKS, linkOf } from '../../electron/links.ts';

const modules = LAYERS.flatMap(({ pytorch }) => pytorch.module?.name ?? []).sort();

test('every layer that is a module of PyTorch has a link to its page, and nothing else has one', () => {
  expect(modules.length).toBeGreaterThan(10);
  const linked = Object.keys(LINKS).flatMap((name) => (name.startsWith('pytorch:') ? name.slice('pytorch:'.length) : []));
  expect(linked.sort()).toEqual(modules);
});

test.each(modules)('the page of %s is where PyTorch has it', (name) => {
  expect(linkOf(`pytorch:${name}`)).toBe(`https://docs.pytorch.org/docs/stable/generated/torch.nn.${name}.html`);
});

test('all of them are pages of PyTorch, over a secure connection', () => {
  for (const link of Object.values(LINKS)) {
    const { protocol, host, username, search, hash } = new URL(link);
    expect([protocol, host, username, search, hash], link).toEqual(['https:', 'docs.pytorch.org', '', '', '']);
  }
});

test.each(['', 'pytorch:', 'pytorch:linear', 'constructor', '__proto__', 'https://docs.pytorch.org/', 'pytorch:Linear/..'])(
  'what is not in the list, %j, is refused',
  (name) => expect(() => linkOf(name)).toThrow('The desktop shell could not do that'),
);
