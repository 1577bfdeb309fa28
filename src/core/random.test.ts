import { describe, expect, test } from 'vitest';
import { Random } from './random.ts';

const draw = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => random.uint32());

describe('Random', () => {
  test('repeats a stream of the same name', () => {
    expect(draw(new Random(1, 2, 3), 20)).toEqual(draw(new Random(1, 2, 3), 20));
  });

  test('gives other streams for names that differ in value, order or length', () => {
    const first = [new Random(1, 2), new Random(2, 1), new Random(1, 3), new Random(1), new Random(1, 2, 0)];
    expect(new Set(first.map((random) => random.uint32())).size).toBe(first.length);
  });

  test('is uniform: mean, variance and 100 buckets of 100,000 draws', () => {
    const random = new Random(42);
    const buckets = new Uint32Array(100);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < 100_000; i++) {
      const value = random.uniform();
      buckets[Math.floor(value * 100)]!++;
      sum += value;
      squares += (value - 0.5) ** 2;
    }
    expect(sum / 1e5).toBeCloseTo(0.5, 2);
    expect(squares / 1e5).toBeCloseTo(1 / 12, 3);
    // χ² with 99 degrees of freedom exceeds 160 once in 10,000 streams; the stream is fixed.
    expect(buckets.reduce((chi, n) => chi + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(160);
  });

  test('first draws of neighbouring names are uncorrelated', () => {
    let sum = 0;
    for (let user = 0; user < 20_000; user++) {
      sum += (new Random(7, 3, user).uniform() - 0.5) * (new Random(7, 3, user + 1).uniform() - 0.5);
    }
    expect(Math.abs(sum / 20_000) * 12).toBeLessThan(0.03);
  });

  test('normal draws have mean 0 and variance 1', () => {
    const random = new Random(3);
    const values = Array.from({ length: 50_000 }, () => random.normal());
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  test('shuffles to a permutation, each place equally likely', () => {
    const counts = new Uint32Array(5);
    for (let i = 0; i < 20_000; i++) {
      const shuffled = new Random(i).shuffle([0, 1, 2, 3, 4]);
      expect([...shuffled].sort()).toEqual([0, 1, 2, 3, 4]);
      counts[shuffled.indexOf(0)]!++;
    }
    for (const count of counts) expect(count / 4000).toBeCloseTo(1, 1);
  });
});
