/** @file The menu bar of the system says what the window can do now. */
import type { Workbench } from '../state/workbench.svelte.ts';
import { performChosen } from './chosen.ts';
import { focusAt } from './keys.ts';
import { menuBar } from './menu-bar.ts';

/** Milliseconds from one look at what can be done to the next, at least: while it trains that changes with every step. */
export const PACE = 250;

/** For as long as the component lives that calls it; where the system has no menu bar for us, nothing is done. */
export function tellMenus(bench: Workbench): void {
  const { host, recents } = bench;
  if (!host.can.menuBar) return;
  host.onMenuChosen((id) => void performChosen(bench, id));
  let writing = $state(false);
  let told = '';
  let looked = -Infinity;
  let due = true;
  let turn = $state(0);

  // while it is not due, nothing that it is made of is looked at, and it hears of no change
  $effect(() => {
    void turn;
    if (due) {
      due = false;
      looked = performance.now();
      const menus = menuBar(bench, { writing });
      const text = JSON.stringify(menus);
      if (text !== told) host.showMenus(menus);
      told = text;
      return;
    }
    const waiting = setTimeout(
      () => {
        due = true;
        turn += 1;
      },
      Math.max(0, looked + PACE - performance.now()),
    );
    return () => clearTimeout(waiting);
  });

  $effect(() => {
    const look = () => (writing = focusAt(document.activeElement).editing);
    // of what loses the focus, the next that has it is known a moment later
    const lookSoon = () => void setTimeout(look);
    const lookAtRecents = () => void recents.look(); // another window may have opened or saved one
    lookAtRecents();
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', lookSoon);
    window.addEventListener('focus', lookAtRecents);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', lookSoon);
      window.removeEventListener('focus', lookAtRecents);
    };
  });
}
