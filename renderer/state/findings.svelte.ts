/** @file All that is found, in one place: by the compiler, by theory and by the run, and apart from it what the person muted. */
import { isMutable, mutedCodes } from '../../core/document/muted.ts';
import type { Finding, Severity } from '../../core/findings/finding.ts';
import { MESSAGES, type FindingCode } from '../../core/findings/messages.ts';
import { rankedBy, type Compile } from './compile.svelte.ts';
import type { Moment } from './moment.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { Telemetry } from './telemetry.svelte.ts';
import type { Training } from './training.svelte.ts';

interface Sources {
  readonly project: Project;
  readonly compile: Compile;
  readonly training: Training;
  readonly telemetry: Telemetry;
  readonly moment: Moment;
}

/** What a run has shown says more than what was foreseen of it. */
const FORESEEN: Readonly<Record<string, readonly string[]>> = {
  vanishing_foreseen: ['gradient_vanishing', 'gradient_attenuated', 'gradient_collapsed', 'converged'],
  exploding_foreseen: ['gradient_exploding', 'gradient_amplified', 'non_finite', 'converged'],
};

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export class Findings {
  readonly #sources: Sources;

  /** The codes that the document mutes, as far as this version knows them; there need be no such finding now. */
  readonly mutedCodes: readonly FindingCode[] = $derived.by(() =>
    mutedCodes(this.#sources.project.document).filter((code): code is FindingCode => Object.hasOwn(MESSAGES, code)),
  );
  /** Of the document as it stands and of the run, in one list; nothing that is muted. */
  readonly heard: readonly Finding[] = $derived.by(() => this.#with(this.#sources.training.findings));
  /** The same, as it stood at the moment that is shown. */
  readonly shown: readonly Finding[] = $derived.by(() => {
    const { moment, telemetry } = this.#sources;
    return moment.step === null ? this.heard : this.#with(telemetry.findings.at(moment.step));
  });
  readonly standing: readonly Finding[] = $derived(this.shown.filter(({ ended }) => ended === undefined));
  readonly ended: readonly Finding[] = $derived(this.shown.filter(({ ended }) => ended !== undefined));
  /** Those of each block that stand, the gravest first. */
  readonly allOfNode: ReadonlyMap<string, readonly Finding[]> = $derived(
    rankedBy(this.standing, ({ where }) => (where.edge === undefined ? where.node : undefined)),
  );
  /** The gravest of each block that stands. */
  readonly ofNode: ReadonlyMap<string, Finding> = $derived(new Map([...this.allOfNode].map(([node, [gravest]]) => [node, gravest!])));

  /** The one that was last gone to. */
  #reached: Finding | null = null;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  #with(ofRun: readonly Finding[]): readonly Finding[] {
    const { project, compile } = this.#sources;
    // that an empty canvas has no input and no loss is no mistake yet
    if (project.document.nodes.length === 0) return [];
    const muted: ReadonlySet<string> = new Set(this.mutedCodes);
    const shown = new Set<string>(ofRun.map(({ code }) => code));
    const cameTrue = ({ code }: Finding) => FORESEEN[code]?.some((run) => shown.has(run)) ?? false;
    return [...compile.dataFindings, ...compile.findings.filter((finding) => !cameTrue(finding)), ...ofRun].filter(
      (finding) => !muted.has(finding.code) || !isMutable(finding),
    );
  }

  /** Goes from the one that was last gone to to the next that stands, or to the one before: the gravest first, round and round. */
  reach(direction: 1 | -1): Finding | null {
    const walk = SEVERITIES.flatMap((severity) => this.standing.filter((finding) => finding.severity === severity));
    const last = walk.findIndex(({ code, where }) => code === this.#reached?.code && where.node === this.#reached.where.node);
    const next = last === -1 ? (direction === 1 ? 0 : walk.length - 1) : (last + direction + walk.length) % walk.length;
    this.#reached = walk[next] ?? null;
    return this.#reached;
  }

  mute(code: FindingCode, muted: boolean): void {
    this.#sources.project.edit({ edit: 'mute', code, muted });
  }
}
