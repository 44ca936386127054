/** @file What a check of the gradients comes to, in a few words. */
import { wrongFrom, type GradientCheck, type WorstGradient } from '../../core/telemetry/gradient-check.ts';
import { errorText, numberText } from '../charts/number-text.ts';
import { m } from '../language/generated/messages.js';

/** "gradients true to 3e−6", or the layer from which on they are wrong. */
export function verdictText(check: GradientCheck, nameOf: (node: string) => string): string {
  if (!check.finite) return m.gradients_overflow();
  const wrong = wrongFrom(check);
  if (wrong) return m.gradients_wrong({ layer: nameOf(wrong.node) });
  return check.largest === null ? m.gradients_unseen() : m.gradients_true({ error: errorText(check.largest) });
}

/** Where they are wrong, what stands there and what should, or why there are none; null if they are true. */
export function wrongText(check: GradientCheck, nameOf: (node: string) => string): string | null {
  if (!check.finite) return m.gradients_overflow_about();
  const wrong = wrongFrom(check);
  if (!wrong?.worst) return null;
  const { computed, expected } = wrong.worst;
  const place = placeText(wrong.worst);
  const layer = nameOf(wrong.node);
  return Number.isFinite(computed)
    ? m.gradients_worst({ layer, place, computed: numberText(computed), expected: numberText(expected) })
    : m.gradients_lost({ layer, place });
}

/** fc1.weight[3, 17]. */
export function placeText({ tensor, index }: WorstGradient): string {
  return index === null ? m.gradients_direction({ tensor }) : `${tensor}[${index.join(', ')}]`;
}
