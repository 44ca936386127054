/**
 * @file Values as text, for the line between a page and this process carries nothing else. What structured cloning keeps is kept: bytes, dates,
 * maps, sets, what is in itself. Runs here and, by its text, in the page: it uses nothing from outside of itself.
 */

export interface Packing {
  /** @throws Error for what cannot be cloned */
  pack(value: unknown): string;
  unpack(text: string): unknown;
}

export function packing(toText: (bytes: Uint8Array) => string, toBytes: (text: string) => Uint8Array): Packing {
  /** Itself where JSON has it; else what it is and how it is written, or where it is in the list. */
  type Packed = string | number | boolean | null | readonly [kind: string, ...written: readonly unknown[]];
  type Entries = readonly (readonly [Packed, Packed])[];

  const views = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array } as const;
  const wide = { Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView } as const;
  const viewOf: Readonly<Record<string, new (buffer: ArrayBuffer) => unknown>> = { ...views, ...wide };
  const kindOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1);
  const bytesOf = (of: ArrayBufferView) => toText(new Uint8Array(of.buffer, of.byteOffset, of.byteLength));

  function pack(whole: unknown): string {
    const list: Packed[] = [];
    const places = new Map<object, number>();

    const put = (value: unknown): Packed => {
      switch (typeof value) {
        case 'string':
        case 'boolean':
          return value;
        case 'number':
          return Number.isFinite(value) && !Object.is(value, -0) ? value : ['number', Object.is(value, -0) ? '-0' : String(value)];
        case 'undefined':
          return ['undefined'];
        case 'bigint':
          return ['bigint', String(value)];
        case 'object':
          break;
        default:
          throw new Error('An object could not be cloned.');
      }
      if (value === null) return null;
      const known = places.get(value);
      if (known !== undefined) return ['at', known];
      const place = list.push(null) - 1;
      places.set(value, place);
      list[place] = write(value);
      return ['at', place];
    };
    const entries = (all: Iterable<readonly [unknown, unknown]>) => [...all].map(([key, each]) => [put(key), put(each)]);

    const write = (value: object): Packed => {
      const kind = kindOf(value);
      if (Object.hasOwn(viewOf, kind)) return ['view', kind, bytesOf(value as ArrayBufferView)];
      switch (kind) {
        case 'Array':
          return ['array', (value as unknown[]).length, entries(Object.entries(value))];
        case 'Object':
          return ['object', entries(Object.entries(value))];
        case 'Map':
          return ['map', entries(value as Map<unknown, unknown>)];
        case 'Set':
          return ['set', [...(value as Set<unknown>)].map(put)];
        case 'Date':
          return ['date', (value as Date).getTime()];
        case 'RegExp':
          return ['regexp', (value as RegExp).source, (value as RegExp).flags];
        case 'ArrayBuffer':
          return ['buffer', toText(new Uint8Array(value as ArrayBuffer))];
        case 'Error':
          return ['error', (value as Error).name, (value as Error).message];
        case 'Number':
        case 'String':
        case 'Boolean':
          return ['boxed', put(value.valueOf())];
        default:
          throw new Error('An object could not be cloned.');
      }
    };
    const top = put(whole);
    return JSON.stringify([top, list]);
  }

  function unpack(text: string): unknown {
    const [top, list] = JSON.parse(text) as [Packed, Packed[]];
    const made = new Map<number, unknown>();

    const get = (packed: Packed): unknown => {
      if (!Array.isArray(packed)) return packed;
      const [kind, written] = packed as [string, unknown];
      switch (kind) {
        case 'undefined':
          return undefined;
        case 'number':
          return Number(written);
        case 'bigint':
          return BigInt(written as string);
        default:
          return at(written as number);
      }
    };
    const at = (place: number): unknown => {
      if (made.has(place)) return made.get(place);
      const remember = <T>(value: T): T => {
        made.set(place, value);
        return value;
      };
      const [kind, first, second] = list[place] as readonly [string, unknown, unknown];
      const fill = (target: object, entries: unknown) => {
        for (const [key, value] of entries as Entries)
          Object.defineProperty(target, get(key) as string, { value: get(value), writable: true, enumerable: true, configurable: true });
        return target;
      };
      switch (kind) {
        case 'view':
          return remember(new viewOf[first as string]!(toBytes(second as string).buffer as ArrayBuffer));
        case 'buffer':
          return remember(toBytes(first as string).buffer);
        case 'array':
          return fill(remember(new Array<unknown>(first as number)), second);
        case 'object':
          return fill(remember({}), first);
        case 'map': {
          const map = remember(new Map<unknown, unknown>());
          for (const [key, value] of first as Entries) map.set(get(key), get(value));
          return map;
        }
        case 'set': {
          const set = remember(new Set<unknown>());
          for (const value of first as readonly Packed[]) set.add(get(value));
          return set;
        }
        case 'date':
          return remember(new Date(first as number));
        case 'regexp':
          return remember(new RegExp(first as string, second as string));
        case 'error':
          return remember(Object.assign(new Error(second as string), { name: first }));
        default:
          return remember(Object(get(first as Packed)) as object);
      }
    };
    return get(top);
  }

  return { pack, unpack };
}

/** The one of this process. */
export const here: Packing = packing(
  (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  (text) => new Uint8Array(Buffer.from(text, 'base64')),
);
