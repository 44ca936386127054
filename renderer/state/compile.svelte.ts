/** @file What the compiler says of the document in work. At most one document is on its way to the worker; the latest waits. */
import type { Document } from '../../core/document/document.ts';
import type { Finding } from '../../core/findings/finding.ts';
import { finding } from '../../core/findings/messages.ts';
import type { EdgeOutline, NodeOutline, Outline } from '../../core/plan/outline.ts';
import { WorkerDied, type Answered, type Client } from '../../core/session/client.ts';
import type { DataSummary, Forecast, GivenFile, Reason } from '../../core/session/protocol.ts';
import { forecastByNode, sameForecast, type ForecastHeat, type Measured } from './forecast-heat.ts';
import { keepUnchanged } from './unchanged.ts';

/** Data that take less than so many milliseconds are there before anybody asks. */
const LATE = 100;
/** A measurement is there within so many milliseconds, mostly: what theory says and what a batch shows are then drawn at once. */
const PATIENCE = 40;

export class Compile {
  readonly #client: Client;
  /** Until nothing waits any more; null while nothing is on its way. */
  #sending: Promise<void> | null = null;
  #waiting: Document | null = null;
  #sent: Document | null = null;
  /** The forecast that waits to be measured. */
  #unmeasured: { readonly forecast: Forecast; readonly timer: ReturnType<typeof setTimeout> } | null = null;

  outline = $state.raw<Outline | null>(null);
  findings = $state.raw<readonly Finding[]>([]);
  trainable = $state(false);
  /** Bytes that training takes, the data among them; null while the network does not compile. */
  memory = $state<number | null>(null);
  /** The data of the document in work are on their way: `data` are still those before. */
  loading = $state(false);
  /** What theory says of the gradient before a run; null while the network does not compile. */
  forecast = $state.raw<Forecast | null>(null);
  /** The same, measured: a batch has gone through the fresh weights and back. Null until it has. */
  measured = $state.raw<Measured | null>(null);
  data = $state.raw<DataSummary | null>(null);
  dataProblem = $state.raw<Reason | null>(null);
  missingFiles = $state.raw<readonly string[]>([]);

  /** Why there are no data, in the list beside the findings of the network. */
  readonly dataFindings: readonly Finding[] = $derived(dataFindings(this.dataProblem, this.missingFiles));
  // of an outline of which only one of the two has changed, the other stays
  readonly #nodes = $derived(this.outline?.nodes);
  readonly #edges = $derived(this.outline?.edges);
  readonly nodes: ReadonlyMap<string, NodeOutline> = $derived(new Map(this.#nodes?.map((node) => [node.node, node])));
  readonly edges: ReadonlyMap<string, EdgeOutline> = $derived(new Map(this.#edges?.map((edge) => [edge.edge, edge])));
  readonly forecastOfNode: ReadonlyMap<string, ForecastHeat> = $derived(forecastByNode(this.forecast, this.measured));
  /** The gravest finding of each wire. */
  readonly findingOfEdge: ReadonlyMap<string, Finding> = $derived(
    new Map([...rankedBy(this.findings, ({ where }) => where.edge)].map(([edge, [gravest]]) => [edge, gravest!])),
  );

  constructor(client: Client) {
    this.#client = client;
    client.on((event) => {
      if (event.type === 'measured') {
        this.#foresee(this.#unmeasured?.forecast ?? this.forecast, event.measured);
        this.findings = keepUnchanged(this.findings, event.findings);
      } else if (event.type === 'data') {
        this.data = event.data;
        this.dataProblem = event.problem;
        this.missingFiles = event.missing;
      }
    });
  }

  /** The document that the worker has heard of last; null while another is on its way. */
  get settled(): Document | null {
    return this.#sending ? null : this.#sent;
  }

  /** Resolves when the worker has heard of it. */
  send(document: Document): Promise<void> {
    if (document !== this.#sent) this.#waiting = document;
    else if (this.#waiting !== document) this.#waiting = null; // a change that was taken back before it was sent
    return this.#sendWaiting();
  }

  /** Another document takes the place of the one before: nothing that was said of that one is shown meanwhile. */
  begin(document: Document): void {
    this.outline = null;
    this.findings = [];
    this.trainable = false;
    this.memory = null;
    this.#foresee(null, null);
    this.#sent = null;
    void this.send(document);
  }

  /** Sends the document once more: the worker is another one, or has other files. */
  resend(): void {
    this.#waiting ??= this.#sent;
    void this.#sendWaiting();
  }

  /** Files that the data set names. */
  async give(files: readonly GivenFile[]): Promise<void> {
    await this.#client.files(files);
    this.resend();
  }

  #sendWaiting(): Promise<void> {
    return (this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
      if (this.#waiting) void this.#sendWaiting();
    }));
  }

  async #sendAll(): Promise<void> {
    try {
      while (this.#waiting) {
        const document = this.#waiting;
        this.#waiting = null;
        const otherData = JSON.stringify(document.dataset) !== JSON.stringify(this.#sent?.dataset);
        const late = setTimeout(() => (this.loading = otherData), LATE);
        this.#sent = document;
        try {
          this.#take(await this.#client.edit(document));
        } finally {
          clearTimeout(late);
          this.loading = false;
        }
      }
    } catch (error) {
      // The client starts another worker and sends it the document; anything else is ours.
      if (!(error instanceof WorkerDied)) throw error;
    }
  }

  #take(compiled: Answered<'compiled'>): void {
    this.outline = keepUnchanged(this.outline, compiled.outline);
    this.findings = keepUnchanged(this.findings, compiled.findings);
    this.trainable = compiled.trainable;
    this.memory = compiled.memory;
    this.#awaitMeasurement(compiled);
  }

  #awaitMeasurement({ forecast, measuring }: Answered<'compiled'>): void {
    if (!forecast || !this.forecast || !measuring) {
      // of a network that has not changed, what was measured still holds
      this.#foresee(forecast, sameForecast(this.forecast, forecast) ? this.measured : null);
      return;
    }
    clearTimeout(this.#unmeasured?.timer);
    const measured = sameForecast(this.forecast, forecast) ? this.measured : null;
    this.#unmeasured = { forecast, timer: setTimeout(() => this.#foresee(forecast, measured), PATIENCE) };
  }

  #foresee(forecast: Forecast | null, measured: Measured | null): void {
    clearTimeout(this.#unmeasured?.timer);
    this.#unmeasured = null;
    this.forecast = forecast;
    this.measured = measured;
  }
}

function dataFindings(problem: Reason | null, missing: readonly string[]): Finding[] {
  const where = { setting: 'dataset' };
  return problem ? [finding(problem.code, where, problem.numbers)] : missing.map((data) => finding('data_file_missing', where, { data }));
}

const GRAVITY = { error: 2, warning: 1, info: 0 } as const;

/** The findings of each place, the gravest first; as they came where they are equally grave. */
export function rankedBy(
  findings: readonly Finding[],
  key: (finding: Finding) => string | undefined,
): ReadonlyMap<string, readonly Finding[]> {
  const ranked = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = key(finding);
    if (place !== undefined) ranked.set(place, [...(ranked.get(place) ?? []), finding]);
  }
  for (const those of ranked.values()) those.sort((a, b) => GRAVITY[b.severity] - GRAVITY[a.severity]);
  return ranked;
}
