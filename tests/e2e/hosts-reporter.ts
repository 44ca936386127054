import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { IN_BROWSER_ONLY, taggedForBrowser } from './hosts.ts';

/** Says where specs do not run, and why. */
export default class HostsReporter implements Reporter {
  readonly #withoutElectron: string | null;

  constructor({ withoutElectron }: { readonly withoutElectron: string | null }) {
    this.#withoutElectron = withoutElectron;
  }

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, all: Suite): void {
    for (const project of all.suites) console.log(`${project.title}: ${project.allTests().length} specs`);
    if (this.#withoutElectron) console.log(`electron: does not run. ${this.#withoutElectron}`);
    const counts = new Map<string, number>();
    for (const test of all.suites.find(({ title }) => title === 'browser')?.allTests() ?? []) {
      const file = test.location.file.split(/[/\\]/).at(-1)!;
      const why = taggedForBrowser.test(test.tags.join(' ')) ? test.annotations[0]?.description : IN_BROWSER_ONLY[file];
      if (why) counts.set(why, (counts.get(why) ?? 0) + 1);
    }
    if (counts.size > 0) console.log('In the browser only:');
    for (const [why, count] of counts) console.log(`  ${count} of ${why}`);
  }
}
