import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MESSAGES } from '../../../core/findings/messages.ts';
import { accept } from '../../../core/layers/accept.ts';
import { LAYERS, findLayer } from '../../../core/layers/index.ts';
import { GROUPS, isRefusal } from '../../../core/layers/layer.ts';
import { resolveSettings } from '../../../core/layers/resolve-settings.ts';
import { Builder } from '../../../core/ops/builder.ts';
import { verify } from '../../../core/ops/verify.ts';

test('every layer is found by its name, and stands in the order of the palette', () => {
  for (const layer of LAYERS) expect(findLayer(layer.name)).toBe(layer);
  const groups = LAYERS.map(({ group }) => GROUPS.indexOf(group));
  expect(groups).toEqual(groups.toSorted((a, b) => a - b));
  expect(findLayer('__proto__')).toBeUndefined();
});

describe.each(LAYERS.map((layer) => [layer.name, layer] as const))('%s', (_, layer) => {
  const { values } = resolveSettings(layer, {}, { node: 'a', name: 'a' }, []);

  test('has defaults that it takes itself', () => {
    for (const [setting, domain] of Object.entries(layer.settings))
      expect(accept(domain, domain.default), setting).toMatchObject({ accepted: true, ignored: [] });
  });

  test('is explained in both languages, and so is every setting', () => {
    for (const { en, hi } of [layer.help, ...Object.values(layer.settings).map(({ help }) => help)]) {
      expect(en).toMatch(/^[A-Z].*\.$/);
      expect(hi).toMatch(/[\u0900-\u097f].*।$/);
    }
  });

  test('says what it trains for if and only if it is a loss', () => {
    expect(layer.task !== undefined).toBe(layer.role === 'loss');
    expect(layer.outputs).toEqual(layer.role === 'loss' ? [] : ['out']);
  });

  test('refuses input shapes with a known sentence, or builds a sound program that gives the shape it said', () => {
    const shape = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });
    const inputs = fc.oneof(
      fc.tuple(...layer.inputs.map(() => shape)),
      shape.map((one) => layer.inputs.map(() => one)),
      fc.constant(layer.inputs.map(() => [1])),
    );
    let built = 0;
    fc.assert(
      fc.property(inputs, (shapes) => {
        const said = layer.infer(values, shapes);
        if (isRefusal(said)) {
          expect(Object.hasOwn(MESSAGES, said.code)).toBe(true);
          return;
        }
        built += 1;
        const builder = new Builder();
        const given = shapes.map((each, port) => builder.input(`in${port}`, each));
        const output = layer.lower(builder, values, given, { name: 'node', node: 'id' });
        expect(output.shape).toEqual(said);
        expect(() => verify(builder, 'lower')).not.toThrow();
        for (const { name, origin } of builder.values)
          if (origin === 'parameter' || origin === 'buffer') expect(name).toMatch(/^node\.[a-z_]+$/);
        expect(layer.summary(values, shapes, said)).not.toBe('');
      }),
      { seed: 7 },
    );
    expect(built).toBeGreaterThan(0);
  });

  test('has a summary while its inputs are not known', () => expect(() => layer.summary(values, [], null)).not.toThrow());
});
