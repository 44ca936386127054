/** @file Listeners to sessions, closed when the test that opened them is over. */
import { afterEach } from 'vitest';
import type { Document } from '../../core/document/document.ts';
import { Listener } from './local-session.ts';

const open: Listener[] = [];

afterEach(() => {
  for (const { client } of open.splice(0)) client.close();
});

export function listening(): Listener {
  const listener = new Listener();
  open.push(listener);
  return listener;
}

/** One whose session has the document. */
export async function opened(document: Document): Promise<Listener> {
  const listener = listening();
  await listener.client.edit(document);
  return listener;
}
