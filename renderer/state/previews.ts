import type { Attachment } from 'svelte/attachments';
import type { Fix } from '../../core/findings/fixes.ts';
import type { Preview } from './preview.svelte.ts';

/** A hand that only passes by sees no ghost. */
const AFTER = 120;

/** What the button would do is shown while the hand or the focus rests on it. Escape hides it; the press that does it is the button's own. */
export function previews(preview: Preview, fix: Fix): Attachment<HTMLElement> {
  return (button) => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const show = () => preview.show(fix);
    const hide = () => {
      clearTimeout(waiting);
      // the button loses the focus also when it is taken away, amidst what is drawn anew; nothing may change there
      queueMicrotask(() => {
        if (preview.fix === fix) preview.hide();
      });
    };
    const listeners = {
      pointerenter: () => (waiting = setTimeout(show, AFTER)),
      pointerleave: hide,
      focus: () => button.matches(':focus-visible') && show(),
      blur: hide,
      keydown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || preview.fix !== fix) return;
        event.stopPropagation();
        hide();
      },
    };
    for (const [name, listener] of Object.entries(listeners)) button.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) button.removeEventListener(name, listener as EventListener);
      hide();
    };
  };
}
