import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveCount, klDivergence, normalise, temper } from './distribution.ts';

const weights = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });

describe('temper', () => {
  it('squares the probabilities at half the temperature, and takes the root at twice', () => {
    expect(temper([0.8, 0.2], 0.5)).toEqual([0.64 / 0.68, 0.04 / 0.68].map((p) => expect.closeTo(p, 12)));
    expect(temper([0.8, 0.2], 2)).toEqual([2 / 3, 1 / 3].map((p) => expect.closeTo(p, 12)));
  });

  it('is the softmax of the logits divided by the temperature', () => {
    const softmax = (logits: number[]) => normalise(logits.map(Math.exp));
    const logits = [3, 1.5, -2];
    expect(temper(softmax(logits), 4)).toEqual(
      softmax(logits.map((logit) => logit / 4)).map((p) => expect.closeTo(p, 12)),
    );
  });

  it('keeps an order and a sum of 1 at every temperature', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0.1, max: 10, noNaN: true }), (drawn, temperature) => {
        const p = normalise(drawn.toSorted((a, b) => b - a));
        const tempered = temper(p, temperature);
        expect(tempered.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(tempered).toEqual(tempered.toSorted((a, b) => b - a));
      }),
    );
  });

  it('leaves nothing where there was nothing', () => {
    expect(temper([1, 0], 3)).toEqual([1, 0]);
    expect(normalise([0, 0])).toEqual([0, 0]);
  });
});

describe('klDivergence', () => {
  it('is what one works out by hand', () => {
    expect(klDivergence([0.5, 0.5], [0.25, 0.75])).toBeCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(2 / 3), 12);
    expect(klDivergence([1, 0], [0.5, 0.5])).toBeCloseTo(Math.log(2), 12);
    expect(klDivergence([0.5, 0.5], [1, 0])).toBe(Number.POSITIVE_INFINITY);
  });

  it('is never negative, and 0 for equal distributions', () => {
    fc.assert(
      fc.property(weights, (drawn) => {
        const p = normalise(drawn);
        expect(klDivergence(p, p)).toBe(0);
        expect(klDivergence(p, normalise(drawn.toReversed()))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

it('counts as many items as are equally likely', () => {
  expect(effectiveCount([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(4, 12);
  expect(effectiveCount([1, 0, 0])).toBeCloseTo(1, 12);
});
