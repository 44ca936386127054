/** @file What a run has to say to who does not see it: that it starts and ends, and what is newly wrong with it. */
import type { Finding } from '../../core/findings/finding.ts';
import type { FindingCode } from '../../core/findings/messages.ts';
import type { Status } from '../../core/session/protocol.ts';
import type { Recording } from '../../core/telemetry/recording.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';
import { titleOf } from './finding-words.ts';

/** What a finding of the gradient calls it. */
const WORD: { readonly [C in FindingCode]?: () => string } = {
  gradient_vanishing: m.spoken_vanishing,
  gradient_attenuated: m.spoken_attenuated,
  gradient_collapsed: m.spoken_collapsing,
  gradient_exploding: m.spoken_exploding,
  gradient_amplified: m.spoken_amplified,
};

/** "fc3: gradient 2e-6, vanishing", "relu2: Units dead"; `signal` is NaN where none is known. */
export function spokenFinding({ code }: Pick<Finding, 'code'>, name: string | null, signal: number): string {
  const word = WORD[code];
  if (name === null) return titleOf({ code });
  if (!word) return m.spoken_named({ name, title: titleOf({ code }) });
  return Number.isFinite(signal)
    ? m.spoken_gradient({ name, value: shortText(signal), word: word() })
    : m.spoken_named({ name, title: word() });
}

/** Null where nothing is to be said: of a run that was there before, and of none. */
export function spokenStatus(before: Status, now: Status, step: number, recording: Recording | null): string | null {
  if (before === now) return null;
  const at = step.toLocaleString(language());
  switch (now) {
    case 'running':
      return m.spoken_running();
    case 'paused':
      return m.spoken_paused({ step: at });
    case 'finished':
      return m.spoken_finished({ result: resultOf(recording) });
    case 'failed':
      return m.spoken_failed({ step: at });
    case 'idle':
      return before === 'running' || before === 'paused' ? m.spoken_reset() : null;
    default:
      return now satisfies never;
  }
}

/** "accuracy 97 %" where rows are classified, else "loss 0.012"; on rows kept for validation if there are any. */
function resultOf(recording: Recording | null): string {
  const last =
    recording?.evaluations.findLast(({ on }) => on === 'validation') ?? recording?.evaluations.findLast(({ on }) => on === 'train');
  if (!last) return '';
  const text = Number.isNaN(last.accuracy)
    ? m.spoken_loss({ loss: shortText(last.loss) })
    : m.spoken_accuracy({ percent: `${Math.floor(100 * last.accuracy)} %` });
  return `, ${text}`;
}

/** As short as it can be heard: 2e-6, 0.012. */
function shortText(value: number): string {
  const size = Math.abs(value);
  return value !== 0 && (size < 1e-3 || size >= 1e4) ? value.toExponential(0) : String(Number(value.toPrecision(2)));
}
