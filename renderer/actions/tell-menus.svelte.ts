/** @file The menu bar of the system says what the window can do now. */
import type { Workbench } from '../state/workbench.svelte.ts';
import { performChosen } from './chosen.ts';
import { menuBar } from './menu-bar.ts';

/** Milliseconds from one look at what can be done to the next: while it trains that changes with every step. */
const PACE = 250;

/** For as long as the component lives that calls it; where the system has no menu bar for us, nothing is done. */
export function tellMenus(bench: Workbench): void {
  const { host, recents } = bench;
  if (!host.can.menuBar) return;
  host.onMenuChosen((id) => void performChosen(bench, id));
  let told = '';
  let due = true;
  let turn = $state(0);

  // while it is not due, nothing that it is made of is looked at, and it hears of no change
  $effect(() => {
    void turn;
    if (due) {
      due = false;
      const menus = menuBar(bench);
      const text = JSON.stringify(menus);
      if (text !== told) host.showMenus(menus);
      told = text;
      return;
    }
    const waiting = setTimeout(() => {
      due = true;
      turn += 1;
    }, PACE);
    return () => clearTimeout(waiting);
  });

  // another window may have opened or saved one
  $effect(() => {
    const look = () => void recents.look();
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  });
}
