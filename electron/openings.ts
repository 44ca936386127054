/** @file What the app is to open: as it was started, as it is started once more, as the system says. It waits until there can be windows. */
import type { App } from 'electron';
import { readLaunch, type Launch } from './launch.ts';
import type { Windows } from './windows.ts';

type Shown = Pick<Windows, 'give' | 'open' | 'show' | 'last'>;

export class Openings {
  /** Null until there can be windows. */
  #windows: Shown | null = null;
  /** What came before. */
  readonly #files: string[];

  constructor(app: Pick<App, 'on'>, { files }: Launch) {
    this.#files = [...files];
    // a Mac hands over files before the app is ready, and while it runs
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.#open({ files: [path], newWindow: false });
    });
    app.on('second-instance', (_event, _argv, _folder, said) => this.#open(readLaunch(said)));
    // on a Mac the app may run without a window
    app.on('activate', () => this.#windows?.last ?? this.#windows?.open());
  }

  begin(windows: Shown): void {
    this.#windows = windows;
    this.#open({ files: this.#files.splice(0), newWindow: true });
  }

  #open({ files, newWindow }: Launch): void {
    if (!this.#windows) this.#files.push(...files);
    else if (files.length > 0) this.#windows.give(files);
    else if (newWindow) this.#windows.open();
    else this.#windows.show();
  }
}
