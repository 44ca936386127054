import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tabTitle } from '../../../renderer/host/tab-title.ts';

let page: EventTarget & { hidden: boolean; title: string };

function see(seen: boolean): void {
  page.hidden = !seen;
  page.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  page = Object.assign(new EventTarget(), { hidden: false, title: 'Gradscape' });
  vi.stubGlobal('document', page);
});
afterEach(() => vi.unstubAllGlobals());

test('a tab that is not seen says how far its run is, and one that is seen says what it shows', () => {
  const title = tabTitle();
  title.showDocument({ title: '● Spiral · Gradscape' });
  title.showRun({ state: 'training', done: 0.4296 });
  expect(page.title).toBe('● Spiral · Gradscape');
  see(false);
  expect(page.title).toBe('42 % · ● Spiral · Gradscape');
  title.showRun({ state: 'training', done: 0.999 });
  expect(page.title).toBe('99 % · ● Spiral · Gradscape');
  title.showDocument({ title: 'Spiral · Gradscape' });
  expect(page.title).toBe('99 % · Spiral · Gradscape');
  see(true);
  expect(page.title).toBe('Spiral · Gradscape');
});

test.each([null, { state: 'paused', done: 0.5 } as const, { state: 'training', done: null } as const])(
  'of %j there is no part to tell',
  (run) => {
    const title = tabTitle();
    see(false);
    title.showRun({ state: 'training', done: 0.5 });
    expect(page.title).toBe('50 % · Gradscape');
    title.showRun(run);
    expect(page.title).toBe('Gradscape');
  },
);
