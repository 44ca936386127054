/** @file The settings that were changed while the run went on, by step: marks of the landscape, and the clip line of the curves. */
import type { Client } from '../../core/session/client.ts';
import type { SettingChange } from '../../core/telemetry/run-settings.ts';

export class SettingChanges {
  /** Of the recorded run and of what it goes on from. */
  made = $state.raw<readonly SettingChange[]>([]);
  #run = -1;

  constructor(client: Client) {
    client.on((event) => {
      if (event.type === 'run') {
        const { run, continues } = event.header;
        this.made = continues?.run === this.#run ? this.made.filter(({ step }) => step <= continues.step) : [];
        this.#run = run;
      } else if (event.type === 'changed' && event.run === this.#run) this.made = [...this.made, event.change];
    });
  }

  /** Those of a run that has been taken up. */
  show(run: number, made: readonly SettingChange[]): void {
    this.#run = run;
    this.made = made;
  }
}
