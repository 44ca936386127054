/** @file What someone looks at beside the recording, and the steps that are told slowly. */
import { InputError } from '../findings/input-error.ts';
import { NOTHING_LOOKED_AT, type Looks } from '../telemetry/looks.ts';
import type { Walk } from '../telemetry/walk.ts';

export class Looking {
  looks: Looks = NOTHING_LOOKED_AT;

  watch(looks: Looks): void {
    this.looks = looks;
  }

  /** The page is ready for the next look. */
  looked(): void {}

  /** @throws InputError not_trained */
  walk(_step: number): Walk {
    throw new InputError('not_trained', {});
  }
}
