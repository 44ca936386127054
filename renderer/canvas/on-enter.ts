import type { Attachment } from 'svelte/attachments';

/** Enter on a thing of the canvas itself, not on what is in it. The flow puts each into an element of its own, which has the focus. */
export function onEnter(open: () => void): Attachment<HTMLElement> {
  return (element) => {
    const thing = element.closest<HTMLElement>('.svelte-flow__node')!;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.target !== thing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      open();
    };
    thing.addEventListener('keydown', listen);
    return () => thing.removeEventListener('keydown', listen);
  };
}
