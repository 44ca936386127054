import { arch, release, type } from 'node:os';
import { app } from 'electron';
import type { ShellAbout, ShellAppearance } from './bridge.ts';
import { say } from './words.ts';

/** What this is made of, and runs on. */
export function about(): ShellAbout {
  const { electron = '', chrome = '', node } = process.versions;
  return { version: app.getVersion(), electron, chromium: chrome, node, system: `${type()} ${release()} ${arch()}` };
}

/** What the system's own panel about the app shows. Again, when another language is spoken. */
export function showInAboutPanel(language: ShellAppearance['language']): void {
  const { version, electron, chromium } = about();
  app.setAboutPanelOptions({
    applicationName: app.getName(),
    applicationVersion: version,
    version: `Electron ${electron}, Chromium ${chromium}`,
    credits: say(language, 'about_credits'),
  });
}
