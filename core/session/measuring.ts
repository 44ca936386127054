/** @file Measures forecasts, one at a time and of the document compiled last, piece by piece whenever no message waits: nobody waits for it. */
import type { Data } from '../datasets/table.ts';
import { InputError } from '../findings/input-error.ts';
import type { Measurement } from './protocol.ts';
import { documentFindings } from './document-findings.ts';
import type { Engine } from './engine.ts';
import { measureForecast } from './measure-forecast.ts';
import type { Schedule } from './schedule.ts';
import type { Trainable } from './workshop.ts';

type Measured = Measurement['measured'];

export class Measuring {
  readonly #schedule: Schedule;
  readonly #tell: (measurement: Measurement) => void;
  readonly #crashed: (error: unknown) => void;
  #work: Generator<void, Measured> | null = null;

  constructor(schedule: Schedule, tell: (measurement: Measurement) => void, crashed: (error: unknown) => void) {
    this.#schedule = schedule;
    this.#tell = tell;
    this.#crashed = crashed;
  }

  /** In the place of what is being measured. */
  begin(compiled: Trainable, data: Data, engine: Engine): void {
    const { plan, training, forecast } = compiled;
    const work = measureForecast(plan, data, engine, training.seed, forecast!.anchor);
    this.#work = work;
    const finish = (measured: Measured) => {
      this.#work = null;
      this.#tell({ measured, findings: documentFindings(compiled, measured) });
    };
    const piece = () => {
      if (this.#work !== work) return;
      try {
        const { done, value } = work.next();
        if (done) finish(value);
        else this.#schedule(piece);
      } catch (error) {
        // no memory for it: theory is all there is
        if (error instanceof InputError) finish(plan.rows.map(() => null));
        else this.#crashed(error);
      }
    };
    this.#schedule(piece);
  }

  /** What is being measured is of no use any more. */
  end(): void {
    this.#work = null;
  }
}
