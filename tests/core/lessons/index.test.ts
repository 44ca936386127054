import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/compiler/compile.ts';
import { loadData } from '../../../core/datasets/load.ts';
import { documentSchema } from '../../../core/document/document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { reaches } from '../../../core/document/reaches.ts';
import type { Finding } from '../../../core/findings/finding.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import { elementCount } from '../../../core/tensor/shape.ts';

const samples = new Map([['iris.csv', readFileSync(new URL('../../../core/datasets/samples/iris.csv', import.meta.url))]]);

test('no two lessons share an id', () => {
  expect(new Set(LESSONS.map(({ id }) => id)).size).toBe(LESSONS.length);
});

describe.each(LESSONS)('$id', ({ document, title, about }) => {
  test('is a valid document and needs nothing filled in', () => {
    expect(v.parse(documentSchema, document)).toEqual(document);
  });

  test('names every block once and wires only blocks that exist', () => {
    const ids = new Set(document.nodes.map(({ id }) => id));
    expect(ids.size).toBe(document.nodes.length);
    expect(new Set(document.nodes.map(({ name }) => name)).size).toBe(document.nodes.length);
    for (const { from, to } of document.edges) expect(ids.has(from[0]) && ids.has(to[0])).toBe(true);
  });

  test('leads from its input through every block to its loss', () => {
    const input = document.nodes.find(({ layer }) => layer === 'Input')!.id;
    const loss = document.nodes.find(({ layer }) => layer.endsWith('Loss'))!.id;
    for (const { id } of document.nodes) expect([reaches(document, input, id), reaches(document, id, loss)], id).toEqual([true, true]);
  });

  test('fits its data and compiles without a finding', async () => {
    const { train } = await loadData(document.dataset!, samples, 1);
    const { name, shape, task, classes, targetWidth } = train;
    const findings: Finding[] = [];
    const { plan } = compile(document, { name, width: elementCount(shape), task, classes: classes.length, targetWidth }, findings);
    expect(findings).toEqual([]);
    expect(plan).not.toBeNull();
  });

  test('gives every block a place of its own', () => {
    expect(new Set(document.nodes.map(({ position }) => position.join())).size).toBe(document.nodes.length);
  });

  test('is explained in English and in Hindi', () => {
    for (const text of [title.hi, about.hi]) expect(text).toMatch(/\p{Script=Devanagari}/u);
    for (const text of [title.en, about.en]) expect(text).toMatch(/^[A-Z]/);
  });
});

const layersOf = (id: string) => LESSONS.find((lesson) => lesson.id === id)!.document.nodes.map(({ layer }) => layer);

test('each repaired lesson is the broken one with one thing changed', () => {
  expect(layersOf('ten-sigmoids-repaired').filter((layer) => layer !== 'BatchNorm1d')).toEqual(layersOf('ten-sigmoids'));
  expect(layersOf('exploding-repaired')).toEqual(layersOf('exploding'));
  for (const id of ['ten-sigmoids', 'exploding']) {
    const [broken, repaired] = [id, `${id}-repaired`].map((name) => LESSONS.find((lesson) => lesson.id === name)!.document);
    expect([repaired!.training, repaired!.dataset]).toEqual([broken!.training, broken!.dataset]);
  }
});

test('the sample document beside iris.csv is the iris lesson', () => {
  const sample = readFileSync(new URL('../../../core/datasets/samples/iris.gradscape.json', import.meta.url), 'utf8');
  expect(sample).toBe(printDocument(LESSONS.find(({ id }) => id === 'iris')!.document));
});
