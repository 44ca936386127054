/** @file What a browser lets a page tell somebody who does not look at it: nothing, unless they have allowed it. */

export function canNotify(): boolean {
  return 'Notification' in window;
}

/** `ask`: the person is asked, if they have not been; browsers want that to follow from something that they did. */
export async function mayNotify(ask: boolean): Promise<boolean> {
  if (!canNotify()) return false;
  const { permission } = Notification;
  return (permission === 'default' && ask ? await Notification.requestPermission() : permission) === 'granted';
}

/** Nothing is told to somebody who looks. */
export function notify(title: string, body: string): void {
  if (!canNotify() || document.hasFocus() || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(title, { body });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    // some browsers of telephones have the word, and allow it to none but a service worker
  }
}
