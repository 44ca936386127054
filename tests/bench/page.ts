/**
 * @file Half a minute of training in the built app, in Chromium: is the page free meanwhile, and does the heatmap keep drawing? Tasks
 * are those the browser calls long (50 ms and more of the page's thread), frames what its animation frames tell.
 */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../build/chromium.ts';
import { root } from '../../build/root.ts';
import { serve } from '../../electron/loopback.ts';
import { readServedFiles } from '../../electron/served-files.ts';

/** The example that is case (c) with Adam. */
const EXAMPLE = 'Digits: 784 → 512 → 256 → 10';
const EPOCHS = '5000';

export interface PageRun {
  readonly example: string;
  readonly seconds: number;
  /** Steps of training taken meanwhile. */
  readonly steps: number;
  readonly engine: string;
  /** Tasks of 50 ms and more on the page's thread, in milliseconds. */
  readonly long_tasks_ms: readonly number[];
  /** Between two animation frames. */
  readonly frame_ms: { readonly median: number; readonly p95: number; readonly longest: number };
  /** Times that the heatmap was drawn anew, in each second. */
  readonly heatmap_draws: { readonly fewest: number; readonly mean: number };
}

interface Watch {
  readonly tasks: number[];
  readonly frames: number[];
  readonly draws: number[];
}

/** In the page, before anything else: counts what is drawn into the heatmap, and waits for `watchPage` to begin. */
function countDraws(): void {
  const counter = { draws: 0 };
  Object.assign(window, { counter });
  const { prototype } = CanvasRenderingContext2D;
  const drawImage = prototype.drawImage as (...values: unknown[]) => void;
  Object.assign(prototype, {
    drawImage(this: CanvasRenderingContext2D, ...values: unknown[]) {
      if (this.canvas instanceof HTMLCanvasElement && this.canvas.closest('[aria-label="Gradient heatmap"]')) counter.draws += 1;
      drawImage.apply(this, values);
    },
  });
}

function watchPage(seconds: number): Promise<Watch> {
  const { counter } = window as unknown as { counter: { draws: number } };
  const watch: Watch = { tasks: [], frames: [], draws: [] };
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.tasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  const begun = performance.now();
  let before = begun;
  let second = 0;
  let drawn = counter.draws;
  return new Promise((resolve) => {
    requestAnimationFrame(function frame() {
      const now = performance.now();
      watch.frames.push(now - before);
      before = now;
      if (Math.floor((now - begun) / 1000) > second) {
        second += 1;
        watch.draws.push(counter.draws - drawn);
        drawn = counter.draws;
      }
      if (now - begun < seconds * 1000) requestAnimationFrame(frame);
      else {
        observer.disconnect();
        resolve(watch);
      }
    });
  });
}

/** @throws Error where the app is not built, or Chromium cannot be started */
export async function trainInPage(executablePath: string, seconds: number): Promise<PageRun> {
  const { address, close } = await serve(await readServedFiles(join(root, 'dist')), 0);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(countDraws);
    await page.goto(address);
    await page.getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('menuitem', { name: EXAMPLE }).click();
    await page.getByRole('textbox', { name: 'epochs' }).fill(EPOCHS);
    await page.getByRole('textbox', { name: 'epochs' }).press('Tab');
    const progress = page.getByRole('progressbar', { name: 'Training progress' });
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await progress.and(page.locator('[aria-valuetext^="epoch"]')).waitFor();
    const watch = await page.evaluate(watchPage, seconds);
    await page.getByRole('button', { name: 'Pause' }).click();
    await progress.and(page.locator('[aria-valuetext*="step"]')).waitFor();
    const words = (await progress.getAttribute('aria-valuetext')) ?? '';
    const engine = (await page.getByRole('button', { name: /^Engine: / }).textContent()) ?? '';
    const frames = watch.frames.toSorted((a, b) => a - b);
    const at = (part: number) => frames[Math.min(frames.length - 1, Math.floor(part * frames.length))]!;
    return {
      example: EXAMPLE,
      seconds,
      steps: Number(/step ([\d,]+)/.exec(words)![1]!.replaceAll(',', '')),
      engine: engine.trim(),
      long_tasks_ms: watch.tasks,
      frame_ms: { median: at(0.5), p95: at(0.95), longest: frames.at(-1)! },
      heatmap_draws: { fewest: Math.min(...watch.draws), mean: watch.draws.reduce((sum, draws) => sum + draws, 0) / watch.draws.length },
    };
  } finally {
    await browser.close();
    await close();
  }
}
