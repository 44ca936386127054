/** @file Starts the page. */
import './theme/base.css';
import { host } from './begin.ts'; // before all others
import { mount } from 'svelte';
import App from './App.svelte';
import { m } from './language/generated/messages.js';
import { openWorkbench } from './state/workbench.svelte.ts';

const target = document.getElementById('app')!;

/** Not awaited by the module itself: parts that are fetched import it, and would wait for it for ever. */
async function start(): Promise<void> {
  try {
    const bench = await openWorkbench(await host);
    await bench.keeping.restore();
    target.replaceChildren();
    mount(App, { target, props: { bench } });
    void bench.leftBehind.look();
    void bench.mishaps.tellEnd();
  } catch (error) {
    target.textContent = m.app_broken({ sentence: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

void start();
