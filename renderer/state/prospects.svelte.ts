/** @file What theory says of the network in work after each fix, before anybody makes it: asked when a fix is looked at, and kept. */
import { apply } from '../../core/document/edits.ts';
import type { Fix } from '../../core/findings/fixes.ts';
import { repairEdit } from '../../core/repairs/index.ts';
import { WorkerDied, type Client } from '../../core/session/client.ts';
import type { Forecast } from '../../core/session/protocol.ts';
import type { Project } from './project.svelte.ts';

export class Prospects {
  readonly #client: Client;
  readonly #project: Project;
  /** What was asked, of the network `#of` alone. */
  readonly #asked = new Set<string>();
  #of = '';
  #forecasts = $state.raw<ReadonlyMap<string, Forecast>>(new Map());

  constructor(client: Client, project: Project) {
    this.#client = client;
    this.#project = project;
  }

  /** Null before `ask` has been answered, and for a fix that leaves the blocks as they are: theory knows nothing else. */
  after(fix: Fix): Forecast | null {
    return this.#forecasts.get(this.#keyOf(fix)) ?? null;
  }

  async ask(fix: Fix): Promise<void> {
    const { document, trained } = this.#project;
    if (this.#of !== trained) this.#forget(trained);
    const key = this.#keyOf(fix);
    const edit = this.#asked.has(key) ? null : repairEdit(document, fix);
    if (!edit) return;
    this.#asked.add(key);
    const repaired = apply(document, edit).document;
    if (repaired.nodes === document.nodes && repaired.edges === document.edges) return;
    try {
      const { forecast } = await this.#client.forecast(repaired);
      if (forecast && this.#of === trained) this.#forecasts = new Map(this.#forecasts).set(key, forecast);
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      this.#asked.delete(key);
    }
  }

  #forget(trained: string): void {
    this.#of = trained;
    this.#asked.clear();
    if (this.#forecasts.size > 0) this.#forecasts = new Map();
  }

  #keyOf({ code, numbers }: Fix): string {
    return `${this.#project.trained} ${code} ${JSON.stringify(numbers)}`;
  }
}
