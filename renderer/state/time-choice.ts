/** @file Which part of a run is looked at, as a person chose it: it means other steps as the run goes on. */

export type Span =
  | { readonly kind: 'whole' }
  /** The newest so many steps. */
  | { readonly kind: 'last'; readonly steps: number }
  | { readonly kind: 'stretch'; readonly first: number; readonly last: number };

export interface TimeChoice {
  readonly axis: 'linear' | 'log';
  readonly span: Span;
}

/** Steps from `first` to `last`. */
interface Steps {
  readonly first: number;
  readonly last: number;
}

export const WHOLE: TimeChoice = { axis: 'linear', span: { kind: 'whole' } };

/** What of the steps that there are is seen. */
export function stepsOf({ axis, span }: TimeChoice, extent: Steps): Steps & Pick<TimeChoice, 'axis'> {
  switch (span.kind) {
    case 'whole':
      return { axis, ...extent };
    case 'last':
      return { axis, first: Math.max(extent.first, extent.last + 1 - span.steps), last: extent.last };
    case 'stretch': {
      const last = Math.min(span.last, extent.last);
      // of a run that is not as long there is nothing to see
      return span.first >= last ? { axis, ...extent } : { axis, first: Math.max(extent.first, span.first), last };
    }
    default:
      return span satisfies never;
  }
}

/** What a person means who has gone to a window: one that ends with the newest step goes on with it. */
export function choiceOf(window: Steps & Pick<TimeChoice, 'axis'>, extent: Steps): TimeChoice {
  const { axis, first, last } = window;
  const begins = first <= extent.first + SAME;
  const ends = last >= extent.last - SAME;
  if (begins && ends) return { axis, span: { kind: 'whole' } };
  if (ends) return { axis, span: { kind: 'last', steps: Math.max(1, Math.round(extent.last + 1 - first)) } };
  return { axis, span: { kind: 'stretch', first, last } };
}

/** Windows come of gestures and are not of whole steps. */
const SAME = 0.5;
