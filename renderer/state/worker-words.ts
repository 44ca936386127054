/** @file What is said when the worker that trains has died: of what, and what came of it. */
import type { ClientEvent } from '../../core/session/client.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';

type Told<T extends ClientEvent['type']> = Extract<ClientEvent, { type: T }>;

function deathText({ death, sentence }: Told<'restarted'> | Told<'lost'>): string {
  switch (death) {
    case 'failed':
      return m.worker_failed({ sentence });
    case 'ended':
      return m.worker_ended();
    case 'hung':
      return m.worker_hung();
    default:
      return death satisfies never;
  }
}

/** Of one that took over. */
export function restartedText(event: Told<'restarted'>): string {
  const [death, step] = [deathText(event), event.step.toLocaleString(language())];
  if (event.goesOn) return event.step > 0 ? m.worker_goes_on({ death, step }) : m.worker_begins_again({ death });
  return event.step > 0 ? m.worker_rests({ death, step }) : m.worker_ready({ death });
}

/** Of workers that died too often, and what to try. */
export function lostText(event: Told<'lost'>): { readonly text: string; readonly details: readonly string[] } {
  return {
    text: m.worker_lost({ death: deathText(event) }),
    details: [m.worker_lost_train(), m.worker_lost_threads(), m.worker_lost_smaller()],
  };
}
