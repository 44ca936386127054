import { afterEach, expect, test, vi } from 'vitest';
import { openTab } from '../../../renderer/host/open-tab.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser opens a tab for who has just done something, which is then used up. */
function browser({ active, blocks = false }: { active: boolean; blocks?: boolean }) {
  const userActivation = { isActive: active };
  const open = vi.fn(() => {
    if (active && !blocks) userActivation.isActive = false;
    return null; // of a tab that has nothing to do with this one a page is told nothing
  });
  vi.stubGlobal('navigator', { userActivation });
  vi.stubGlobal('window', { open });
  return open;
}

test('another tab is opened apart from this one', () => {
  const open = browser({ active: true });
  expect(openTab('http://127.0.0.1:1/')).toBe(true);
  expect(open.mock.calls).toEqual([['http://127.0.0.1:1/', '_blank', 'noopener']]);
});

test.each([{ active: false }, { active: true, blocks: true }])('where the browser does not open it, that is known: %j', (given) => {
  browser(given);
  expect(openTab('http://127.0.0.1:1/')).toBe(false);
});
