import { describe, expect, test } from 'vitest';
import { expectationIn } from '../../../core/findings/in-language.ts';
import { ENGLISH } from '../../../core/findings/messages.ts';
import { findSource } from '../../../core/datasets/sources.ts';
import { findLayer } from '../../../core/layers/index.ts';
import { OPTIMIZERS, TRAINING_SETTINGS } from '../../../core/layers/training-settings.ts';
import { fieldText, readField, type FieldDomain } from '../../../renderer/panels/field-domain.ts';

const p = findLayer('Dropout')!.settings.p!;
const outFeatures = findLayer('Linear')!.settings.out_features!;
const shape = findLayer('Input')!.settings.shape!;
const target = findSource('csv')!.settings.target!;
const { betas } = OPTIMIZERS.Adam;
const clip = TRAINING_SETTINGS.clip_grad_norm;

describe('what is typed into a field', () => {
  test.each<[string, FieldDomain, unknown]>([
    ['0.5', p, 0.5],
    ['0,5', p, 0.5],
    ['1e-3', p, 1e-3],
    ['.5', p, 0.5],
    ['5E−1', p, 0.5],
    [' 64 ', outFeatures, 64],
    ['1, 28, 28', shape, [1, 28, 28]],
    ['28×28', shape, [28, 28]],
    ['0.9, 0.99', betas, [0.9, 0.99]],
    ['', clip, null],
    ['1', clip, 1],
    ['species', target, 'species'],
    ['5', target, 5],
    ['', target, null],
  ])('"%s" is read', (text, domain, value) => expect(readField(domain, text)).toEqual({ ok: true, value }));

  test.each<[string, FieldDomain]>([
    ['2', p],
    ['', p],
    ['half', p],
    ['0x1', p],
    ['1e', p],
    ['0x10', outFeatures],
    ['Infinity', clip],
    ['0', outFeatures],
    ['12.5', outFeatures],
    ['', outFeatures],
    ['', shape],
    ['0', shape],
    ['0.9', betas],
    ['0.9, 1', betas],
    ['-1', clip],
    ['0', target],
  ])('"%s" is refused, and what is expected is said', (text, domain) => {
    const reading = readField(domain, text);
    expect(reading.ok).toBe(false);
    expect(!reading.ok && expectationIn(ENGLISH, reading.expectation)).toMatch(/^(a|two|null|the) [\w ]+/);
  });
});

test.each([
  [1e-5, '1e-5'],
  [0.001, '0.001'],
  [0, '0'],
  [512, '512'],
  [[0.9, 0.999], '0.9, 0.999'],
  [null, ''],
  ['species', 'species'],
])('%s is written as "%s"', (value, text) => expect(fieldText(value)).toBe(text));
