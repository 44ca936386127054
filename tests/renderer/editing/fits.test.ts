import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import type { Document, Edge } from '../../../core/document/document.ts';
import { sentenceIn } from '../../../core/findings/in-language.ts';
import { ENGLISH } from '../../../core/findings/messages.ts';
import { fitOf, layersThatFit, type Opening } from '../../../renderer/editing/fits.ts';
import { network } from '../../helpers/networks.ts';

const wire = (from: string, to: string, port = 'in'): Edge => ({ from: [from, 'out'], to: [to, port] });

function blocks(edges: readonly Edge[]): Document {
  const document = network([
    ['Input', 'picture', { shape: [28, 28] }],
    ['Input', 'row', { shape: [256] }],
    ['Linear', 'fc1', { out_features: 512 }],
    ['Linear', 'fc2', { in_features: 256, out_features: 8 }],
    ['Add', 'add1'],
    ['BCEWithLogitsLoss', 'loss'],
  ]);
  return { ...document, edges: [...edges], training: { batch_size: 64 } };
}

function sentence(edges: readonly Edge[], drawn: Edge, change: (document: Document) => Document = (document) => document): string | null {
  const document = change(blocks(edges));
  const fit = fitOf(document, compile(document, null, []).outline, drawn);
  return fit.fits ? null : sentenceIn(ENGLISH, fit);
}

describe('a wire', () => {
  test('to a block that takes another width is refused with both names and both shapes', () => {
    expect(sentence([wire('row', 'fc1')], wire('fc1', 'fc2'))).toBe(
      'fc1 gives [64, 512], but fc2 expects [64, 256]. Set its in_features to 512, or leave it empty, for the wire says it.',
    );
    expect(sentence([], wire('row', 'fc2'))).toBeNull();
  });

  test('says what the compiler says once it is drawn', () => {
    const drawn = wire('picture', 'fc1');
    const document = blocks([drawn]);
    const findings: Parameters<typeof compile>[2] = [];
    const { outline } = compile(document, null, findings);
    const { message } = findings.find(({ code }) => code === 'shape_mismatch')!;
    expect(sentenceIn(ENGLISH, fitOf(document, outline, drawn) as never)).toBe(message);
    expect(message).toContain('picture gives [64, 28, 28], but fc1 expects rows of plain numbers, [64, 784].');
  });

  test('into a sum is held against the other branch, once there is one', () => {
    expect(sentence([], wire('row', 'add1', 'in1'))).toBeNull();
    const other = wire('row', 'add1', 'in1');
    expect(sentence([wire('row', 'fc1'), other], wire('fc1', 'add1', 'in2'))).toContain('[64, 256] from row and [64, 512] from fc1');
    expect(sentence([wire('row', 'fc1'), other], wire('fc1', 'add1', 'in1'))).toBeNull();
  });

  test('of which nothing is known fits, and any fits a block that is bypassed', () => {
    expect(sentence([], wire('fc1', 'fc2'))).toBeNull();
    const bypassed = ({ nodes, ...rest }: Document) => ({
      ...rest,
      nodes: nodes.map((node) => (node.id === 'fc2' ? { ...node, bypassed: true } : node)),
    });
    expect(sentence([wire('row', 'fc1')], wire('fc1', 'fc2'), bypassed)).toBeNull();
  });
});

describe('the layers that fit', () => {
  function fitting(edges: readonly Edge[], opening: Opening): string[] {
    const document = blocks(edges);
    return layersThatFit(document, compile(document, null, []).outline, opening).map(
      ({ layer, settings }) => layer.name + (Object.keys(settings).length > 0 ? ` ${JSON.stringify(settings)}` : ''),
    );
  }

  test('behind rows of plain numbers are all that take any', () => {
    const all = fitting([], { from: ['row', 'out'] });
    expect(all).toContain('Linear');
    expect(all).not.toContain('Input');
    expect(all).not.toContain('BCEWithLogitsLoss');
  });

  test('behind pictures are those that do not ask for rows', () => {
    const all = fitting([], { from: ['picture', 'out'] });
    expect(all).toEqual(expect.arrayContaining(['ReLU', 'Dropout', 'Flatten', 'Add']));
    expect(all).not.toContain('Linear');
    expect(all).not.toContain('CrossEntropyLoss');
  });

  test('before a sum give what the other branch has', () => {
    const rows = fitting([wire('row', 'add1', 'in1')], { to: ['add1', 'in2'] });
    expect(rows).toEqual(expect.arrayContaining(['Input {"shape":[256]}', 'Linear {"out_features":256}', 'ReLU']));
    const pictures = fitting([wire('picture', 'add1', 'in1')], { to: ['add1', 'in2'] });
    expect(pictures).toEqual(expect.arrayContaining(['Input {"shape":[28,28]}', 'ReLU']));
    expect(pictures.join()).not.toContain('Linear');
  });

  test('before an input that takes anything are all that give something', () => {
    expect(fitting([], { to: ['fc1', 'in'] })).toEqual(expect.arrayContaining(['Input', 'Linear', 'Add']));
    expect(fitting([], { to: ['fc2', 'in'] })).toContain('Linear {"out_features":256}');
  });

  test('between two blocks take what the one gives and give what the other takes', () => {
    const between = fitting([wire('row', 'fc1')], { from: ['fc1', 'out'], to: ['fc2', 'in'] });
    expect(between).toEqual(['Linear {"out_features":256}']);
  });
});
