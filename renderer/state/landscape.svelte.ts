/** @file How the gradient landscape is looked at: which statistic, against what, and which part of the run; remembered on this machine. */
import { WHOLE, type TimeChoice } from './time-choice.ts';

/** The signal, by what it is compared with; then the other statistics of a layer. */
export const SIGNAL_VIEWS = ['signal', 'signal_predicted', 'signal_absolute', 'signal_first'] as const;
export const VIEWS = [
  ...SIGNAL_VIEWS,
  'gradient_norm',
  'gradient_mean',
  'gradient_max',
  'update_ratio',
  'weight_norm',
  'dead',
  'saturated',
] as const;
export type SignalView = (typeof SIGNAL_VIEWS)[number];
export type View = (typeof VIEWS)[number];

export function isSignal(view: View): view is SignalView {
  return SIGNAL_VIEWS.some((signal) => signal === view);
}

/** How many of the newest steps can be chosen. */
export const LAST_STEPS = [100, 200, 400, 1000, 2000] as const;
const USUAL_STEPS = 400;

const STORED = 'gradscape.landscape';

interface Remembered {
  readonly view: View;
  readonly time: TimeChoice;
  readonly lastSteps: number;
}

function remembered(): Remembered {
  const usual: Remembered = { view: 'signal', time: WHOLE, lastSteps: USUAL_STEPS };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    const { view, axis, last, lastSteps } = stored as Record<string, unknown>;
    const steps = Number.isInteger(lastSteps) && (lastSteps as number) > 0 ? (lastSteps as number) : usual.lastSteps;
    return {
      view: VIEWS.find((known) => known === view) ?? usual.view,
      time: { axis: axis === 'log' ? 'log' : 'linear', span: last === true ? { kind: 'last', steps } : { kind: 'whole' } },
      lastSteps: steps,
    };
  } catch {
    return usual; // storage is switched off, or holds something foreign
  }
}

export class LandscapeLook {
  #view = $state<View>('signal');
  #signal = $state<SignalView>('signal');
  #time = $state.raw<TimeChoice>(WHOLE);
  #lastSteps = $state(USUAL_STEPS);
  /** The landscape, while it is there: how it goes to a part of the run, and zooms in (below 1) and out around what is looked at. */
  go: { readonly to: (choice: TimeChoice) => void; readonly zoom: (factor: number) => void } | null = null;

  constructor() {
    const { view, time, lastSteps } = remembered();
    this.#view = view;
    if (isSignal(view)) this.#signal = view;
    this.#time = time;
    this.#lastSteps = lastSteps;
  }

  get view(): View {
    return this.#view;
  }

  set view(view: View) {
    this.#view = view;
    if (isSignal(view)) this.#signal = view;
    this.#remember();
  }

  /** The signal as it was last compared. */
  get signal(): SignalView {
    return this.#signal;
  }

  get time(): TimeChoice {
    return this.#time;
  }

  set time(time: TimeChoice) {
    this.#time = time;
    if (time.span.kind === 'last') this.#lastSteps = time.span.steps;
    this.#remember();
  }

  /** How many the newest steps are, when they are chosen. */
  get lastSteps(): number {
    return this.#lastSteps;
  }

  #remember(): void {
    try {
      // a stretch is of one run alone
      const { axis, span } = this.#time;
      localStorage.setItem(STORED, JSON.stringify({ view: this.#view, axis, last: span.kind === 'last', lastSteps: this.#lastSteps }));
    } catch {
      // storage is switched off: remembered until the page closes
    }
  }
}
