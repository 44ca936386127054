import { describe, expect, test } from 'vitest';
import { expectNumber, orNull } from '../../../core/findings/expectation.ts';
import { expectationIn, sentenceIn, titleIn } from '../../../core/findings/in-language.ts';
import { InputError } from '../../../core/findings/input-error.ts';
import { CLAUSES, ENGLISH, MESSAGES, because, finding, type FindingCode } from '../../../core/findings/messages.ts';
import { HINDI } from '../../../core/findings/messages.hi.ts';

const codes = Object.keys(MESSAGES) as FindingCode[];
const clauses = Object.keys(CLAUSES) as (keyof typeof CLAUSES)[];
const placesIn = (text: string) => new Set([...text.matchAll(/\{\w+\}/g)].map(([place]) => place));

const vanishing = finding(
  'gradient_vanishing',
  { node: 'fc1', step: 80 },
  {
    name: 'fc1',
    last: 'fc10',
    low: 'clause:decades_below',
    decades: '6.1',
    compared: 'clause:compared_with_healthy',
    healthy: '0.0',
    expected: 'clause:as_much',
    skill: '0.0',
    steps: 80,
    layers: 10,
    origin: 'clause:from_design',
    since: 0,
    foreseen: '6.0',
  },
);

describe('Hindi', () => {
  test.each(codes)('fills the sentence %s with the numbers of the English one', (code) =>
    expect(placesIn(HINDI.sentences[code])).toEqual(placesIn(ENGLISH.sentences[code])),
  );

  test.each(clauses)('fills the clause %s with the numbers of the English one', (key) =>
    expect(placesIn(HINDI.clauses[key])).toEqual(placesIn(CLAUSES[key])),
  );

  test('ends its sentences as Hindi does, unless code or a number ends them', () => {
    for (const code of codes) expect(HINDI.sentences[code], code).toMatch(/(।|\}|images,labels\.|tensor\.float\(\)\.)$/);
  });

  test('says a finding of the run with its clause', () =>
    expect(sentenceIn(HINDI, vanishing)).toBe(
      'fc1 तक पहुँचते-पहुँचते gradient vanish हो जाता है: उसका signal fc10 के signal से 6.1 decades नीचे है; इसी आकार के healthy network में वह उसके बराबर होता। ' +
        '80 steps से loss constant predictor जैसा ही है (0.0 % बेहतर)। ' +
        'Step 0 पर भी ऐसा ही था: इन activations और इस initialisation वाली 10 hidden layers के लिए theory 6.0 decades की गिरावट बताती है। ' +
        'Activations से पहले BatchNorm1d लगाएँ, या Kaiming initialisation के साथ LeakyReLU लें।',
    ));

  test('says why something cannot be done with the whole sentence of the reason', () => {
    const invalid = finding('training_invalid', {}, { setting: 'lr', got: '-1', ...orNull(expectNumber({ min: 0, max: 1 })) });
    const refusal = new InputError('not_trainable', because(invalid));
    expect(refusal.message).toBe('This cannot be trained: Training setting lr is -1, but must be null or a number from 0 to 1.');
    expect(sentenceIn(HINDI, refusal)).toBe(
      'इसे train नहीं किया जा सकता: Training setting lr का मान -1 है, जबकि null या 0 से 1 तक की संख्या चाहिए।',
    );
  });
});

describe('English', () => {
  test('says what the message of the finding says', () => expect(sentenceIn(ENGLISH, vanishing)).toBe(vanishing.message));
});

test.each(codes)('%s has a title that fits one line in both languages', (code) => {
  for (const wording of [ENGLISH, HINDI]) expect(titleIn(wording, code)).toMatch(/^[^{}]{3,32}$/);
});

test('a block that is called like a clause does no harm', () => {
  const odd = { code: 'non_finite', numbers: { what: 'clause:output_of', name: 'clause:output_of', step: 3 } } as const;
  expect(sentenceIn(ENGLISH, odd)).toContain('The output of clause:output_of became');
  expect(sentenceIn(HINDI, { code: 'port_open', numbers: { name: 'sentence:port_open', port: 'clause:toString' } })).toContain(
    'sentence:port_open',
  );
});

test.each([
  [{ min: 0, max: 1 }, 'a number from 0 to 1', '0 से 1 तक की संख्या'],
  [{ min: 0, max: 1, exclusiveMin: true }, 'a number above 0 and at most 1', '0 से बड़ी और ज़्यादा से ज़्यादा 1 की संख्या'],
  [{ min: 0, max: 1, exclusiveMax: true }, 'a number of at least 0 and below 1', '0 या उससे बड़ी और 1 से छोटी संख्या'],
  [{ min: 0, max: 1, exclusiveMin: true, exclusiveMax: true }, 'a number above 0 and below 1', '0 से बड़ी और 1 से छोटी संख्या'],
  [{ min: 0, max: Math.fround(3.4028235e38) }, 'a number of at least 0', '0 या उससे बड़ी संख्या'],
  [{ min: 0, max: Infinity, exclusiveMin: true }, 'a number above 0', '0 से बड़ी संख्या'],
  [{ min: -Infinity, max: Infinity }, 'a number', 'कोई संख्या'],
] as const)('a range %j is said in words', (range, english, hindi) => {
  expect(expectationIn(ENGLISH, expectNumber(range))).toBe(english);
  expect(expectationIn(HINDI, expectNumber(range))).toBe(hindi);
});

test('the digits of bytes are grouped as the language groups them, other numbers are told as they are given', () => {
  const numbers = { needed: 57_629_280_976, batch: 65536, available: 4_294_967_296, with: '', or: '' };
  expect(sentenceIn(ENGLISH, { code: 'memory_exceeded', numbers })).toContain(
    'needs 57,629,280,976 bytes to train at batch size 65536, but 4,294,967,296 bytes are available',
  );
  expect(sentenceIn(HINDI, { code: 'memory_exceeded', numbers })).toContain('57,62,92,80,976 bytes');
});
