/** @file Whether a document draws the network that code defines. */
import type { Document } from '../../../document/document.ts';
import { isBypassed } from '../../../layers/bypass.ts';
import { findLayer } from '../../../layers/index.ts';
import { resolveSettings } from '../../../layers/resolve-settings.ts';
import { elementCount, type Shape } from '../../../tensor/shape.ts';
import type { DrawnBlock } from './drawn.ts';

/** Block by block from the loss on: the same layers with the same settings, wired alike. Names and places are the document's own. */
export function drawsSame(document: Document, blocks: readonly DrawnBlock[]): boolean {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const sources = new Map(document.edges.map(({ from, to }) => [JSON.stringify(to), from[0]]));
  const losses = document.nodes.filter(({ layer }) => findLayer(layer)?.role === 'loss');
  if (losses.length !== 1) return false;

  const feeding = (id: string, port: string): string | undefined => {
    let at = sources.get(JSON.stringify([id, port]));
    for (let steps = nodes.size; at !== undefined && steps > 0; steps--) {
      const node = nodes.get(at);
      if (!node || !isBypassed(node)) return at;
      const passed = at;
      at = findLayer(node.layer)
        ?.inputs.map((input) => sources.get(JSON.stringify([passed, input])))
        .find((source) => source !== undefined);
    }
    return undefined;
  };

  const matched = new Map<number, string>();
  const waiting: [number, string][] = [[blocks.length - 1, losses[0]!.id]];
  while (waiting.length > 0) {
    const [place, id] = waiting.pop()!;
    if (matched.has(place)) {
      if (matched.get(place) !== id) return false;
      continue;
    }
    matched.set(place, id);
    const block = blocks[place]!;
    const node = nodes.get(id);
    if (!node || node.layer !== block.layer.name || !sameSettings(block, node.settings)) return false;
    for (const [index, port] of block.layer.inputs.entries()) {
      const from = feeding(id, port);
      if (from === undefined) return false;
      waiting.push([block.inputs[index]!, from]);
    }
  }
  return new Set(matched.values()).size === matched.size && sameOrderOfInputs(document, blocks, matched);
}

/** Inputs take consecutive columns of the data, so their order counts. */
function sameOrderOfInputs(document: Document, blocks: readonly DrawnBlock[], matched: ReadonlyMap<number, string>): boolean {
  const inCode = blocks.flatMap(({ layer }, place) => (layer.role === 'input' ? [matched.get(place)] : []));
  const drawn = document.nodes.filter(({ id, layer }) => findLayer(layer)?.role === 'input' && inCode.includes(id)).map(({ id }) => id);
  return inCode.length === drawn.length && inCode.every((id, index) => id === drawn[index]);
}

function sameSettings({ layer, settings }: DrawnBlock, drawn: Readonly<Record<string, unknown>>): boolean {
  const valuesOf = (given: Readonly<Record<string, unknown>>) =>
    resolveSettings(layer, given, { node: '', name: '' }, []).values as Readonly<Record<string, unknown>>;
  const [code, document] = [valuesOf(settings), valuesOf(drawn)];
  return Object.entries(layer.settings).every(([name, domain]) => {
    // a wire says it
    if (domain.kind === 'nullable_integer' && document[name] === null) return true;
    if (domain.kind === 'shape') return elementCount(code[name] as Shape) === elementCount(document[name] as Shape);
    if (domain.kind === 'initialisation' && domain.of === 'bias' && code['bias'] === false) return true;
    return sameValue(code[name], document[name]);
  });
}

/** As written, whatever the order of the fields; zeros are a constant. */
function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted['kind'] === 'constant' && sorted['value'] === 0 ? { kind: 'zeros' } : sorted;
}
