/** @file What the bench of the landscape does, and how fast it has to be. */
import type { Browser } from '@playwright/test';
import type { Document } from '../../core/document/document.ts';
import { tenSigmoids } from '../../core/lessons/ten-sigmoids.ts';
import { deepNetwork } from './canvas-document.ts';
import { SMOOTH, taker, type Effort, type Row, type Target } from './frame-rows.ts';
import { LandscapePage } from './landscape-page.ts';

export interface LandscapeResult {
  readonly rows: readonly Row[];
  /** Milliseconds that the page's own thread works for one frame while it trains and nobody does anything. */
  readonly work: readonly { readonly nodes: number; readonly ms_per_frame: number }[];
  /** Bytes of the page's heap over minutes of training; null if they were not watched. */
  readonly memory: Memory | null;
}

export interface Memory {
  readonly minutes: number;
  readonly start: number;
  readonly end: number;
  readonly ratio: number;
}

/** Of training that nobody waits for: it goes on for as long as it is looked at. */
const EPOCHS = 1_000_000;
const twenty: Document = { ...tenSigmoids.document, training: { ...tenSigmoids.document.training, epochs: EPOCHS } };
const LAYERS = 200;

/** A row without a target is told for comparison. */
const TARGETS: Readonly<Record<string, Target>> = {
  [`${twenty.nodes.length} train`]: SMOOTH,
  [`${twenty.nodes.length} train + zoom`]: SMOOTH,
  [`${LAYERS} train`]: SMOOTH,
};

export function targetOf({ nodes, doing }: Row): Target | null {
  return TARGETS[`${nodes} ${doing}`] ?? null;
}

export async function landscapeRows(browser: Browser, address: string, effort: Effort, minutes: number): Promise<LandscapeResult> {
  const rows: Row[] = [];
  const work: { nodes: number; ms_per_frame: number }[] = [];
  for (const network of [twenty, deepNetwork(LAYERS)]) {
    const nodes = network.nodes.length;
    effort.say(`${nodes} blocks: trains until the heatmap is full`);
    const page = await LandscapePage.train(browser, address, network);
    const take = taker(nodes, effort, rows);
    await take('train', (window) => page.look(window));
    work.push({ nodes, ms_per_frame: await page.work(effort.window) });
    await take('train + zoom', (window) => page.zoom(window));
    await take('train + scrub', (window) => page.scrub(window));
    await page.close();
  }
  return { rows, work, memory: minutes > 0 ? await memoryOver(minutes, browser, address, effort) : null };
}

/** Between the end of the first minute, in which all that is kept of a run finds its room, and that of the last. */
async function memoryOver(minutes: number, browser: Browser, address: string, { say }: Effort): Promise<Memory> {
  const page = await LandscapePage.train(browser, address, twenty);
  const minute = () => new Promise((resolve) => setTimeout(resolve, 60_000));
  await minute();
  const start = await page.heap();
  for (let passed = 1; passed <= minutes; passed++) {
    await minute();
    say(`memory after ${passed} of ${minutes} minutes: ${((await page.heap()) / 1e6).toFixed(1)} MB`);
  }
  const end = await page.heap();
  await page.close();
  return { minutes, start, end, ratio: Number((end / start).toFixed(3)) };
}
