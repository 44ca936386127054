/** @file The questions that the app asks about files, of which each has a dialog of its own. */
import { Question } from './question.svelte.ts';

/** What becomes of changes that are in no file, before another network takes the place of theirs. */
export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

/** Weights without a drawing that are those of the open network: they can be put into it, or a network be proposed from their names. */
export type WeightsAnswer = 'load' | 'open' | 'cancel';

/** A file is to be saved that someone else has written since. */
export type ChangedAnswer = 'overwrite' | 'save_as' | 'reload' | 'cancel';

export class Questions {
  readonly unsaved = new Question<null, UnsavedAnswer>('cancel');
  /** Of several networks in a file, the one that is wanted; null for none. */
  readonly network = new Question<{ readonly file: string; readonly names: readonly string[] }, string | null>(null);
  readonly changed = new Question<{ readonly file: string }, ChangedAnswer>('cancel');
  readonly weights = new Question<{ readonly file: string }, WeightsAnswer>('cancel');

  /** One of them waits for its answer. */
  get open(): boolean {
    return this.unsaved.open || this.network.open || this.changed.open || this.weights.open;
  }
}
