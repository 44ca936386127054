/** @file What the person looks at beside the recording, a layer in depth or the data, and what is seen of it. The worker computes nothing that nobody looks at. */
import { Refused, WorkerDied, type Client } from '../../core/session/client.ts';
import type { DataLook, DataLookSpec } from '../../core/telemetry/data-look.ts';
import type { Look } from '../../core/telemetry/looks.ts';
import type { Picture, PictureSpec } from '../../core/telemetry/picture.ts';
import type { Compile } from './compile.svelte.ts';
import type { Moment } from './moment.svelte.ts';
import type { Telemetry } from './telemetry.svelte.ts';

interface Sources {
  readonly client: Client;
  readonly compile: Compile;
  readonly telemetry: Telemetry;
  readonly moment: Moment;
}

/** Seen at a step of a run; at none of run 0, which is the network that a run would begin with. */
interface Seen {
  readonly run: number;
  readonly step: number;
}

export class Watching {
  /** Why what is looked at cannot be shown; null while it can. */
  problem = $state.raw<Refused | null>(null);
  readonly #sources: Sources;
  #picture = $state.raw<(Seen & { readonly picture: Picture }) | null>(null);
  #data = $state.raw<(Seen & { readonly data: DataLook }) | null>(null);
  #pictureSpec: PictureSpec | null = null;
  #dataSpec: DataLookSpec | null = null;
  #told = '';

  constructor(sources: Sources) {
    this.#sources = sources;
    sources.moment.onchange(() => this.#tell());
    sources.client.on((event) => {
      if (event.type === 'look') this.#show(event.look);
      else if (event.type === 'not_seen') this.problem = new Refused(event.reason);
      else if (event.type === 'restarted') this.#tellAgain();
    });
  }

  /** The last that was seen, of the step that is told beside it; null where what is looked at now cannot be shown. */
  get picture(): (Seen & { readonly picture: Picture }) | null {
    return this.problem ? null : this.#picture;
  }

  get data(): (Seen & { readonly data: DataLook }) | null {
    return this.problem ? null : this.#data;
  }

  /** Whether it is of the network and the run that the window shows. */
  isOfNow({ run }: Seen): boolean {
    const { telemetry, compile } = this.#sources;
    const shown = telemetry.ofNow;
    return shown ? run === shown.header.run : run === 0 && compile.trainable;
  }

  /** A layer in depth; null when nobody looks any more. */
  lookAtPicture(spec: PictureSpec | null): void {
    this.#pictureSpec = spec;
    if (!spec) this.#picture = null;
    this.#tell();
  }

  lookAtData(spec: DataLookSpec | null): void {
    this.#dataSpec = spec;
    if (!spec) this.#data = null;
    this.#tell();
  }

  /** Another document has been opened: what was seen of the one before is looked at anew. */
  forget(): void {
    this.#picture = null;
    this.#data = null;
    this.#tellAgain();
  }

  #tellAgain(): void {
    this.#told = '';
    this.#tell();
  }

  /** Tells the worker what is looked at, and at which moment, if it does not know. */
  #tell(): void {
    const looks = { picture: this.#pictureSpec, data: this.#dataSpec, step: this.#sources.moment.step };
    const told = JSON.stringify(looks);
    if (told === this.#told) return;
    this.#told = told;
    this.#sources.client.watch(looks).then(
      () => (this.problem = null),
      (error: unknown) => {
        if (error instanceof Refused) this.problem = error;
        else if (!(error instanceof WorkerDied)) throw error; // a death is told by the client's own event
      },
    );
  }

  #show({ run, step, picture, data }: Look): void {
    this.problem = null;
    if (picture) this.#picture = { run, step, picture };
    if (data) this.#data = { run, step, data };
    const { client } = this.#sources;
    // A hidden page gets no frames; the worker must not wait for it.
    if (document.visibilityState === 'hidden') client.looked();
    else requestAnimationFrame(() => client.looked());
  }
}
