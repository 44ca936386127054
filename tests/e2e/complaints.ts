/** @file What pages complain of during a spec: an error on the console, an exception, a request that failed or that went to another place. */
import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

export class Complaints {
  readonly #all: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly #address: string;

  /** @param address where the app is, and everything that its pages ask for */
  constructor(address: string) {
    this.#address = address;
  }

  get all(): readonly string[] {
    return this.#all.filter((complaint) => !this.#expected.some((pattern) => pattern.test(complaint)));
  }

  /** From now on, of every page of it. */
  watch(context: BrowserContext): void {
    context.on('console', this.#atConsole); // the policy's violations, and the workers, speak here as well
    context.on('weberror', (error) => this.#all.push(`exception: ${error.error().message}`));
    context.on('request', (request) => {
      const own = request.url().startsWith(this.#address) || /^(blob|data):/.test(request.url());
      if (!own) this.#all.push(`request to another place: ${request.url()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.#all.push(`answer ${response.status()}: ${response.url()}`);
    });
    context.on('page', (page) => this.#watchPage(page));
    for (const page of context.pages()) this.#watchPage(page);
  }

  /** What was expected is not complained of, also where the browser says it a moment later. */
  forget(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  readonly #atConsole = (message: ConsoleMessage): void => {
    const { url, lineNumber, columnNumber } = message.location();
    if (message.type() === 'error') this.#all.push(`console: ${message.text()} (${url}:${lineNumber + 1}:${columnNumber + 1})`);
  };

  #watchPage(page: Page): void {
    page.on('crash', () => this.#all.push('the page crashed'));
  }
}
