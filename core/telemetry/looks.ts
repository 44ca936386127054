/** @file What someone looks at beside the recording, and what is seen. Nothing of it is computed unless someone looks. */
import type { DataLook, DataLookSpec } from './data-look.ts';
import type { Picture, PictureSpec } from './picture.ts';

export interface Looks {
  readonly picture: PictureSpec | null;
  readonly data: DataLookSpec | null;
  /** The step to look at, of those that the run has taken; null: the newest there is. */
  readonly step: number | null;
}

export const NOTHING_LOOKED_AT: Looks = { picture: null, data: null, step: null };

/** What is seen at the end of a step: gradients are those of its batch, weights those that it began with. */
export interface Look {
  readonly run: number;
  readonly step: number;
  readonly picture: Picture | null;
  readonly data: DataLook | null;
}
