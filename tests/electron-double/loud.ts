/** @file What the double lacks fails where it is asked for, so that nobody takes silence for Electron's answer. */
import { EventEmitter } from 'node:events';

/** Asked of any object by those who only look at it: promises, printers, test runners. */
const LOOKED_AT: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'domain',
  'nodeType',
  '$$typeof',
  '__esModule',
]);

/**
 * The end of a chain of prototypes: what was not found before it is missing.
 * @param name of the object that ends here; of its class if it is left out
 */
export function missing(name?: string): object {
  return new Proxy(Object.create(null) as object, {
    get(_target, member, receiver: object) {
      if (typeof member === 'symbol' || member in Object.prototype || LOOKED_AT.has(member))
        return Reflect.get(Object.prototype, member, receiver) as unknown;
      const of = name ?? (receiver as { constructor: { name: string } }).constructor.name;
      throw new Error(`The double of Electron has no ${of}.${member}. Add it in tests/electron-double, as Electron has it.`);
    },
  });
}

/** An object that has these members and says so when it is asked for another. */
export function loud<T extends object>(name: string, members: T): T {
  return Object.setPrototypeOf(members, missing(name)) as T;
}

/** An emitter of events that has what its class has, and tells of what its class lists. */
export abstract class Emitter extends EventEmitter {
  /** Null: of anything. */
  protected abstract readonly tells: ReadonlySet<string> | null;

  override on(...[event, listener]: Parameters<EventEmitter['on']>): this {
    if (typeof event === 'string' && this.tells && !this.tells.has(event))
      throw new Error(`The double of Electron never tells of "${event}" of ${this.constructor.name}. Add it in tests/electron-double.`);
    return super.on(event, listener);
  }
}
const { constructor: _, ...emitting } = Object.getOwnPropertyDescriptors(EventEmitter.prototype);
Object.setPrototypeOf(Emitter.prototype, Object.create(missing(), emitting) as object);

/** What an event is told with: a listener may prevent what is about to happen. */
export interface Preventable {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<T extends object>(members: T): T & Preventable {
  const event: T & Preventable = Object.assign(members, {
    defaultPrevented: false,
    preventDefault: () => void (event.defaultPrevented = true),
  });
  return loud('Event', event);
}
