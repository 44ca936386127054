import type { ShownRun } from './host.ts';

/** Keeps the screen, and with it the machine, awake while a run trains in a tab that is seen; a browser takes it back when it is not. */
export function stayAwake(): (run: ShownRun | null) => void {
  let training = false;
  let lock: Promise<WakeLockSentinel | null> | null = null;
  const hold = () => {
    if (training && document.visibilityState === 'visible') lock ??= navigator.wakeLock?.request('screen').catch(() => null) ?? null;
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') lock = null; // it was taken back
    hold();
  });
  return (run) => {
    training = run?.state === 'training';
    if (training) return hold();
    void lock?.then((held) => held?.release());
    lock = null;
  };
}
