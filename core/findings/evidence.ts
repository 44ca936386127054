/** @file What a rule of the diagnosis measured, against which threshold, and since when it is so: the numbers behind a finding. */

/** What is measured, with its name and unit in both languages. */
export const MEASURES = {
  signal: { en: 'signal, first against last hidden layer', hi: 'signal, पहली hidden layer बनाम आख़िरी', unit: 'decades' },
  excess: { en: 'signal above healthy', hi: 'healthy से ऊपर signal', unit: 'decades' },
  loss: { en: 'loss against the best constant answer', hi: 'सबसे अच्छे constant जवाब के मुकाबले loss', unit: 'times' },
  gradient_norm: { en: 'norm of the gradient', hi: 'gradient का norm', unit: 'none' },
  non_finite: { en: 'numbers that are not finite', hi: 'numbers जो finite नहीं', unit: 'none' },
  identical: { en: 'units that are all the same', hi: 'units जो सब एक जैसे हैं', unit: 'percent' },
  dead: { en: 'dead units', hi: 'dead units', unit: 'percent' },
  saturated: { en: 'saturated outputs', hi: 'saturated outputs', unit: 'percent' },
  skill: { en: 'skill', hi: 'skill', unit: 'none' },
  train_accuracy: { en: 'training accuracy', hi: 'training accuracy', unit: 'percent' },
  update_ratio: { en: 'update relative to the weight', hi: 'weight के मुकाबले update', unit: 'none' },
  swing: { en: 'swing of the loss from look to look', hi: 'loss का उतार-चढ़ाव', unit: 'percent' },
  validation_rise: { en: 'validation loss against its lowest', hi: 'validation loss अपने सबसे कम मान के मुकाबले', unit: 'times' },
  progress: { en: 'fall of the loss over a fifth of the run', hi: 'run के पाँचवें हिस्से में loss की गिरावट', unit: 'percent' },
} as const satisfies Record<string, { readonly en: string; readonly hi: string; readonly unit: Unit }>;

/** Of percent the number is a fraction: 0.5 is 50 %. */
export type Unit = 'decades' | 'times' | 'percent' | 'none';

export type Measure = keyof typeof MEASURES;

export interface Evidence {
  readonly measure: Measure;
  readonly value: number;
  /** What `value` has crossed. */
  readonly threshold: number;
  /** Whether it was so at step 0, by design, or came about in training. */
  readonly onset: 'start' | 'acquired';
}
