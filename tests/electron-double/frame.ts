import type { WebFrameMain } from 'electron';
import { appAddress } from './addresses.ts';
import { missing } from './loud.ts';
import { here } from './packing.ts';
import type { WebContents } from './web-contents.ts';
import { FROM_NODE } from './worlds.ts';

let last = 0;

/** A frame of a page, as long as it is there. */
export class Frame implements Pick<WebFrameMain, 'url' | 'origin' | 'routingId' | 'detached' | 'send' | 'executeJavaScript'> {
  /** As the browser names it. */
  id: string;
  readonly routingId = ++last;
  readonly parent: Frame | null;
  readonly frames: Frame[] = [];
  detached = false;
  /** As the app knows it. */
  url = 'about:blank';
  /** The world of its preload script, and the page's own; null before they are made. */
  world: number | null = null;
  page: number | null = null;
  readonly #contents: WebContents;

  constructor(contents: WebContents, id: string, parent: Frame | null) {
    [this.#contents, this.id, this.parent] = [contents, id, parent];
  }

  /** @param address as the browser knows it */
  navigated(address: string): void {
    this.url = appAddress(address);
  }

  get top(): Frame {
    return this.parent?.top ?? this;
  }

  get origin(): string {
    const { protocol, host } = new URL(this.url);
    return host === '' ? 'null' : `${protocol}//${host}`;
  }

  get name(): string {
    return '';
  }

  /** What is said before there is anybody to hear it is lost. */
  send(channel: string, ...values: unknown[]): void {
    this.#call(this.world, 'told', channel, here.pack(values)).catch(() => {});
  }

  answer(world: number, id: number, packed: string, why: string | null): void {
    this.#call(world, 'answered', id, packed, why).catch(() => {}); // the page may have gone meanwhile
  }

  /** Runs in the page's own world. */
  async executeJavaScript(code: string): Promise<unknown> {
    if (this.page === null) throw new Error('The frame has no page.');
    const { result, exceptionDetails } = await this.#contents.line.send('Runtime.evaluate', {
      expression: code,
      contextId: this.page,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }

  /** A message from this frame, as one that has been taken over would send it. */
  async speak(kind: 'invoke' | 'send', channel: string, ...values: unknown[]): Promise<unknown> {
    const { result, exceptionDetails } = await this.#call(this.world, 'speak', kind, channel, here.pack(values));
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }

  /** Where a file of the page is on the disk; empty if it is not. */
  async pathOfFile(world: number, index: number): Promise<string> {
    const { line } = this.#contents;
    const { result } = await line.send('Runtime.evaluate', { expression: `${FROM_NODE}.file(${index})`, contextId: world });
    if (!result.objectId) return '';
    return (await line.send('DOM.getFileInfo', { objectId: result.objectId })).path;
  }

  #call(world: number | null, verb: string, ...values: readonly (string | number | null)[]) {
    if (world === null) return Promise.reject(new Error('Nobody listens in the frame.'));
    return this.#contents.line.send('Runtime.callFunctionOn', {
      functionDeclaration: `function (verb, ...values) { return ${FROM_NODE}[verb](...values); }`,
      executionContextId: world,
      arguments: [verb, ...values].map((value) => ({ value })),
      awaitPromise: verb === 'speak',
      returnByValue: true,
    });
  }
}
Object.setPrototypeOf(Frame.prototype, missing());
