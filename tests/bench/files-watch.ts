/** @file What runs in the page and watches it while a file is opened or saved: each function is sent there as it is, and may name nothing outside of itself. */

export interface Watched {
  /** The ends of the page's frames, in milliseconds of its clock. */
  readonly frames: readonly number[];
  /** What threads were asked and have answered, by the types of the messages. */
  readonly marks: readonly { readonly type: string; readonly at: number }[];
  /** How far reading was said to be. */
  readonly progress: readonly string[];
}

/** Before anything else in the page, which then has no pickers: files come by <input>, and go to the downloads. */
export function watchFiles(): void {
  const watched: { frames: number[]; marks: Watched['marks'][number][]; progress: string[] } = { frames: [], marks: [], progress: [] };
  Object.assign(window, { watched, showOpenFilePicker: undefined, showSaveFilePicker: undefined });
  requestAnimationFrame(function frame() {
    watched.frames.push(performance.now());
    requestAnimationFrame(frame);
  });
  const mark = (type: string) => watched.marks.push({ type, at: performance.now() });
  const heard = new WeakSet<Worker>();
  const post = Worker.prototype.postMessage as (this: Worker, ...sent: unknown[]) => void;
  Worker.prototype.postMessage = function (this: Worker, ...sent: unknown[]) {
    if (!heard.has(this)) this.addEventListener('message', ({ data }: MessageEvent<{ type: string }>) => mark(`heard ${data.type}`));
    heard.add(this);
    mark(`said ${(sent[0] as { type?: string }).type ?? 'read'}`);
    post.apply(this, sent);
  };
  addEventListener('DOMContentLoaded', () =>
    new MutationObserver(() => {
      const told = document.querySelector('.reading [role=progressbar]')?.getAttribute('aria-valuetext');
      if (told && told !== watched.progress.at(-1)) watched.progress.push(told);
    }).observe(document.body, { subtree: true, childList: true, attributes: true }),
  );
}

/** What was seen since it was taken last. */
export function takeWatched(): Watched {
  const { watched } = window as unknown as { watched: { frames: number[]; marks: Watched['marks'][number][]; progress: string[] } };
  return { frames: watched.frames.splice(0), marks: watched.marks.splice(0), progress: watched.progress.splice(0) };
}
