/** @file Memory of the processes that Chromium runs pages in, their workers included, as Linux counts it. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

async function renderers(browser: Browser): Promise<number[]> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

function kilobytes(process: number, field: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(readFileSync(`/proc/${process}/status`, 'utf8'))![1]);
}

/** Begins to watch. The function returned gives the bytes by which memory was larger, at the most, than at the beginning; null elsewhere than on Linux. */
export async function watchMemory(browser: Browser): Promise<() => number | null> {
  if (process.platform !== 'linux') return () => null;
  const watched = (await renderers(browser)).map((id) => {
    writeFileSync(`/proc/${id}/clear_refs`, '5'); // the highest mark begins anew
    return { id, before: kilobytes(id, 'VmRSS') };
  });
  return () => 1024 * Math.max(...watched.map(({ id, before }) => kilobytes(id, 'VmHWM') - before));
}
