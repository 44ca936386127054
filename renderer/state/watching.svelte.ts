/** @file What the person looks at beside the recording, a layer in depth or the data, and what is seen of it. The worker computes nothing that nobody looks at. */
import { Refused, WorkerDied, type Client } from '../../core/session/client.ts';
import type { DataLook, DataLookSpec } from '../../core/telemetry/data-look.ts';
import type { Look } from '../../core/telemetry/looks.ts';
import type { Picture, PictureSpec } from '../../core/telemetry/picture.ts';
import type { Moment } from './moment.svelte.ts';

export class Watching {
  /** Of the step that is told beside it; null before there is any. */
  picture = $state.raw<{ readonly run: number; readonly step: number; readonly picture: Picture } | null>(null);
  data = $state.raw<{ readonly run: number; readonly step: number; readonly data: DataLook } | null>(null);
  /** Why what is looked at cannot be shown; null while it can. */
  problem = $state.raw<Refused | null>(null);
  readonly #client: Client;
  readonly #moment: Moment;
  #pictureSpec: PictureSpec | null = null;
  #dataSpec: DataLookSpec | null = null;
  #told = '';

  constructor(client: Client, moment: Moment) {
    this.#client = client;
    this.#moment = moment;
    client.on((event) => {
      if (event.type === 'look') this.#show(event.look);
      else if (event.type === 'restarted') {
        this.#told = '';
        this.tell();
      }
    });
  }

  /** A layer in depth; null when nobody looks any more. */
  lookAtPicture(spec: PictureSpec | null): void {
    this.#pictureSpec = spec;
    if (!spec) this.picture = null;
    this.tell();
  }

  lookAtData(spec: DataLookSpec | null): void {
    this.#dataSpec = spec;
    if (!spec) this.data = null;
    this.tell();
  }

  /** Tells the worker what is looked at, and at which moment, if it does not know. */
  tell(): void {
    const looks = { picture: this.#pictureSpec, data: this.#dataSpec, step: this.#moment.step };
    const told = JSON.stringify(looks);
    if (told === this.#told) return;
    this.#told = told;
    this.#client.watch(looks).then(
      () => (this.problem = null),
      (error: unknown) => {
        if (error instanceof Refused) this.problem = error;
        else if (!(error instanceof WorkerDied)) throw error; // a death is told by the client's own event
      },
    );
  }

  #show({ run, step, picture, data }: Look): void {
    if (picture) this.picture = { run, step, picture };
    if (data) this.data = { run, step, data };
    // A hidden page gets no frames; the worker must not wait for it.
    if (document.visibilityState === 'hidden') this.#client.looked();
    else requestAnimationFrame(() => this.#client.looked());
  }
}
