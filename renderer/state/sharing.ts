/** @file The network for others: as a file of another program, or as a picture. The document stays in its own file. */
import type { Finding } from '../../core/findings/finding.ts';
import type { Client } from '../../core/session/client.ts';
import type { ExportFormat } from '../../core/session/protocol.ts';
import type { Host } from '../host/host.ts';
import { m } from '../language/generated/messages.js';
import type { Compile } from './compile.svelte.ts';
import { fileKind, fileNameFor, type PictureFile } from './file-kinds.ts';
import { sentenceOf } from './finding-words.ts';
import type { Notices } from './notices.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { View } from './view.ts';

interface Parts {
  readonly host: Host;
  readonly client: Client;
  readonly notices: Notices;
  readonly project: Project;
  readonly compile: Compile;
  /** Weights that were brought back may still be on their way. */
  readonly keeping: { readonly weights: Promise<void> };
  /** The canvas, once it is there. */
  readonly view: View | null;
}

/** Milliseconds: a worker that is busy with a large step has not said by then whether a network can be written, and a place is asked for. */
const UNDECIDED = 2_000;

const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Sharing {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Why the network cannot be written for another program, in a sentence; null if nothing is known to be in the way. */
  lack(): string | null {
    const { compile, project } = this.#parts;
    if (project.document.nodes.length === 0) return m.export_empty();
    const error = compile.findings.find(({ severity }) => severity === 'error');
    return error ? sentenceOf(error) : null;
  }

  /** What the other program has no way to say is said before a place is asked for. */
  async exportAs(format: ExportFormat): Promise<void> {
    const { client, host, keeping, notices, project } = this.#parts;
    try {
      const { document, place } = project;
      const modelFile = place?.kind === 'model' ? place.name : null;
      await Promise.race([client.checkExport(document, format), after(UNDECIDED)]);
      let findings: readonly Finding[] = [];
      const saved = await host.saveFile(null, fileNameFor(project.title, format), fileKind(format), async () => {
        await keeping.weights;
        const exported = await client.export(document, format, modelFile);
        findings = exported.findings;
        return exported.bytes;
      });
      if (!saved) return;
      if (findings.length > 0) notices.report(m.exported_but({ file: saved.name }), findings.map(sentenceOf));
      else notices.inform(m.exported({ file: saved.name }));
    } catch (error) {
      notices.complain(error);
    }
  }

  /** A picture of the network, for papers and slides; it is no saved file of it. */
  async savePicture(kind: PictureFile): Promise<void> {
    const { view, host, project, notices } = this.#parts;
    if (!view) return;
    try {
      await host.saveFile(null, fileNameFor(project.title, kind), fileKind(kind), () => view.picture(kind));
    } catch (error) {
      notices.complain(error);
    }
  }
}
