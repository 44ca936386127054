/** @file The document in work, kept by the desktop shell in files of its own. */
import type { GradscapeBridge, ShellLeftWork, ShellWork } from '../../electron/bridge.ts';
import type { LeftWork, Work, WorkKeeper } from './host.ts';
import { shellHandle } from './shell-handle.ts';
import { gather, handOver, valueOf } from './shell-replies.ts';

export function shellWork(bridge: GradscapeBridge): WorkKeeper {
  /** What this window keeps, as of now: weights take longer, and must not put an earlier document in its place. */
  let current: ShellWork | null = null;
  /** How often it has begun anew: weights that were on their way then are of nothing that is kept now. */
  let beginnings = 0;

  const beginAnew = () => {
    current = null;
    beginnings += 1;
  };

  const left = ({ id, at, file, ...work }: ShellLeftWork): LeftWork => ({
    ...work,
    id,
    at,
    handle: file && shellHandle(file),
    async weights() {
      const reading = await valueOf(bridge.beginReadingWeights(id));
      return reading && gather(bridge, reading);
    },
  });

  return {
    async keep(work, weights) {
      current = crossing(work);
      const begun = beginnings;
      if (weights) {
        const saving = await valueOf(bridge.beginKeepingWeights());
        const refusal = await handOver(bridge, saving, () => weights).then(
          () => null,
          (error: unknown) => ({ error }),
        );
        if (begun !== beginnings) return; // where they were to go may be gone as well
        if (refusal) throw refusal.error;
      }
      if (current) await valueOf(bridge.keepWork(current, weights === null));
    },
    async forget() {
      beginAnew();
      await valueOf(bridge.forgetWork());
    },
    leave(inOrder) {
      if (inOrder) bridge.leaveWork(); // whatever was said before reaches the shell, also from a page that is gone
    },
    async own() {
      const work = await valueOf(bridge.ownWork());
      return work && left(work);
    },
    async setAside() {
      beginAnew();
      await valueOf(bridge.setWorkAside());
    },
    left: async () => (await valueOf(bridge.leftWork())).map(left),
    async adopt(id) {
      beginAnew();
      return valueOf(bridge.adoptWork(id));
    },
    async discard(id) {
      await valueOf(bridge.discardWork(id));
    },
  };
}

function crossing({ text, base, fileName, handle, step }: Work): ShellWork {
  return { text, base, fileName, file: handle && shellHandle(handle), step };
}
