import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceInterval, quantile, ratioInterval, UserResamples } from './bootstrap.ts';

describe('the bootstrap over users', () => {
  // 500 users, two models that are related but not equal.
  const a = Float64Array.from({ length: 500 }, (_, i) => ((i * 37) % 101) / 101);
  const b = a.map((value, i) => (((i * 53 + 11) % 97) / 97) * 0.8 + 0.1 * value);

  test('agrees with scipy.stats.bootstrap (paired, percentile, 200,000 resamples, SciPy 1.10.1)', () => {
    const resamples = new UserResamples(500, [1], 20_000);
    const [first, second] = [resamples.sample(a), resamples.sample(b)];
    const ratio = ratioInterval(first, second);
    expect(ratio.value).toBeCloseTo(1.1128012421912707, 12);
    expect(Math.abs(ratio.low - 1.04201)).toBeLessThan(0.003);
    expect(Math.abs(ratio.high - 1.18795)).toBeLessThan(0.003);
    const difference = differenceInterval(first, second);
    expect(difference.value).toBeCloseTo(0.050175625191385076, 12);
    expect(Math.abs(difference.low - 0.01922)).toBeLessThan(0.0015);
    expect(Math.abs(difference.high - 0.08126)).toBeLessThan(0.0015);
  });

  test('is paired: a model that is better by the same amount for everybody is better without doubt', () => {
    const resamples = new UserResamples(500, [2]);
    const better = a.map((value) => value + 0.125);
    const { value, low, high } = differenceInterval(resamples.sample(better), resamples.sample(a));
    for (const figure of [value, low, high]) expect(figure).toBeCloseTo(0.125, 12);
  });

  test('gives the same interval for the same seed and another for another', () => {
    const interval = (...seed: number[]) => {
      const resamples = new UserResamples(500, seed);
      return ratioInterval(resamples.sample(a), resamples.sample(b));
    };
    expect(interval(3, 1)).toEqual(interval(3, 1));
    expect(interval(3, 2)).not.toEqual(interval(3, 1));
  });

  test('says 0 for a ratio to nothing, and for no users', () => {
    const some = new UserResamples(3, [1], 10);
    const ratio = ratioInterval(some.sample([1, 2, 3]), some.sample([0, 0, 0]));
    expect(ratio).toEqual({ value: 0, low: 0, high: 0 });
    const none = new UserResamples(0, [1], 10).sample([]);
    expect(differenceInterval(none, none)).toEqual({ value: 0, low: 0, high: 0 });
  });

  test('refuses figures of other users', () => {
    expect(() => new UserResamples(3, [1], 10).sample([1, 2])).toThrowError(/over 3 users.*got 2/);
  });

  test('keeps the interval around the resampled means of any figures', () => {
    const figures = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(figures, fc.integer(), (values, seed) => {
        const resamples = new UserResamples(values.length, [seed], 200);
        const zero = resamples.sample(values.map(() => 0));
        const { low, high } = differenceInterval(resamples.sample(values), zero);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });
});

test('quantiles are those of numpy.percentile', () => {
  const figures = [1, 2, 4, 8, 16.5, 33];
  const parts = [0.025, 0.25, 0.6, 0.975].map((part) => quantile(figures, part));
  [1.125, 2.5, 8, 30.9375].forEach((expected, i) => expect(parts[i]).toBeCloseTo(expected, 12));
});
