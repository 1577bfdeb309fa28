import { describe, expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { splitHistory } from './split-history.ts';

const sampling = { shortShare: 0.5, shortMax: 5, keepMin: 0.1, keepMax: 0.9 };

describe('splitHistory', () => {
  test('gives and holds back every like exactly once, at least one each', () => {
    for (let length = 2; length < 40; length++) {
      const likes = Uint32Array.from({ length }, (_, i) => i * 3);
      const { given, held } = splitHistory(likes, sampling, new Random(1, length));
      expect(given.length).toBeGreaterThan(0);
      expect(held.length).toBeGreaterThan(0);
      expect([...given, ...held].sort((a, b) => a - b)).toEqual([...likes]);
    }
  });

  test('leaves the likes themselves in order', () => {
    const likes = Uint32Array.of(1, 2, 3, 4, 5);
    splitHistory(likes, sampling, new Random(9));
    expect([...likes]).toEqual([1, 2, 3, 4, 5]);
  });

  test('shows short histories as often as asked', () => {
    const likes = Uint32Array.from({ length: 1000 }, (_, i) => i);
    let short = 0;
    for (let user = 0; user < 2000; user++) {
      const { given } = splitHistory(likes, sampling, new Random(2, user));
      if (given.length <= 5) short++;
      else expect(given.length).toBeGreaterThanOrEqual(100);
      expect(given.length).toBeLessThanOrEqual(900);
    }
    expect(short / 2000).toBeCloseTo(0.5, 1);
  });

  test('is the same split for the same stream', () => {
    const likes = Uint32Array.from({ length: 30 }, (_, i) => i);
    expect(splitHistory(likes, sampling, new Random(4, 2))).toEqual(
      splitHistory(likes, sampling, new Random(4, 2)),
    );
  });
});
