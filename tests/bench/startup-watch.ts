/** @file What runs in the page while it starts: sent there as it is, it may name nothing outside of itself. */

/** Milliseconds since the page was asked for. */
export interface Started {
  /** Anything but white. */
  readonly paint: number;
  /** The first text or picture. */
  readonly content: number;
  /** The window is drawn, the worker is ready, and the thread that hears keys and clicks is free for a frame. */
  readonly usable: number;
}

/** Before anything else in the page. */
export function watchStart(): void {
  const usable = new Promise<number>((resolve) => {
    requestAnimationFrame(function look() {
      const drawn = document.querySelector('.svelte-flow__viewport') !== null && document.querySelector('[draggable=true]') !== null;
      const ready = /^\s*[^\s·]/.test(document.querySelector('.engine-chip')?.textContent ?? ''); // it names the kernels that the worker has
      if (drawn && ready) requestAnimationFrame(() => resolve(performance.now()));
      else requestAnimationFrame(look);
    });
  });
  Object.assign(window, { usable });
}

export async function started(): Promise<Started> {
  const usable = await (window as unknown as { usable: Promise<number> }).usable;
  for (;;) {
    const paints = new Map(performance.getEntriesByType('paint').map(({ name, startTime }) => [name, startTime]));
    const [paint, content] = [paints.get('first-paint'), paints.get('first-contentful-paint')];
    if (paint !== undefined && content !== undefined) return { paint, content, usable };
    await new Promise(requestAnimationFrame);
  }
}
