/** @file How the person wants curves drawn, remembered on this machine. */
import { SMOOTHINGS, type Smoothing } from '../charts/smoothing.ts';
import { CURVE_VIEWS, type CurveChoice, type CurveView } from './curve-views.ts';

export const SCALES = ['linear', 'log'] as const;
export type Scale = (typeof SCALES)[number];

const STORED = 'gradscape.curves';

interface Kept {
  readonly smoothing: Smoothing;
  readonly scales: Readonly<Record<CurveView, Scale>>;
}

/** Norms span decades; a loss is usually read as it is, and a fraction always. */
const USUAL: Kept = { smoothing: 'auto', scales: { loss: 'linear', accuracy: 'linear', norm: 'log', learning_rate: 'linear' } };

function remembered(): Kept {
  try {
    const { smoothing, scales } = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Record<keyof Kept, unknown>>;
    const scaleOf = (view: CurveView) =>
      SCALES.find((known) => known === (scales as Partial<Record<CurveView, unknown>> | undefined)?.[view]) ?? USUAL.scales[view];
    return {
      smoothing: SMOOTHINGS.find((known) => known === smoothing) ?? USUAL.smoothing,
      scales: Object.fromEntries(CURVE_VIEWS.map((view) => [view, scaleOf(view)])) as Record<CurveView, Scale>,
    };
  } catch {
    return USUAL; // storage is switched off, or holds something foreign
  }
}

export class CurveOptions {
  #kept = $state.raw<Kept>(remembered());

  get smoothing(): Smoothing {
    return this.#kept.smoothing;
  }

  set smoothing(smoothing: Smoothing) {
    this.#keep({ ...this.#kept, smoothing });
  }

  scaleOf(view: CurveView): Scale {
    return this.#kept.scales[view];
  }

  setScale(view: CurveView, scale: Scale): void {
    this.#keep({ ...this.#kept, scales: { ...this.#kept.scales, [view]: scale } });
  }

  /** With what is known of the run. */
  choice({ within = null, changes, clip }: Omit<CurveChoice, 'smoothing' | 'within'> & Partial<Pick<CurveChoice, 'within'>>): CurveChoice {
    return { smoothing: this.smoothing, within, changes, clip };
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    try {
      localStorage.setItem(STORED, JSON.stringify(kept));
    } catch {
      // storage is switched off: remembered until the page closes
    }
  }
}
