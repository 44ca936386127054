import type { ShownRun } from './host.ts';

/**
 * Keeps the screen, and with it the machine, awake while a run trains in a tab that is seen. A browser takes that back when the tab is not
 * seen, and may refuse it, as when the battery is low: then it is asked for again when there is a word of the run next.
 */
export function stayAwake(): (run: ShownRun | null) => void {
  let training = false;
  let lock: Promise<WakeLockSentinel> | null = null;

  const hold = () => {
    const { wakeLock } = navigator as { readonly wakeLock?: WakeLock };
    if (!wakeLock || !training || lock || document.visibilityState !== 'visible') return;
    const asked = wakeLock.request('screen');
    const gone = () => {
      if (lock === asked) lock = null;
    };
    lock = asked;
    asked.then((held) => held.addEventListener('release', gone), gone);
  };
  const release = () => {
    lock?.then(
      (held) => held.release(),
      () => {}, // it never was held
    );
    lock = null;
  };

  document.addEventListener('visibilitychange', hold);
  return (run) => {
    training = run?.state === 'training';
    if (training) hold();
    else release();
  };
}
