/**
 * @file What the lines of a log say, one after the other. The least that the rules can judge is a line of type "run" with `rows`
 * (log-row.ts), lines of type "step" with `step` and `loss`, and in their `rows` the statistics that are known, such as `signal`;
 * what is left out was not computed.
 */
import type { Document } from '../document/document.ts';
import { parseDocument } from '../document/parse-document.ts';
import { InputError } from '../findings/input-error.ts';
import { OPERANDS } from '../plan/operands.ts';
import type { Role, Row } from '../plan/plan.ts';
import { SCALAR, SCALARS, STATISTIC, STATISTICS, reportLength, rowStart } from '../plan/report.ts';
import type { KernelName } from '../plan/step.ts';
import { LOG_FORMAT, LOG_VERSION } from '../telemetry/export.ts';
import { FRAME_NUMBER, FRAME_NUMBERS, type Evaluation, type RunHeader } from '../telemetry/frame.ts';
import type { LostNumber } from '../telemetry/lost-number.ts';
import type { RunSettings, SettingChange } from '../telemetry/run-settings.ts';
import { LogFields, type LinePlace } from './log-fields.ts';
import { readRow } from './log-row.ts';

/** What theory says of the rows. */
type Profiles = Pick<RunHeader, 'healthy' | 'predicted' | 'anchor'>;

export type LogLine =
  | {
      readonly type: 'run';
      readonly header: Omit<RunHeader, keyof Profiles>;
      /** Null of a log that leaves theory to its reader. */
      readonly profiles: Profiles | null;
      /** The network that was trained; null of a log from elsewhere. */
      readonly document: Document | null;
    }
  /** From here on so many steps are meant to be taken in all. */
  | { readonly type: 'plan'; readonly steps: number }
  | {
      readonly type: 'step';
      /** FRAME_NUMBERS. */
      readonly numbers: Float64Array;
      /** See plan/report.ts. */
      readonly report: Float32Array;
      readonly lost: LostNumber | null;
    }
  | { readonly type: 'evaluation'; readonly evaluation: Evaluation }
  | { readonly type: 'change'; readonly change: SettingChange };

const OF_A_RUN: Readonly<Record<keyof RunHeader | 'type' | 'format' | 'version' | 'document', true>> = {
  type: true,
  format: true,
  version: true,
  document: true,
  run: true,
  rows: true,
  task: true,
  constantLoss: true,
  stepsPerEpoch: true,
  epochs: true,
  classes: true,
  trainRows: true,
  validationRows: true,
  threads: true,
  parameters: true,
  continues: true,
  healthy: true,
  predicted: true,
  anchor: true,
};

const OF_A_STEP = ['type', ...FRAME_NUMBERS, ...SCALARS, 'rows', 'lost', 'from', 'min', 'max'];
const OF_AN_EVALUATION = ['type', 'step', 'epoch', 'on', 'loss', 'accuracy'];
const OF_A_CHANGE = ['type', 'step', 'from', 'to'];
const SETTINGS: Readonly<Record<keyof RunSettings, true>> = { lr: true, clip_grad_norm: true, batch_size: true, epochs: true };

const ROLES: Readonly<Record<Role, true>> = {
  input: true,
  target: true,
  parameter: true,
  buffer: true,
  activation: true,
  saved: true,
  gradient: true,
  parameter_gradient: true,
  moment: true,
  scratch: true,
  report: true,
};

/** Reads the lines of one log in their order. */
export class LogLines {
  readonly #file: string;
  #rows: readonly Row[] | null = null;
  #lastStep = 0;

  /** `file` names it in a refusal. */
  constructor(file: string) {
    this.#file = file;
  }

  /** `value` is the JSON of line `line`. @throws InputError log_foreign, log_newer, log_second_run, log_step_back and those of LogFields */
  read(line: number, value: unknown): LogLine {
    const place = { file: this.#file, line };
    if (!this.#rows) return this.#run(place, value);
    const fields = new LogFields(place, '', value);
    const type = fields.oneOf('type', ['step', 'evaluation', 'change', 'plan', 'run']);
    switch (type) {
      case 'step':
        return this.#step(place, fields, this.#rows.length);
      case 'evaluation':
        fields.allow(OF_AN_EVALUATION);
        return { type, evaluation: readEvaluation(fields) };
      case 'change':
        fields.allow(OF_A_CHANGE);
        return {
          type,
          change: { step: fields.whole('step', 0), from: readSettings(fields.object('from')), to: readSettings(fields.object('to')) },
        };
      case 'plan':
        fields.allow(['type', 'steps']);
        return { type, steps: fields.whole('steps', 1) };
      case 'run':
        throw new InputError('log_second_run', { ...place });
      default:
        return type satisfies never;
    }
  }

  #run(place: LinePlace, value: unknown): LogLine {
    if (!isOurs(value)) throw new InputError('log_foreign', { file: this.#file });
    const fields = new LogFields(place, '', value);
    const version = fields.whole('version', 1, LOG_VERSION);
    if (version > LOG_VERSION) throw new InputError('log_newer', { file: this.#file, got: version, expected: LOG_VERSION });
    fields.allow(Object.keys(OF_A_RUN));
    const rows: Row[] = [];
    for (const row of fields.objects('rows')) rows.push(readRow(row, rows));
    this.#rows = rows;
    return {
      type: 'run',
      header: {
        run: fields.whole('run', 0, 1),
        rows,
        task: fields.oneOf('task', ['classification', 'binary', 'regression'], 'classification'),
        constantLoss: fields.number('constantLoss', NaN),
        stepsPerEpoch: fields.number('stepsPerEpoch', NaN),
        epochs: fields.number('epochs', NaN),
        classes: fields.number('classes', NaN),
        trainRows: fields.number('trainRows', NaN),
        validationRows: fields.number('validationRows', NaN),
        threads: fields.number('threads', NaN),
        parameters: fields.number('parameters', NaN),
      },
      profiles: fields.has('healthy') ? readProfiles(fields, rows.length) : null,
      document: fields.tells('document') ? this.#document(place, fields.plain('document')) : null,
    };
  }

  #document({ file, line }: LinePlace, values: Readonly<Record<string, unknown>>): Document {
    return parseDocument(`${file}, line ${line}, document`, JSON.stringify(values));
  }

  #step(place: LinePlace, fields: LogFields, rows: number): LogLine {
    fields.allow(OF_A_STEP);
    const step = fields.whole('step', 1);
    if (step <= this.#lastStep) throw new InputError('log_step_back', { ...place, got: step, before: this.#lastStep });
    this.#lastStep = step;

    const numbers = new Float64Array(FRAME_NUMBERS.length);
    for (const name of FRAME_NUMBERS) numbers[FRAME_NUMBER[name]] = fields.number(name, NaN);
    const report = new Float32Array(reportLength(rows)).fill(NaN);
    for (const name of SCALARS) report[SCALAR[name]] = name === 'loss' ? fields.number(name) : fields.number(name, NaN);
    if (fields.has('rows')) readStatistics(fields.object('rows'), rows, report);
    for (const extreme of ['min', 'max']) if (fields.has(extreme)) checkExtreme(fields.object(extreme), rows);
    if (fields.has('from')) fields.whole('from', 1);
    if (!fields.has('non_finite')) countNonFinite(rows, report);
    return { type: 'step', numbers, report, lost: fields.tells('lost') ? readLost(fields.object('lost')) : null };
  }
}

function isOurs(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { type, format } = value as Record<string, unknown>;
  return type === 'run' && format === LOG_FORMAT;
}

function readProfiles(fields: LogFields, rows: number): Profiles {
  const told = (name: string) => fields.numbers(name, rows).map((value) => (Number.isNaN(value) ? null : value));
  return { healthy: told('healthy'), predicted: told('predicted'), anchor: fields.index('anchor', rows) };
}

function readEvaluation(fields: LogFields): Evaluation {
  return {
    step: fields.whole('step', 0),
    epoch: fields.number('epoch', NaN),
    on: fields.oneOf('on', ['train', 'validation', 'probe']),
    loss: fields.number('loss'),
    accuracy: fields.number('accuracy', NaN),
  };
}

function readStatistics(fields: LogFields, rows: number, report: Float32Array): void {
  fields.allow(STATISTICS);
  for (const name of STATISTICS) {
    if (!fields.has(name)) continue;
    fields.numbers(name, rows).forEach((value, row) => (report[rowStart(row) + STATISTIC[name]] = value));
  }
}

/** Lowest and highest of the steps before this one are for other readers: the rules judge steps as they were. */
function checkExtreme(fields: LogFields, rows: number): void {
  fields.allow([...SCALARS, 'rows']);
  for (const name of SCALARS) fields.number(name, NaN);
  if (fields.has('rows')) readStatistics(fields.object('rows'), rows, new Float32Array(reportLength(rows)));
}

function readSettings(fields: LogFields): RunSettings {
  fields.allow(Object.keys(SETTINGS));
  return {
    lr: fields.number('lr'),
    clip_grad_norm: fields.tells('clip_grad_norm') ? fields.number('clip_grad_norm') : null,
    batch_size: fields.whole('batch_size', 1),
    epochs: fields.whole('epochs', 1),
  };
}

/** Of a log that leaves the counting to its reader: what it tells as not finite. */
function countNonFinite(rows: number, report: Float32Array): void {
  const isLost = (value: number | undefined) => value === Infinity || value === -Infinity;
  let all = isLost(report[SCALAR.loss]) || isLost(report[SCALAR.gradient_norm]) ? 1 : 0;
  for (let row = 0; row < rows; row++) {
    const start = rowStart(row);
    const at = start + STATISTIC.non_finite;
    if (Number.isNaN(report[at])) report[at] = STATISTICS.filter((name) => isLost(report[start + STATISTIC[name]])).length;
    all += report[at]!;
  }
  report[SCALAR.non_finite] = all;
}

function readLost(fields: LogFields): LostNumber {
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return {
    list: fields.oneOf('list', ['forward', 'backward', 'update']),
    kernel: fields.oneOf('kernel', Object.keys(OPERANDS) as KernelName[]),
    tensor: fields.text('tensor'),
    role: fields.oneOf('role', Object.keys(ROLES) as Role[]),
    node: fields.tells('node') ? fields.text('node') : null,
    sample: orNull(fields.number('sample')),
    index: fields.number('index'),
    count: fields.number('count'),
  };
}
