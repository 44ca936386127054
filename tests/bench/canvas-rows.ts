/** @file What the bench of the canvas does, and how fast each has to be. */
import type { Browser } from '@playwright/test';
import { deepNetwork } from './canvas-document.ts';
import { CanvasPage } from './canvas-page.ts';
import { SMOOTH, taker, type Effort, type Row, type Target } from './frame-rows.ts';

/** Thirty frames a second. */
const FAIR: Target = { median_ms: 33, p95_ms: null };

/** A row without a target is told for comparison. */
const TARGETS: Readonly<Record<string, Target>> = {
  '100 edit': SMOOTH,
  '100 drag': SMOOTH,
  '100 drag at 100 %': SMOOTH,
  '100 pan': SMOOTH,
  '100 pan at 100 %': SMOOTH,
  '100 zoom': SMOOTH,
  '100 train': SMOOTH,
  '100 train + pan': SMOOTH,
  '100 edit to shapes': { median_ms: 17, p95_ms: null },
  '500 open': { median_ms: 2000, p95_ms: 2000 },
  '500 pan': FAIR,
};

export function targetOf({ nodes, doing }: Row): Target | null {
  return TARGETS[`${nodes} ${doing}`] ?? null;
}

export async function canvasRows(browser: Browser, address: string, effort: Effort): Promise<Row[]> {
  return [...(await hundred(browser, address, effort)), ...(await fiveHundred(browser, address, effort))];
}

const KEYS = 24;

async function hundred(browser: Browser, address: string, effort: Effort): Promise<Row[]> {
  const page = await CanvasPage.open(browser, address, deepNetwork(100));
  const rows: Row[] = [];
  const take = taker(100, effort, rows);
  await take('drag', (window) => page.drag(window));
  await take('pan', (window) => page.pan(window));
  await take('zoom', (window) => page.zoom(window));
  await page.lookClosely();
  await take('drag at 100 %', (window) => page.drag(window));
  await take('pan at 100 %', (window) => page.pan(window));
  await take('edit to shapes', () => page.editLatencies(KEYS));
  await take('edit', (window) => page.edit(window));
  await page.close();
  const trained = await CanvasPage.open(browser, address, deepNetwork(100));
  await trained.train();
  await take('train', (window) => trained.look(window));
  await take('train + pan', (window) => trained.pan(window));
  await trained.close();
  return rows;
}

async function fiveHundred(browser: Browser, address: string, effort: Effort): Promise<Row[]> {
  const network = deepNetwork(500);
  const rows: Row[] = [];
  const take = taker(500, effort, rows);
  await take('open', async () => {
    const page = await CanvasPage.open(browser, address, network);
    await page.close();
    return [page.opening];
  });
  const page = await CanvasPage.open(browser, address, network);
  await take('pan', (window) => page.pan(window));
  await take('drag', (window) => page.drag(window));
  await page.train();
  await take('train', (window) => page.look(window));
  await page.close();
  return rows;
}
