import type { PowerSaveBlocker } from 'electron';
import { Emitter, loud } from './loud.ts';

const blocking = new Map<number, 'prevent-app-suspension' | 'prevent-display-sleep'>();
let last = -1;

export const powerSaveBlocker = loud('powerSaveBlocker', {
  start(kind) {
    blocking.set(++last, kind);
    return last;
  },
  stop: (id) => blocking.delete(id),
  isStarted: (id) => blocking.has(id),
} satisfies Pick<PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>);

/** What keeps the system awake. */
export const keptAwake = (): readonly string[] => [...blocking.values()];

class PowerMonitor extends Emitter {
  protected override readonly tells = new Set(['suspend', 'resume', 'on-ac', 'on-battery', 'shutdown', 'lock-screen', 'unlock-screen']);
}

export const powerMonitor: PowerMonitor = new PowerMonitor();
