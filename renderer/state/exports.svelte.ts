/** @file What a run can be taken out of the window as: pictures of the landscape and of the curves, and its recording as text. */
import { csvLines, recordingLines } from '../../core/telemetry/export.ts';
import type { Recording } from '../../core/telemetry/recording.ts';
import type { Host } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import { fileKind, fileNameFor, type PictureFile } from './file-kinds.ts';
import { ended, gathered } from './gathered.ts';
import type { Notices } from './notices.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { SettingChanges } from './setting-changes.svelte.ts';
import type { Telemetry } from './telemetry.svelte.ts';
import type { Runs } from './runs.svelte.ts';
import type { Training } from './training.svelte.ts';

export const EXPORTS = ['landscape_png', 'landscape_svg', 'curves_png', 'curves_svg', 'recording_jsonl', 'recording_csv'] as const;
export type Export = (typeof EXPORTS)[number];

/** Who can draw what it shows as a picture; null if there is nothing to see. */
export type Draw = (kind: PictureFile) => Promise<Blob | null>;

interface Parts {
  readonly host: Host;
  readonly notices: Notices;
  readonly project: Project;
  readonly telemetry: Telemetry;
  readonly training: Training;
  readonly changes: SettingChanges;
  readonly runs: Runs;
}

export class Exports {
  readonly #parts: Parts;
  /** The landscape and the curves, while they are in the window. */
  landscape = $state.raw<Draw | null>(null);
  curves = $state.raw<Draw | null>(null);
  /** What is being written; it takes a while of a long run with many layers. */
  busy = $state<Export | null>(null);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Why there is nothing to export, in a sentence; null if there is. */
  lack(what: Export): string | null {
    const { telemetry } = this.#parts;
    void telemetry.revision;
    if (!telemetry.recording || telemetry.recording.count === 0) return m.export_nothing();
    if (this.busy !== null) return m.export_busy();
    const drawer = { landscape: this.landscape, curves: this.curves, recording: true }[placeOf(what)];
    return drawer ? null : m.export_folded();
  }

  async save(what: Export): Promise<void> {
    if (this.lack(what) !== null) return;
    const { host, notices, project } = this.#parts;
    const kind = kindOf(what);
    const name = fileNameFor(`${project.title} ${NAME[placeOf(what)]()}`, kind);
    this.busy = what;
    try {
      await host.saveFile(null, name, fileKind(kind), async () => {
        const contents = await this.#contents(what);
        if (!contents) throw new Error(m.export_nothing());
        return contents;
      });
    } catch (error) {
      notices.complain(error);
    } finally {
      this.busy = null;
    }
  }

  #contents(what: Export): Promise<Blob | null> {
    switch (what) {
      case 'landscape_png':
        return this.landscape!('png');
      case 'landscape_svg':
        return this.landscape!('svg');
      case 'curves_png':
        return this.curves!('png');
      case 'curves_svg':
        return this.curves!('svg');
      case 'recording_jsonl':
        return this.#text((recording) => this.#log(recording));
      case 'recording_csv':
        return this.#text(csvLines);
      default:
        return what satisfies never;
    }
  }

  /** What the run that the window shows is called. */
  get runName(): string {
    const { runs, telemetry } = this.#parts;
    const entry = runs.entryOf(runs.current);
    return entry ? runs.nameOf(entry) : m.run_name({ number: telemetry.recording?.header.run ?? 1 });
  }

  #log(recording: Recording): Iterable<string> {
    const { runs, training, changes } = this.#parts;
    // as the run began; what was changed since, its lines say
    const document = runs.entryOf(runs.current)?.document ?? null;
    return recordingLines(recording, { document, steps: training.totalSteps, changes: changes.made });
  }

  /** Begun again if columns merge meanwhile, which they do ever more rarely. */
  async #text(lines: (recording: Recording) => Iterable<string>): Promise<Blob | null> {
    for (;;) {
      const { recording } = this.#parts.telemetry;
      if (!recording) return null;
      const { stride } = recording;
      const text = await gathered(ended(lines(recording)), () => recording.stride !== stride);
      if (text) return text;
    }
  }
}

const NAME: Readonly<Record<'landscape' | 'curves' | 'recording', () => string>> = {
  landscape: m.export_name_landscape,
  curves: m.export_name_curves,
  recording: m.export_name_recording,
};

type Split<T extends string> = T extends `${infer Place}_${infer Kind}` ? readonly [Place, Kind] : never;

function placeOf(what: Export): Split<Export>[0] {
  return what.slice(0, what.indexOf('_')) as Split<Export>[0];
}

function kindOf(what: Export): Split<Export>[1] {
  return what.slice(what.indexOf('_') + 1) as Split<Export>[1];
}
