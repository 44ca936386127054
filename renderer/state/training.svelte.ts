/** @file The run as the buttons see it: what it is doing, how far it is, and the commands. */
import type { Finding } from '../../core/findings/finding.ts';
import { Refused, WorkerDied, type Client, type Pulse } from '../../core/session/client.ts';
import type { RunningChange, Status } from '../../core/session/protocol.ts';
import type { Notices } from './notices.svelte.ts';

export class Training {
  readonly #client: Client;
  readonly #notices: Notices;

  status = $state<Status>('idle');
  step = $state(0);
  /** No step has been taken; unlike the step it does not change while a run goes on, so that hundreds of blocks can ask it. */
  untaken = $state(true);
  epoch = $state(0);
  epochs = $state(0);
  totalSteps = $state(0);
  secondsLeft = $state<number | null>(null);
  stepsPerSecond = $state<number | null>(null);
  /** Every how many steps one is recorded; 1 is all of them. */
  recordedEvery = $state(1);
  /** The step of the last state that the run can go back to; null if none is kept. */
  lastGood = $state<number | null>(null);
  findings = $state.raw<readonly Finding[]>([]);
  /** How the worker answers. */
  pulse = $state<Pulse>('beating');
  /** The step whose weights are in the file; null if no file holds any. */
  savedStep = $state<number | null>(null);
  /** The weights came from another file than the document's, which does not hold them. */
  borrowed = $state(false);

  readonly running: boolean = $derived(this.status === 'running');
  /** How far the run is, from 0 to 1 by thousandths; null without an end. */
  readonly done: number | null = $derived(
    this.totalSteps > 0 ? Math.min(1, Math.floor((1000 * this.step) / this.totalSteps) / 1000) : null,
  );
  readonly started: boolean = $derived(this.status !== 'idle' || this.step > 0);

  constructor(client: Client, notices: Notices) {
    this.#client = client;
    this.#notices = notices;
    client.on((event) => {
      if (event.type === 'status') {
        this.status = event.status;
        this.step = event.step;
        this.untaken = event.step === 0;
        this.epoch = event.epoch;
        this.epochs = event.epochs;
        this.totalSteps = event.totalSteps;
        this.secondsLeft = event.secondsLeft;
        this.stepsPerSecond = event.stepsPerSecond;
        this.recordedEvery = event.recordedEvery;
        this.lastGood = event.lastGood;
      } else if (event.type === 'findings') this.findings = event.findings;
      else if (event.type === 'pulse') this.pulse = event.pulse;
      else if (event.type === 'died') this.pulse = 'beating';
      else if (event.type === 'lost') this.#rest();
      else if (event.type === 'restarted' && event.step === 0) this.#forget(); // a worker with nothing restored has no run to tell of
    });
  }

  /** Starts, or continues after a pause. */
  train = () => this.#command(this.#client.start());
  pause = () => this.#command(this.#client.pause());
  stepOnce = () => this.#command(this.#client.step());
  reset = () => this.#command(this.#client.reset());
  /** Goes back to `lastGood` and rests there. */
  rewind = () => this.#command(this.#client.rewind());
  /** Goes back to the state after a step and rests there. */
  goBack = (step: number) => this.#command(this.#client.goBack(step));

  /** A setting that may change while the run goes on. Before a run the document alone holds it. */
  change(change: RunningChange): void {
    if (this.started) void this.#command(this.#client.change(change));
  }

  /** Nothing runs any more; how far it had come is still to be seen. */
  #rest(): void {
    if (this.running) this.status = 'paused';
    this.secondsLeft = null;
    this.stepsPerSecond = null;
  }

  #forget(): void {
    this.status = 'idle';
    this.step = 0;
    this.untaken = true;
    this.epoch = 0;
    this.epochs = 0;
    this.totalSteps = 0;
    this.secondsLeft = null;
    this.stepsPerSecond = null;
    this.recordedEvery = 1;
    this.lastGood = null;
    this.findings = [];
  }

  /** Whether it was done. */
  async #command(answer: Promise<unknown>): Promise<boolean> {
    try {
      await answer;
      return true;
    } catch (error) {
      if (error instanceof Refused) this.#notices.complain(error);
      else if (!(error instanceof WorkerDied)) throw error; // a death is told by the client's own event
      return false;
    }
  }
}
