/**
 * @file The one ear of the shell: every message of every page comes through here, and counts only if a window of ours sent it, from its top
 * frame, while that shows our own page, with the values that its verb takes. Anything else is refused and has no effect.
 */
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { safeParse, type GenericSchema } from 'valibot';
import { isOurs } from './protocol.ts';
import { asRefusal, refused } from './refusal.ts';

/** What a message may bring, and what is done with it. */
export interface Verb<W, Values extends readonly unknown[], Value> {
  readonly schema: GenericSchema<unknown, Values>;
  readonly answer: (window: W, ...values: Values) => Value | Promise<Value>;
}

export interface Ear<W> {
  /** The window whose page these are the contents of; null if it is none of ours. */
  windowOf(sender: WebContents): W | null;
  /** A message was refused. */
  refused(channel: string, why: string): void;
}

type Sent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>;
// a table's verbs differ in what they take; the schema stands between
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyVerb<W> = Verb<W, any, unknown>;

/** Whether a message came from the top frame of the page, while that is ours. */
export function isFromPage({ sender, senderFrame }: Sent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurs(senderFrame.url);
}

/** @throws InputError if the message does not count; the values otherwise */
function received<W>(ear: Ear<W>, channel: string, { schema }: AnyVerb<W>, event: Sent, sent: readonly unknown[]): [W, ...unknown[]] {
  const window = isFromPage(event) ? ear.windowOf(event.sender) : null;
  if (window === null) {
    ear.refused(channel, 'sender');
    throw refused('clause:shell_not_understood');
  }
  const values = safeParse(schema, sent);
  if (!values.success) {
    ear.refused(channel, 'values');
    throw refused('clause:shell_not_understood');
  }
  return [window, ...(values.output as unknown[])];
}

/**
 * Answers messages for as long as the app runs.
 * @param asked by channel: what is answered, and what is only said
 */
export function listen<W>(
  ipc: Pick<IpcMain, 'handle' | 'on'>,
  ear: Ear<W>,
  asked: Readonly<Record<string, AnyVerb<W>>>,
  told: Readonly<Record<string, AnyVerb<W>>>,
): void {
  for (const [channel, verb] of Object.entries(asked))
    ipc.handle(channel, async (event, ...sent: unknown[]) => {
      try {
        const [window, ...values] = received(ear, channel, verb, event, sent);
        return { ok: true, value: await verb.answer(window, ...values) };
      } catch (error) {
        return asRefusal(error);
      }
    });
  for (const [channel, verb] of Object.entries(told))
    ipc.on(channel, (event, ...sent: unknown[]) => {
      try {
        const [window, ...values] = received(ear, channel, verb, event, sent);
        void verb.answer(window, ...values);
      } catch {
        // nobody waits for an answer; it was written down
      }
    });
}
