/** @file Headless Chromium, which draws the windows: it is spoken to over a pipe, and ends with this process, whatever ends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

type Method = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;
type Listener<E extends keyof Protocol.Events> = (event: Protocol.Events[E]) => void;

interface Said {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: object;
  readonly result?: object;
  readonly error?: { readonly message: string };
}

/** A line to the browser, or to one page of it. */
export class Session {
  readonly #chromium: Chromium;
  readonly #id: string | undefined;
  readonly #events = new EventEmitter();

  constructor(chromium: Chromium, id?: string) {
    [this.#chromium, this.#id] = [chromium, id];
  }

  /** @throws Error when Chromium refuses, or is gone */
  send<M extends Method>(method: M, params?: Protocol.CommandParameters[M]): Promise<Protocol.CommandReturnValues[M]> {
    return this.#chromium.send(method, params ?? {}, this.#id) as Promise<Protocol.CommandReturnValues[M]>;
  }

  on<E extends keyof Protocol.Events>(event: E, listener: Listener<E>): void {
    this.#events.on(event, listener as (params: object) => void);
  }

  /** The next such event. */
  next<E extends keyof Protocol.Events>(event: E): Promise<Protocol.Events[E]> {
    return new Promise((told) => this.#events.once(event, told));
  }

  hear(event: string, params: object): void {
    this.#events.emit(event, params);
  }
}

/** What a browser does that an app does not: talk to its maker, restore, translate, ask to be the default, make pages of an address bar. */
const QUIET = [
  '--headless=new',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--disable-background-networking',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
  '--disable-breakpad',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-gpu',
  '--disable-hang-monitor',
  '--disable-ipc-flooding-protection',
  '--disable-popup-blocking',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--enable-features=SkipListAccountsWithoutGaiaCookies',
  '--disable-features=AimEnabled,PreconnectToSearch,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,Translate,PaintHolding,AimEnabled,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
];

export interface Launch {
  readonly program: string;
  /** Its own folder of profiles. */
  readonly folder: string;
  /** "--name" or "--name=value", of the app and of its command line. */
  readonly switches: readonly string[];
  /** The port of the proxy through which everything goes that a page asks for. */
  readonly proxy: number;
}

export class Chromium {
  readonly browser: Session = new Session(this);
  readonly process: ChildProcess;
  readonly #sessions = new Map<string, Session>();
  readonly #waiting = new Map<number, { resolve: (result: object) => void; reject: (error: Error) => void }>();
  #last = 0;
  #rest: Buffer[] = [];

  /** Its words on standard error are ours: the line that tells where its debugger listens is what Playwright waits for. */
  constructor({ program, folder, switches, proxy }: Launch) {
    const args = [
      ...QUIET,
      ...switches,
      '--remote-debugging-pipe',
      `--user-data-dir=${folder}`,
      `--proxy-server=http://127.0.0.1:${proxy}`,
      '--proxy-bypass-list=<-loopback>',
    ];
    this.process = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'] });
    this.process.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Chromium is gone.'));
      this.#waiting.clear();
    });
    const [, , , into, from] = this.process.stdio as unknown as [null, null, null, Writable, Readable];
    into.on('error', () => {}); // it is gone, which "exit" tells
    from.on('error', () => {});
    from.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  send(method: string, params: object, sessionId: string | undefined): Promise<object> {
    const into = this.process.stdio[3] as Writable;
    if (this.process.exitCode !== null || this.process.signalCode !== null) return Promise.reject(new Error('Chromium is gone.'));
    const id = ++this.#last;
    into.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  session(id: string): Session {
    const session = new Session(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  /** Writes what it keeps to the disk, and ends. */
  async close(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.browser.send('Browser.close').catch(() => {});
    const late = setTimeout(() => this.process.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(late);
  }

  #take(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...this.#rest, chunk.subarray(from, end)]).toString();
      this.#rest = [];
      from = end + 1;
      this.#hear(JSON.parse(text) as Said);
    }
    if (from < chunk.length) this.#rest.push(chunk.subarray(from));
  }

  #hear({ id, sessionId, method, params, result, error }: Said): void {
    if (id === undefined) return (sessionId ? this.#sessions.get(sessionId) : this.browser)?.hear(method!, params ?? {});
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result ?? {});
  }
}
