/** @file What the statistics of the landscape are called, in the language of the page or the one that is asked for. */
import { m } from '../language/generated/messages.js';
import type { Language } from '../language/language.ts';
import type { View } from './landscape.svelte.ts';

type Message = (inputs?: object, options?: { locale?: Language }) => string;

export const VIEW_NAME: { readonly [V in View]: Message } = {
  signal: m.view_signal,
  signal_predicted: m.view_signal_predicted,
  signal_absolute: m.view_signal_absolute,
  signal_first: m.view_signal_first,
  gradient_norm: m.view_gradient_norm,
  gradient_mean: m.view_gradient_mean,
  gradient_max: m.view_gradient_max,
  update_ratio: m.view_update_ratio,
  weight_norm: m.view_weight_norm,
  dead: m.view_dead,
  saturated: m.view_saturated,
};
