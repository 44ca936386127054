/** @file Whether the gradients are true: the last check of them, and whether it is still of the network as it is. */
import type { Document } from '../../core/document/document.ts';
import { Refused, WorkerDied, type Answered, type Client } from '../../core/session/client.ts';
import type { Compile } from './compile.svelte.ts';
import type { Engine } from './engine.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { Training } from './training.svelte.ts';

/** What gradients depend on. */
interface Sources {
  readonly compile: Compile;
  readonly project: Project;
  readonly engine: Engine;
  readonly training: Training;
}

type Checked = Answered<'gradients_checked'>;

export class Gradients {
  readonly #client: Client;
  readonly #notices: Notices;
  readonly #sources: Sources;
  #checkedOf = $state.raw('');
  /** The check under way, if its answer is still wanted. */
  #current: symbol | null = null;

  busy = $state(false);
  /** Null before the first check. */
  checked = $state.raw<Checked | null>(null);

  /** The document as far as it matters here, and the kernels: undoing an edit makes a check valid again. */
  readonly #subject: string = $derived.by(() => subjectOf(this.#sources));
  /** The check is of another network than the one in work, or of weights that were drawn anew. */
  readonly stale: boolean = $derived.by(
    () => this.checked !== null && (this.#subject !== this.#checkedOf || this.#sources.training.step < this.checked.step),
  );

  constructor(client: Client, notices: Notices, sources: Sources) {
    this.#client = client;
    this.#notices = notices;
    this.#sources = sources;
  }

  /** Takes seconds; what goes on meanwhile goes on. */
  async check(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const current = (this.#current = Symbol());
    try {
      await this.#sources.compile.send(this.#sources.project.document);
      if (this.#current !== current) return;
      const subject = this.#subject;
      const checked = await this.#client.checkGradients();
      if (this.#current !== current) return;
      this.checked = checked;
      this.#checkedOf = subject;
    } catch (error) {
      if (error instanceof Refused) {
        if (this.#current === current) this.#notices.complain(error);
      } else if (!(error instanceof WorkerDied)) throw error; // a death is told by the client's own event
    } finally {
      if (this.#current === current) this.busy = false;
    }
  }

  /** Another document: neither the last check nor one under way is of it. */
  forget(): void {
    this.#current = null;
    this.busy = false;
    this.checked = null;
  }
}

function subjectOf({ project: { document }, engine }: Sources): string {
  const { nodes, edges, dataset, training }: Document = document;
  return JSON.stringify([
    nodes.map(({ id, layer, settings }) => [id, layer, settings]),
    edges,
    dataset,
    training.seed,
    engine.numerics,
    engine.threads,
  ]);
}
