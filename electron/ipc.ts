/**
 * @file The one ear of the shell: every message of every page comes through here, and counts only if a window of ours sent it, from its top
 * frame, while that shows our own page, with the values that its verb takes, and not too often. Anything else is refused and has no effect.
 */
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { safeParse, type GenericSchema } from 'valibot';
import { Allowance, STEADY, type Pace } from './pace.ts';
import { isPage } from './protocol.ts';
import { asRefusal, refused } from './refusal.ts';

/** What a message may bring, and what is done with it. */
export interface Verb<W, Values extends readonly unknown[], Value> {
  readonly schema: GenericSchema<unknown, Values>;
  readonly answer: (window: W, ...values: Values) => Value | Promise<Value>;
  /** As what follows the work in the window, if nothing is said. */
  readonly pace?: Pace;
}

/** Why a message came to nothing: who sent it, what it brought, how often it came, or that what it asked for failed. */
export type Why = 'sender' | 'values' | 'pace' | 'failed';

export interface Ear<W> {
  /** The window whose page these are the contents of; null if it is none of ours. */
  windowOf(sender: WebContents): W | null;
  /** A message came to nothing. `error`: what failed, which no person foresaw. */
  refused(channel: string, why: Why, error?: unknown): void;
  /** Milliseconds, from whenever. */
  now(): number;
}

type Sent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>;
// a table's verbs differ in what they take; the schema stands between
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyVerb<W> = Verb<W, any, unknown>;

/** Whether a message came from the top frame of the page, while that is ours. A frame or a page that is gone says nothing of itself. */
export function isFromPage({ sender, senderFrame }: Sent): boolean {
  try {
    return senderFrame !== null && senderFrame === sender.mainFrame && isPage(senderFrame.url);
  } catch {
    return false;
  }
}

/** The values of a message, made anew from what it brought; null if it brought anything else. */
function valuesIn(schema: AnyVerb<unknown>['schema'], sent: readonly unknown[]): unknown[] | null {
  try {
    const values = safeParse(schema, sent, { abortEarly: true, abortPipeEarly: true });
    return values.success ? (values.output as unknown[]) : null;
  } catch {
    return null; // a text so long that not even a sentence about it can be made
  }
}

/**
 * Answers messages for as long as the app runs.
 * @param asked by channel: what is answered, and what is only said
 */
export function listen<W extends object>(
  ipc: Pick<IpcMain, 'handle' | 'on'>,
  ear: Ear<W>,
  asked: Readonly<Record<string, AnyVerb<W>>>,
  told: Readonly<Record<string, AnyVerb<W>>>,
): void {
  const allowances = new WeakMap<W, Map<string, Allowance>>();
  const allowanceOf = (window: W, channel: string, pace: Pace): Allowance => {
    const ofWindow = allowances.get(window) ?? new Map<string, Allowance>();
    allowances.set(window, ofWindow);
    const allowance = ofWindow.get(channel) ?? new Allowance(pace, ear.now());
    ofWindow.set(channel, allowance);
    return allowance;
  };

  /** @throws InputError if the message does not count */
  const heed = async (channel: string, { schema, answer, pace = STEADY }: AnyVerb<W>, event: Sent, sent: readonly unknown[]) => {
    const refuse = (why: Why): never => {
      ear.refused(channel, why);
      throw refused(why === 'pace' ? 'clause:shell_too_often' : 'clause:shell_not_understood');
    };
    const window = (isFromPage(event) ? ear.windowOf(event.sender) : null) ?? refuse('sender');
    const values = valuesIn(schema, sent) ?? refuse('values');
    const allowance = allowanceOf(window, channel, pace);
    if (!allowance.take(ear.now())) refuse('pace');
    try {
      return await answer(window, ...values);
    } catch (error) {
      ear.refused(channel, 'failed', error);
      throw error;
    } finally {
      allowance.answered();
    }
  };

  for (const [channel, verb] of Object.entries(asked))
    ipc.handle(channel, (event, ...sent: unknown[]) => heed(channel, verb, event, sent).then((value) => ({ ok: true, value }), asRefusal));
  for (const [channel, verb] of Object.entries(told))
    ipc.on(channel, (event, ...sent: unknown[]) => void heed(channel, verb, event, sent).catch(() => {})); // it was written down
}
