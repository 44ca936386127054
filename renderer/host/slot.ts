/**
 * @file Every tab keeps what is its own in a slot, and holds a lock by the slot's name while it lives: what is in a slot that nobody holds was
 * left behind by a tab that is gone.
 */
const SLOT = 'gradscape.slot';
/** Milliseconds that a reload waits for the page before it to let go. */
const PATIENCE = 500;

const lockOf = (slot: string) => `gradscape.work.${slot}`;

/** Whether the slot could be had; then it is held for as long as the page lives. */
function hold(slot: string): Promise<boolean> {
  return new Promise((resolve) => {
    const forever = () => {
      resolve(true);
      return new Promise<never>(() => undefined);
    };
    navigator.locks.request(lockOf(slot), { signal: AbortSignal.timeout(PATIENCE) }, forever).catch(() => resolve(false));
  });
}

/** The slot from before a reload; another one for a tab that is new, or the copy of one that lives. */
async function takeSlot(): Promise<string> {
  const before = sessionStorage.getItem(SLOT);
  if (before !== null && (await hold(before))) return before;
  const slot = crypto.randomUUID();
  sessionStorage.setItem(SLOT, slot);
  await hold(slot);
  return slot;
}

let taken: Promise<string> | null = null;

export function ownSlot(): Promise<string> {
  taken ??= takeSlot();
  return taken;
}

/** Tells of each slot whether a tab that lives holds it. */
export async function livingSlots(): Promise<(slot: string) => boolean> {
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map(({ name }) => name));
  return (slot) => living.has(lockOf(slot));
}
