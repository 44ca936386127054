import { describe, expect, test } from 'vitest';
import { wireLook } from '../../../renderer/canvas/wire-look.ts';

describe('the form of a wire', () => {
  test('is one calm line in health and where nothing is known', () => {
    const { width, gap } = wireLook(0.2, false);
    expect(wireLook(null, false)).toMatchObject({ form: 'unknown', width, gap });
    expect(wireLook(0.2, false)).toMatchObject({ form: 'healthy', share: 0, gap: 0 });
  });

  test('grows thinner and opens gaps the less gradient there is, and no thinner than at the end of the scale', () => {
    const looks = [-0.5, -1, -2, -3].map((heat) => wireLook(heat, false));
    for (const [index, look] of looks.entries()) {
      expect(look.form).toBe('cold');
      expect(look.width).toBeLessThan(index === 0 ? wireLook(0, false).width : looks[index - 1]!.width);
      if (index > 0) expect(look.gap).toBeGreaterThan(looks[index - 1]!.gap);
    }
    expect(wireLook(-9, false)).toEqual(looks.at(-1));
  });

  test('grows thicker the more there is, and stays whole', () => {
    const looks = [0, 1, 2, 3].map((heat) => wireLook(heat, false));
    for (const [index, look] of looks.entries()) {
      expect(look.gap).toBe(0);
      if (index > 0) expect(look.width).toBeGreaterThan(looks[index - 1]!.width);
    }
    expect(wireLook(Number.MAX_VALUE, false)).toEqual(looks.at(-1));
  });

  test('has a form of its own for an exact zero and for what is not finite', () => {
    expect(wireLook(-Infinity, false).form).toBe('zero');
    expect(wireLook(null, true).form).toBe('broken');
  });

  test('is the same within half a decade, so that numbers that tremble draw nothing', () => {
    expect(wireLook(-1.9, false)).toEqual(wireLook(-2.1, false));
  });
});
