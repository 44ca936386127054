/** @file A document with everything the compiler and theory say of it. */
import { compile } from '../compiler/compile.ts';
import type { DataFacts } from '../compiler/data-facts.ts';
import { resolveTraining, type Training } from '../compiler/training.ts';
import type { Data } from '../datasets/table.ts';
import { withRepairs } from '../repairs/repairs-for.ts';
import { profile } from '../diagnostics/profile.ts';
import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import type { Outline } from '../plan/outline.ts';
import type { Plan } from '../plan/plan.ts';
import type { Engine } from './engine.ts';
import { memoryExceeded, memoryOf } from './memory.ts';
import type { Forecast } from './protocol.ts';
import type { RunSettings } from '../telemetry/run-settings.ts';

export interface Compiled {
  readonly document: Document;
  readonly plan: Plan | null;
  readonly outline: Outline;
  readonly findings: readonly Finding[];
  readonly training: Training;
  readonly forecast: Forecast | null;
  /** Bytes that training takes; null without a plan. */
  readonly memory: number | null;
}

/** For the threads of `engine`, and for `data`, of which `facts` is the form. */
export function compileDocument(
  document: Document,
  facts: DataFacts | null,
  engine: Engine | null = null,
  data: Data | null = null,
): Compiled {
  const findings: Finding[] = [];
  const { plan: compiled, outline } = compile(document, facts, findings);
  const exceeded = compiled && memoryExceeded(compiled, engine, data);
  if (exceeded) findings.push(exceeded);
  const plan = exceeded ? null : compiled;
  const forecast = plan && { rows: plan.rows, ...profile(plan.rows) };
  return {
    document,
    plan,
    outline,
    findings: withRepairs(document, findings, facts),
    training: resolveTraining(document, []),
    forecast,
    memory: plan && memoryOf(plan, engine, data),
  };
}

export function firstError(findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ severity }) => severity === 'error');
}

/** What of the training settings may change while a run goes on. */
export function runSettings({ optimizer, batch_size, epochs, clip_grad_norm }: Training): RunSettings {
  return { lr: optimizer.lr, batch_size, epochs, clip_grad_norm };
}

/** The document as it would be saved with other running settings. */
export function withRunSettings(document: Document, settings: Partial<RunSettings>): Document {
  const { lr, ...rest } = settings;
  const { optimizer } = resolveTraining(document, []);
  return { ...document, training: { ...document.training, ...rest, ...(lr === undefined ? {} : { optimizer: { ...optimizer, lr } }) } };
}

/** The settings of `after` that differ from those of `before`. */
export function changedSettings(before: RunSettings, after: RunSettings): Partial<RunSettings> {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name as keyof RunSettings] !== value));
}
