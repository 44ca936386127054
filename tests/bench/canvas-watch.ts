/** @file What runs in the page and watches it: each function is sent there as it is, and may name nothing outside of itself. */

/** Milliseconds from frame to frame, for so long. A frame is what the browser asks the page to draw. */
export function watchFrames(milliseconds: number): Promise<number[]> {
  const frames: number[] = [];
  return new Promise((resolve) => {
    requestAnimationFrame((begun) => {
      let before = begun;
      requestAnimationFrame(function frame(now) {
        frames.push(now - before);
        before = now;
        if (now - begun < milliseconds) requestAnimationFrame(frame);
        else resolve(frames);
      });
    });
  });
}

/**
 * Milliseconds from a key until the page has what follows from it: shapes, counts and costs come in one answer and are put into the page
 * at once, and the number of parameters in the status bar is one of them.
 */
export function watchEdits(): void {
  const latencies: number[] = [];
  let pressed = Number.NaN;
  addEventListener('keydown', (event) => (pressed = event.timeStamp), true);
  new MutationObserver(() => {
    if (!Number.isNaN(pressed)) latencies.push(performance.now() - pressed);
    pressed = Number.NaN;
  }).observe(document.querySelector('footer')!, { characterData: true, childList: true, subtree: true });
  Object.assign(window, { latencies });
}

/** In place of the system's window that chooses a file: gives the one and notes the time. Before anything else in the page. */
export function giveFile({ name, text }: { readonly name: string; readonly text: string }): void {
  const showOpenFilePicker = async () => {
    Object.assign(window, { chosenAt: performance.now() });
    return [{ getFile: async () => new File([text], name) }];
  };
  Object.assign(window, { showOpenFilePicker });
}

/** Milliseconds from the choice of the file until every block and wire is there to be seen, what the compiler says of them too. */
export function watchOpening({ nodes, edges }: { readonly nodes: number; readonly edges: number }): Promise<number> {
  const isDrawn = () => {
    const blocks = [...document.querySelectorAll<HTMLElement>('.svelte-flow__node')];
    return (
      blocks.length === nodes &&
      blocks.every((block) => block.style.visibility !== 'hidden') &&
      document.querySelectorAll('.svelte-flow__edge').length === edges &&
      /[1-9]/.test(document.querySelector('footer')?.textContent?.match(/([\d,.]+) parameters/)?.[1] ?? '')
    );
  };
  return new Promise((resolve) => {
    requestAnimationFrame(function look() {
      const { chosenAt } = window as unknown as { chosenAt?: number };
      if (chosenAt === undefined || !isDrawn()) requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - chosenAt))); // it has been painted
    });
  });
}

/** A place on the canvas with nothing under it, in CSS pixels of the window. */
export function emptyPlace(): [x: number, y: number] {
  const { left, top, width, height } = document.querySelector('.svelte-flow')!.getBoundingClientRect();
  for (let down = 20; down < height - 60; down += 8)
    for (let right = 20; right < width - 20; right += 8)
      if (document.elementFromPoint(left + right, top + down)?.classList.contains('svelte-flow__pane')) return [left + right, top + down];
  throw new Error('There is no empty place on the canvas: the network covers all of it.');
}
