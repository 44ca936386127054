/** @file A document written as Python and read again, and the network in the code alone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../../core/document/document.ts';
import { isChoice, type Opened } from '../../../../core/formats/opened.ts';
import { readPython } from '../../../../core/formats/pytorch/read-python.ts';
import { findLayer } from '../../../../core/layers/index.ts';
import { resolveSettings } from '../../../../core/layers/resolve-settings.ts';
import { exportedPython } from '../../../helpers/exported.ts';
import { EXAMPLES, FILES } from '../../../helpers/exported-examples.ts';
import { randomNetwork } from '../../../helpers/random-document.ts';
import { withTable } from '../../../helpers/trainable-document.ts';

function opened(text: string): Opened {
  const read = readPython('network.py', text);
  if (isChoice(read)) throw new Error(`several networks: ${read.choose.join(', ')}`);
  return read;
}

/** The file without what Gradscape wrote for itself, so that the code alone must do. */
function codeAlone(text: string): string {
  const start = text.indexOf('\nGRADSCAPE = {');
  const end = text.indexOf('\n}\n', start);
  expect(start).toBeGreaterThan(0);
  return text.slice(0, start) + text.slice(end + 3);
}

/** What a network computes and how it is drawn and trained, by names of blocks: places, ids, notes and blocks that are out of use left out. */
function meaning({ nodes, edges, training }: Document) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const into = new Map(edges.map(({ from, to }) => [JSON.stringify(to), from[0]]));
  const source = (id: string, port: string): string => {
    const from = byId.get(into.get(JSON.stringify([id, port]))!)!;
    const ports = findLayer(from.layer)!.inputs;
    return from.bypassed && ports.length > 0
      ? source(
          from.id,
          ports.find((input) => into.has(JSON.stringify([from.id, input])))!,
        )
      : from.id;
  };
  const counted = new Map<string, number>();
  const lines: unknown[] = [];
  // numbered as they are met on the way back from the loss, so that names do not matter
  const number = (id: string): number => {
    const known = counted.get(id);
    if (known !== undefined) return known;
    const node = byId.get(id)!;
    const layer = findLayer(node.layer)!;
    const reads = layer.inputs.map((port) => number(source(id, port)));
    counted.set(id, counted.size);
    const { values } = resolveSettings(layer, node.settings, { node: id, name: id }, []);
    const { in_features: _in, num_features: _num, ...settings } = values as Record<string, unknown>;
    if (settings['bias'] === false) delete settings['bias_init'];
    if (layer.role === 'input') settings['shape'] = (settings['shape'] as number[]).reduce((product, extent) => product * extent, 1);
    lines.push([counted.get(id), node.layer, settings, reads]);
    return counted.get(id)!;
  };
  number(nodes.find(({ layer }) => findLayer(layer)?.role === 'loss')!.id);
  return { lines, training };
}

const placeless = (document: Document) => ({ ...document, nodes: document.nodes.map((node) => ({ ...node, position: [0, 0] })) });

describe('every example', () => {
  test.each(EXAMPLES)('%s is the same again', async (_, document) => {
    const { text } = await exportedPython(document, { files: FILES });
    const read = opened(text);
    expect(placeless(read.document)).toEqual(placeless(document));
    expect(read.findings).toEqual([]);
  });

  test.each(EXAMPLES)('the network of %s is in its code alone', async (_, document) => {
    const { text } = await exportedPython(document, { files: FILES });
    const { lines, training } = meaning(opened(codeAlone(text)).document);
    expect(lines).toEqual(meaning(document).lines);
    const { clip_grad_norm: clip, ...settings } = document.training;
    expect(training).toMatchObject(settings);
    expect(training.clip_grad_norm ?? null).toBe(clip ?? null);
  });
});

test('500 random networks are the same again, and are in their code alone', { timeout: 300_000 }, async () => {
  const cases = fc.sample(randomNetwork, { numRuns: 500, seed: 11 }).map((drawn, index) => withTable(drawn, index));
  for (const { document } of cases) {
    const { text } = await exportedPython(document);
    expect(placeless(opened(text).document)).toEqual(placeless(document));
    expect(meaning(opened(codeAlone(text)).document).lines).toEqual(meaning(document).lines);
  }
});
