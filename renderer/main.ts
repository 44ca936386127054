/** @file Starts the page. */
import './theme/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { chooseHost } from './host/choose-host.ts';
import { m } from './language/generated/messages.js';
import { openWorkbench } from './state/workbench.svelte.ts';

const target = document.getElementById('app')!;

try {
  const bench = await openWorkbench(chooseHost());
  await bench.keeping.restore();
  mount(App, { target, props: { bench } });
  void bench.leftBehind.look();
  void bench.mishaps.tellEnd();
} catch (error) {
  target.textContent = m.app_broken({ sentence: error instanceof Error ? error.message : String(error) });
  throw error;
}
