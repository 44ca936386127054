/** @file What a tab is called. While it trains unseen, how far it is comes first: of a tab among many little more can be read. */
import type { ShownDocument, ShownRun } from './host.ts';

export interface TabTitle {
  showDocument(shown: Pick<ShownDocument, 'title'>): void;
  showRun(run: ShownRun | null): void;
}

export function tabTitle(): TabTitle {
  let title = document.title;
  let run: ShownRun | null = null;
  const show = () => {
    const percent = document.hidden && run?.state === 'training' && run.done !== null ? `${Math.floor(100 * run.done)} % · ` : '';
    document.title = percent + title;
  };
  document.addEventListener('visibilitychange', show);
  return {
    showDocument(shown) {
      title = shown.title;
      show();
    },
    showRun(now) {
      run = now;
      show();
    },
  };
}
