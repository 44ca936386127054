/** @file What the code around a network says about its training, as it is come across. */
import type { Doubt, Span } from './source.ts';
import type { Class, LayerModule, Module, Output, Special, Value } from './value.ts';

/** A loss that is taken of something. */
export interface LossTaken {
  readonly loss: LayerModule | Special | Doubt;
  /** Null if it is not known what of. */
  readonly of: Output | null;
  readonly span: Span;
}

export interface Seen {
  /** Modules that were made outside of others, in order, with the name that they were first given. */
  readonly made: Map<Module, { name: string | null; readonly span: Span }>;
  /** Classes whose network could not be made, and why. */
  readonly failed: { readonly of: Class; readonly doubt: Doubt; readonly span: Span; name: string | null }[];
  readonly classes: Class[];
  readonly instantiated: Set<Class>;
  /** Classes of which networks have parts. */
  readonly parts: Set<Class>;
  readonly losses: LossTaken[];
  /** What losses came to, by the doubts that stand for them; where something was added or multiplied, where that was. */
  readonly lossValues: Map<Doubt, Span | null>;
  /** Losses that are made, whether or not something is given to them. */
  readonly criteria: { readonly loss: LayerModule | Special | Doubt; readonly span: Span }[];
  /** Losses that the text calls anywhere, whether or not that is followed. */
  readonly mentioned: { readonly loss: LayerModule | Special; readonly span: Span }[];
  readonly optimizers: {
    readonly name: string;
    readonly given: ReadonlyMap<string, Value>;
    readonly of: readonly Value[];
    readonly span: Span;
  }[];
  /** Of clip_grad_norm_. */
  readonly clips: { readonly norm: Value; readonly span: Span }[];
  readonly seeds: { readonly seed: Value; readonly span: Span }[];
  readonly batchSizes: { readonly size: Value; readonly span: Span }[];
  /** Settings of the command line by their names, as they are by themselves. */
  readonly settings: Map<string, Value>;
  readonly epochs: { readonly count: number; readonly span: Span }[];
  /** What would change training and is passed over: schedules, penalties, initialisations that blocks do not have. */
  readonly passedOver: {
    readonly what: 'init' | 'weights' | 'schedule' | 'optimizer' | 'clip' | 'dropout' | 'evaluation' | 'groups' | 'loss';
    readonly span: Span;
    readonly construct: string;
  }[];
  /** Functions that were called. */
  readonly called: Set<unknown>;
  /** How many steps of training were come across: a loop in which there was one is not followed again. */
  trained: number;
}

export function nothingSeen(): Seen {
  return {
    made: new Map(),
    failed: [],
    classes: [],
    instantiated: new Set(),
    parts: new Set(),
    settings: new Map(),
    losses: [],
    lossValues: new Map(),
    criteria: [],
    mentioned: [],
    optimizers: [],
    clips: [],
    seeds: [],
    batchSizes: [],
    epochs: [],
    passedOver: [],
    called: new Set(),
    trained: 0,
  };
}
