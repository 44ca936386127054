/** @file `gradscape train`: a whole run, its result and its findings. */
import { dirname, resolve } from 'node:path';
import { NewFile } from '../disk/new-file.ts';
import type { Document } from '../document/document.ts';
import { mutedCodes } from '../document/muted.ts';
import type { Finding } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import type { Evaluation } from '../telemetry/frame.ts';
import { type Command, readArguments, SICK, wholeNumber } from './command.ts';
import { compileInput, movedTo, openInput, withData } from './open-input.ts';
import { hasError, printFindings } from './print-findings.ts';
import { printJson } from './report.ts';
import { startSession, threadsMost } from './start-session.ts';
import { INTERRUPTED, RunWatch, type Outcome } from './watch-run.ts';

/** What theory warns of before a run, which then shows whether it is so. */
const FORESEEN: ReadonlySet<string> = new Set(['vanishing_foreseen', 'exploding_foreseen']);

export const train: Command = {
  usage:
    'train FILE [--network NAME] [--weights MODEL] [--data SPEC] [--target COL] [--epochs N | --steps N] [--seed S] [--threads N] [--strict] [--revectorize] [--out MODEL] [--telemetry LOG.jsonl] [--json]',
  about: `Trains a network and says what came of it. SPEC is a CSV path, an IDX pair (images,labels), or a built-in name such as
      "spiral?noise=0.1" or digits. COL is the column to predict, by name or by number from 1. Ctrl+C stops early and keeps what was learnt.
      Findings of the run are told at the end, with what was measured and what to try. Exit 0 if all is well, 3 if an error stands that the
      network does not mute, 1 if the network has errors and is not trained, or if its numbers are lost and --out cannot be written, 2 for
      bad input, 130 after Ctrl+C.
      --strict computes the same bits on every machine; --revectorize lets V8 take two vectors as one, an experiment of its own that is
      faster on most processors, after a check that the kernels still compute what they should.`,
  async run(argv) {
    const { file, values } = readArguments('train', argv, {
      network: 'text',
      weights: 'text',
      data: 'text',
      target: 'text',
      epochs: 'text',
      steps: 'text',
      seed: 'text',
      threads: 'text',
      strict: 'flag',
      revectorize: 'flag',
      out: 'text',
      telemetry: 'text',
      json: 'flag',
    });
    const training = { epochs: wholeNumber('--epochs', values.epochs, 1), seed: wholeNumber('--seed', values.seed, 0) };
    const steps = wholeNumber('--steps', values.steps, 1);
    const threads = wholeNumber('--threads', values.threads, 1, threadsMost());
    const { strict, revectorize } = values;
    if (values.out !== undefined && !/\.safetensors$/i.test(values.out))
      throw new InputError('argument_invalid', { argument: '--out', got: `"${values.out}"`, expected: 'a .safetensors file' });
    const client = startSession({ threads, strict, revectorize });
    let model: NewFile | null = null;
    let log: NewFile | null = null;
    try {
      if (values.out !== undefined) model = await NewFile.begin(values.out);
      if (values.telemetry !== undefined) log = await NewFile.begin(values.telemetry);
      const input = await openInput(client, file, values);
      const given = withData(input, values.data, values.target);
      const named = values.out === undefined ? given : movedTo(dirname(resolve(values.out)), given);
      const document: Document = { ...named.document, training: { ...named.document.training, ...withoutGaps(training) } };
      const watch = new RunWatch(client, document, log);
      const compiled = await compileInput(client, document, named.folder, true);
      const before = [...input.findings, ...compiled.findings.filter(({ code }) => !FORESEEN.has(code))];
      const muted = mutedCodes(document);
      if (before.some(({ severity }) => severity === 'error')) {
        process.stdout.write(values.json ? printJson({ findings: before }) : printFindings(before));
        return 1;
      }

      const outcome = await watch.runToEnd(steps);
      await log?.finish();
      const lost = model !== null && outcome.status === 'failed';
      if (lost) process.stderr.write(`gradscape: ${values.out} is not written, for its numbers are lost.\n`);
      else if (model) {
        await model.write((await client.save(document)).bytes);
        await model.finish();
      }
      const ready = await client.ready;
      const findings = [...outcome.findings, ...before];
      const result = {
        ...resultOf(outcome),
        threads: outcome.header.threads,
        numerics: ready.numerics,
        revectorized: ready.revectorized,
        recorded_every: outcome.recordedEvery,
        findings,
        muted,
        history: historyOf(outcome),
      };
      process.stdout.write(values.json ? printJson(result) : print(document.name, result));
      if (outcome.interrupted) return INTERRUPTED;
      if (lost) return 1;
      return hasError(findings, muted) ? SICK : 0;
    } finally {
      client.close();
      await model?.discard();
      await log?.discard();
    }
  },
};

/** Without what was not given. */
function withoutGaps<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

interface Measured {
  readonly loss: number;
  readonly accuracy: number;
}

function measured({ loss, accuracy }: Measured = { loss: NaN, accuracy: NaN }): Measured {
  return { loss, accuracy };
}

function lastOn(evaluations: readonly Evaluation[], on: Evaluation['on']): Measured {
  return measured(evaluations.findLast((evaluation) => evaluation.on === on));
}

function resultOf({ status, step, epoch, seconds, evaluations, header }: Outcome) {
  const training = lastOn(evaluations, 'train');
  return {
    epochs: status === 'finished' ? epoch : epoch - 1,
    steps: step,
    train: training,
    validation: lastOn(evaluations, 'validation'),
    skill: 1 - training.loss / header.constantLoss,
    seconds,
  };
}

/** One entry for each epoch, and for a part of one at the end. */
function historyOf({ evaluations }: Outcome) {
  const bySteps = Map.groupBy(
    evaluations.filter(({ on }) => on !== 'probe'),
    ({ step }) => step,
  );
  return [...bySteps].map(([step, here]) => ({
    epoch: here[0]!.epoch,
    step,
    train: lastOn(here, 'train'),
    validation: lastOn(here, 'validation'),
  }));
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

interface Result extends ReturnType<typeof resultOf> {
  readonly numerics: string;
  readonly revectorized: boolean;
  readonly threads: number;
  readonly recorded_every: number;
  readonly findings: readonly Finding[];
  readonly muted: readonly string[];
}

function print(
  name: string,
  { epochs, steps, seconds, numerics, revectorized, threads, recorded_every, train: training, validation, skill, findings, muted }: Result,
): string {
  const line = (title: string, { loss, accuracy }: Measured) =>
    Number.isNaN(loss)
      ? ''
      : `${title}  loss ${loss.toPrecision(4)}${Number.isNaN(accuracy) ? '' : `  accuracy ${(100 * accuracy).toFixed(1)} %`}\n`;
  return [
    `${name}: ${counted(epochs, 'epoch')}, ${counted(steps, 'step')} in ${seconds.toPrecision(3)} s (${numerics} numerics${revectorized ? ' in 256-bit vectors' : ''}, ${counted(threads, 'thread')}${recorded_every > 1 ? `; one step in ${recorded_every} recorded` : ''})\n`,
    line('training  ', training),
    line('validation', validation),
    Number.isFinite(skill) ? `skill ${skill.toFixed(3)} (0 for the best constant answer, 1 for perfection)\n` : '',
    printFindings(findings, muted),
  ].join('');
}
