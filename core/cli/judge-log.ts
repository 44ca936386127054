/** @file The verdict over a log: what the diagnosis of the run itself would say, told the same things in the same order. */
import { Diagnosis } from '../diagnostics/diagnose.ts';
import { profile } from '../diagnostics/profile.ts';
import { readPieces } from '../disk/read-file.ts';
import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import { type LogEntry, readLog } from '../formats/telemetry-log.ts';
import { withOfferedFixes } from '../session/offered-fixes.ts';
import { FRAME_NUMBER, type RunHeader } from '../telemetry/frame.ts';

export interface Judged {
  /** The network that was trained, if the log has it. */
  readonly document: Document | null;
  /** With fixes that would change something in the document; without one, with all that fit the cause. */
  readonly findings: readonly Finding[];
  /** The last step. */
  readonly step: number;
  readonly planned_steps: number;
  /** Steps that the log has. */
  readonly recorded: number;
  /** Of the last evaluation on training rows; NaN without one. */
  readonly skill: number;
  /** The line in which the log breaks off, or null. */
  readonly cutAt: number | null;
}

/** Reads the file as a stream; twice if it does not say how many steps were planned. @throws InputError */
export async function judgeLog(file: string): Promise<Judged> {
  const judge = new Judge(await plannedSteps(file));
  for await (const entry of readLog(file, readPieces(file))) judge.hear(entry);
  return judge.verdict;
}

/** As the header says it, or a plan; of a log that leaves it open, the steps that it has. */
async function plannedSteps(file: string): Promise<number> {
  let last = NaN;
  for await (const entry of readLog(file, readPieces(file))) {
    if (entry.type === 'run') {
      const planned = entry.header.stepsPerEpoch * entry.header.epochs;
      if (planned > 0) return planned;
    }
    if (entry.type === 'plan') return entry.steps;
    if (entry.type === 'step') last = entry.numbers[FRAME_NUMBER.step]!;
  }
  return last;
}

class Judge {
  #plannedSteps: number;
  #header: RunHeader | null = null;
  #document: Document | null = null;
  #diagnosis: Diagnosis | null = null;
  #step = 0;
  #recorded = 0;
  #trainLoss = NaN;
  #cutAt: number | null = null;

  constructor(plannedSteps: number) {
    this.#plannedSteps = plannedSteps;
  }

  /** The first entry of a log is its run. */
  hear(entry: LogEntry): void {
    switch (entry.type) {
      case 'run':
        this.#header = { ...entry.header, ...(entry.profiles ?? profile(entry.header.rows)) };
        this.#document = entry.document;
        this.#diagnosis = new Diagnosis(this.#header);
        this.#diagnosis.plannedSteps = this.#plannedSteps;
        break;
      case 'plan':
        this.#plannedSteps = entry.steps;
        this.#diagnosis!.plannedSteps = entry.steps;
        break;
      case 'step':
        this.#step = entry.numbers[FRAME_NUMBER.step]!;
        this.#recorded += 1;
        if (entry.lost) this.#diagnosis!.observeLost(entry.numbers, entry.report, entry.lost);
        else this.#diagnosis!.observe(entry.numbers, entry.report);
        break;
      case 'evaluation':
        if (entry.evaluation.on === 'train') this.#trainLoss = entry.evaluation.loss;
        this.#diagnosis!.observeEvaluation(entry.evaluation);
        break;
      case 'change':
        break; // each step says what it was taken with
      case 'cut':
        this.#cutAt = entry.line;
        break;
      default:
        entry satisfies never;
    }
  }

  get verdict(): Judged {
    const { findings } = this.#diagnosis!;
    return {
      document: this.#document,
      findings: this.#document ? withOfferedFixes(this.#document, findings) : findings,
      step: this.#step,
      planned_steps: this.#plannedSteps,
      recorded: this.#recorded,
      skill: 1 - this.#trainLoss / this.#header!.constantLoss,
      cutAt: this.#cutAt,
    };
  }
}
