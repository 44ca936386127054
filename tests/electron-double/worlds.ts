/**
 * @file What runs in the page: the preload script in a world of its own, which shares nothing with the page but the document, and the page's side
 * of what the preload exposes. The functions here go into the page by their text: they use nothing from outside of themselves.
 */
import type { ContextBridge, IpcRenderer, WebUtils } from 'electron';
import { packing, type Packing } from './packing.ts';

/** The name of the preload's world. */
export const WORLD = 'Electron Isolated Context';
/** How that world speaks to this process, and how it hears from it. */
export const TO_NODE = 'gradscapeDoubleToNode';
export const FROM_NODE = 'gradscapeDoubleFromNode';

/** Which message it is: "invoke 12 channel", and what it brings, packed. */
export type Kind = 'invoke' | 'send' | 'window-open' | 'key';

interface Crossing {
  /** Puts a value of here into the other world, under a name of its global object. */
  expose(name: string, value: unknown): void;
}

type Ask = (kind: 'call' | 'settle' | 'expose', ...brought: unknown[]) => unknown;

/**
 * One side of what crosses between the worlds: values are copied, functions and promises stay where they are and are called from there.
 * @param name of the event by which it is spoken to
 */
function crossing(name: string, other: string): Crossing {
  type Described =
    | { readonly is: 'value'; readonly value: unknown }
    | { readonly is: 'function' | 'promise'; readonly id: number }
    | { readonly is: 'error'; readonly message: string }
    | { readonly is: 'array'; values: readonly Described[] }
    | { readonly is: 'object'; members: readonly (readonly [string, Described])[] };
  type Answer = { readonly ok: true; readonly value: Described } | { readonly ok: false; readonly message: string };

  const functions = new Map<number, (...values: unknown[]) => unknown>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  const { defineProperty, freeze } = Object;
  const kindOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1);
  let last = 0;
  let answer: Answer | null = null;

  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

  /** @param known what was met on the way, for a value may be in itself */
  const describe = (value: unknown, known = new Map<object, Described>(), depth = 0): Described => {
    if (typeof value === 'symbol') throw new TypeError('A symbol cannot cross the context bridge.');
    if (typeof value === 'function') {
      functions.set(++last, value as () => unknown);
      return { is: 'function', id: last };
    }
    if (typeof value !== 'object' || value === null) return { is: 'value', value };
    if (value instanceof Promise) {
      const id = ++last;
      value.then(
        (settled: unknown) => ask('settle', id, true, describe(settled)),
        (error: unknown) => ask('settle', id, false, { is: 'error', message: messageOf(error) }),
      );
      return { is: 'promise', id };
    }
    if (value instanceof Error) return { is: 'error', message: value.message };
    if (!Array.isArray(value) && kindOf(value) !== 'Object') return { is: 'value', value };
    const met = known.get(value);
    if (met) return met;
    if (depth > 1000)
      throw new TypeError('Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.');
    const inside = (each: unknown) => describe(each, known, depth + 1);
    if (Array.isArray(value)) {
      const array: Described & { is: 'array' } = { is: 'array', values: [] };
      known.set(value, array);
      array.values = Array.from(value, inside); // what a list leaves out is undefined over there
      return array;
    }
    const object: Described & { is: 'object' } = { is: 'object', members: [] };
    known.set(value, object);
    object.members = Object.entries(value).map(([key, each]) => [key, inside(each)] as const);
    return object;
  };

  const build = (described: Described, built = new Map<Described, unknown>()): unknown => {
    if (built.has(described)) return built.get(described);
    switch (described.is) {
      case 'value':
        return described.value;
      case 'error':
        return new Error(described.message);
      case 'array': {
        const made: unknown[] = [];
        built.set(described, made);
        for (const each of described.values) made.push(build(each, built));
        return made;
      }
      case 'object': {
        const made = {};
        built.set(described, made);
        for (const [key, each] of described.members)
          defineProperty(made, key, { value: build(each, built), writable: true, enumerable: true, configurable: true });
        return made;
      }
      case 'function': {
        const { id } = described;
        return (...values: unknown[]) =>
          ask(
            'call',
            id,
            values.map((value) => describe(value)),
          );
      }
      case 'promise':
        return new Promise((resolve, reject) => promises.set(described.id, { resolve, reject }));
      default:
        return described satisfies never;
    }
  };

  /** Events are told at once, so the answer is there when the telling is over. */
  const ask: Ask = (kind, ...brought) => {
    answer = null;
    document.dispatchEvent(new CustomEvent(other, { detail: [kind, ...brought] }));
    const got = answer as Answer | null;
    if (kind !== 'call') return undefined;
    if (!got) throw new Error('The other world does not answer.');
    if (!got.ok) throw new Error(got.message);
    return build(got.value);
  };

  const frozen = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    for (const each of Object.values(value)) frozen(each);
    return freeze(value);
  };

  document.addEventListener(name, (event) => {
    const [kind, ...brought] = (event as CustomEvent<[string, ...unknown[]]>).detail;
    switch (kind) {
      case 'answer':
        answer = brought[0] as Answer;
        break;
      case 'call': {
        const [id, values] = brought as [number, readonly Described[]];
        let said: Answer;
        try {
          said = { ok: true, value: describe(functions.get(id)!(...values.map((value) => build(value)))) };
        } catch (error) {
          said = { ok: false, message: messageOf(error) };
        }
        document.dispatchEvent(new CustomEvent(other, { detail: ['answer', said] }));
        break;
      }
      case 'settle': {
        const [id, kept, value] = brought as [number, boolean, Described];
        promises.get(id)?.[kept ? 'resolve' : 'reject'](build(value));
        promises.delete(id);
        break;
      }
      case 'expose': {
        const [key, value] = brought as [string, Described];
        defineProperty(globalThis, key, { value: frozen(build(value)), enumerable: true });
        break;
      }
    }
  });
  return {
    expose(key, value) {
      ask('expose', key, describe(value));
    },
  };
}

/** The page's side. Windows are opened by the preload's side, if at all. */
function pageWorld(cross: typeof crossing, [page, preload]: readonly [string, string]): void {
  cross(page, preload);
  if (window.top !== window) return;
  const open = (address?: string | URL, name = '', features = '') => {
    const url = address === undefined || address === '' ? 'about:blank' : new URL(address, document.baseURI).href;
    document.dispatchEvent(new CustomEvent(`${preload} open`, { detail: [url, name, features] }));
    return null;
  };
  Object.defineProperty(window, 'open', { value: open, writable: true, enumerable: true, configurable: true });
}

interface Preloading {
  readonly names: readonly [page: string, preload: string];
  readonly toNode: string;
  readonly fromNode: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly platform: string;
  readonly argv: readonly string[];
}

type ListenerOf = Parameters<IpcRenderer['on']>[1];

/** The preload's side: what a sandboxed preload script has of Electron, and the script. */
function preloadWorld(
  cross: typeof crossing,
  pack: (toText: (bytes: Uint8Array) => string, toBytes: (text: string) => Uint8Array) => Packing,
  { names: [page, preload], toNode, fromNode, versions, platform, argv }: Preloading,
  script: (
    require: (name: string) => unknown,
    module: { exports: object },
    exports: object,
    process: object,
    global: typeof globalThis,
  ) => void,
): void {
  const crossed = cross(preload, page);
  const text = pack(
    (bytes) => bytes.toBase64(),
    (coded) => Uint8Array.fromBase64(coded),
  );
  const world = globalThis as unknown as Record<string, (message: string) => void>;
  const say = (kind: Kind, id: number, channel: string, values: readonly unknown[]) =>
    world[toNode]!(`${kind} ${id} ${channel}\n${text.pack(structuredClone(values))}`);

  /** Files whose places are asked for, by the text that stands for the place until the message is in the hands of the other process. */
  const files: File[] = [];
  const listeners = new Map<string, { readonly listener: ListenerOf; readonly once: boolean }[]>();
  const asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;

  const self = (): IpcRenderer => ipcRenderer as unknown as IpcRenderer;
  const listen = (channel: string, listener: ListenerOf, once: boolean) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return self();
  };
  const forget = (channel: string, listener: ListenerOf) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((each) => each.listener !== listener),
    );
    return self();
  };
  const ipcRenderer = {
    invoke: (channel, ...values) =>
      new Promise((resolve, reject) => {
        asked.set(++last, { resolve, reject });
        try {
          say('invoke', last, channel, values);
        } catch {
          asked.delete(last);
          reject(new Error('An object could not be cloned.'));
        }
      }),
    send: (channel, ...values) => say('send', 0, channel, values),
    on: (channel, listener) => listen(channel, listener, false),
    once: (channel, listener) => listen(channel, listener, true),
    off: forget,
    removeListener: forget,
    removeAllListeners(channel) {
      listeners.delete(channel!);
      return self();
    },
  } satisfies Pick<IpcRenderer, 'invoke' | 'send' | 'on' | 'once' | 'off' | 'removeListener' | 'removeAllListeners'>;

  const contextBridge = {
    exposeInMainWorld: (name, api) => crossed.expose(name, api),
  } satisfies Pick<ContextBridge, 'exposeInMainWorld'>;

  const webUtils = {
    getPathForFile: (file) => `double:file:${files.push(file) - 1}`,
  } satisfies Pick<WebUtils, 'getPathForFile'>;

  const lacking = <T extends object>(name: string, members: T) =>
    new Proxy(members, {
      get(of, member) {
        if (typeof member === 'symbol' || member in of || member === 'then') return Reflect.get(of, member) as unknown;
        throw new Error(`The double of Electron has no ${name}.${member} in a preload script. Add it in tests/electron-double/worlds.ts.`);
      },
    });
  const electron = lacking('electron', {
    contextBridge: lacking('contextBridge', contextBridge),
    ipcRenderer: lacking('ipcRenderer', ipcRenderer),
    webUtils: lacking('webUtils', webUtils),
  });

  const hear = {
    /** A message of the app. */
    told(channel: string, packed: string) {
      const values = text.unpack(packed) as unknown[];
      for (const each of [...(listeners.get(channel) ?? [])]) {
        if (each.once) forget(channel, each.listener);
        each.listener({ sender: ipcRenderer, ports: [] } as unknown as Parameters<ListenerOf>[0], ...values);
      }
    },
    /** The answer to an invocation, or why there is none. */
    answered(id: number, packed: string, why: string | null) {
      const waiting = asked.get(id);
      asked.delete(id);
      if (why === null) waiting?.resolve(text.unpack(packed));
      else waiting?.reject(new Error(why));
    },
    file: (index: number) => files[index],
    /** As a page that has been taken over would speak: on any channel, with any values. */
    speak: (kind: 'invoke' | 'send', channel: string, packed: string) => ipcRenderer[kind](channel, ...(text.unpack(packed) as unknown[])),
  };
  Object.assign(globalThis, { [fromNode]: hear });

  if (window.top !== window) return;
  document.addEventListener(`${preload} open`, (event) => say('window-open', 0, '', (event as CustomEvent<unknown[]>).detail));
  // A window that a link asks for is asked for like any other: the browser would make it first, and it would have to be closed.
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href][target]') : null;
    if (!link || event.defaultPrevented || ['', '_self', '_parent', '_top'].includes(link.target)) return;
    event.preventDefault();
    say('window-open', 0, '', [link.href, link.target, '']);
  });
  // A key that nobody in the page wanted goes on to the menu, when all of its listeners have had it.
  window.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, shiftKey, altKey, metaKey } = event;
    setTimeout(() => event.defaultPrevented || say('key', 0, '', [{ key, code, ctrlKey, shiftKey, altKey, metaKey }]));
  });
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  script(
    require,
    module,
    module.exports,
    lacking('process', { versions, platform, argv, sandboxed: true, contextIsolated: true }),
    globalThis,
  );
}

/**
 * The scripts of both worlds, for every document of a window.
 * @param preload the text of the preload script, or null without one
 */
export function worldScripts(preload: string | null, preloading: Preloading): { readonly page: string; readonly preload: string } {
  const names = JSON.stringify(preloading.names);
  const script = `(function (require, module, exports, process, global) {${preload ?? ''}\n})`;
  return {
    page: `(${pageWorld})(${crossing}, ${names});`,
    preload: `(${preloadWorld})(${crossing}, ${packing}, ${JSON.stringify(preloading)}, ${script});`,
  };
}
