import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  largestTableCode,
  fakeQuantise,
  shippedStep,
  type SteppedTable,
  straightThrough,
} from './fake-quantise.ts';

const BITS = [2, 3, 4, 8] as const;

/** fakeQuantise's answer as an array. */
function quantisedOf(table: SteppedTable): Float32Array {
  const quantised = new Float32Array(table.values.length);
  fakeQuantise(table, quantised);
  return quantised;
}

/** Gradients of values and steps for given gradients of the quantised table. */
function gradientsOf(table: SteppedTable, slopes: readonly number[]) {
  const values = Float32Array.from(slopes);
  const steps = new Float32Array(table.steps.length);
  straightThrough(table, quantisedOf(table), values, steps);
  return { values, steps };
}

describe('fakeQuantise', () => {
  test('gives each row multiples of its own step, at most the largest code', () => {
    const values = Float32Array.of(0.6, -0.2, 5, -5, 0.6, -0.2, 5, -5);
    const table = { values, steps: Float32Array.of(0.5, 1), columns: 4, bits: 3 } as const;
    expect([...quantisedOf(table)]).toEqual([0.5, -0, 1.5, -1.5, 1, -0, 3, -3]);
  });

  test('gives odd multiples at two bits', () => {
    const values = Float32Array.of(0.1, -0.1, 1.1, -9);
    const table = { values, steps: Float32Array.of(0.5), columns: 4, bits: 2 } as const;
    expect([...quantisedOf(table)]).toEqual([0.5, -0.5, 1.5, -1.5]);
  });

  test('uses the step that is stored: a float16, and never zero or less', () => {
    const third = shippedStep(1 / 3);
    expect(third).toBe(1365 / 4096);
    const table = {
      values: Float32Array.of(1, 1),
      steps: Float32Array.of(1 / 3),
      columns: 2,
      bits: 4,
    } as const;
    expect([...quantisedOf(table)]).toEqual([3 * third, 3 * third]);
    expect([0, -1, 1e-9].map(shippedStep)).toEqual([2 ** -14, 2 ** -14, 2 ** -14]);
  });
});

describe('straightThrough', () => {
  test('gives the gradients of LSQ, equations 3 and 5, worked by hand', () => {
    // x = 0.6, 1.75, 3 and −4 steps; codes 1, 2, 3 and −3, of which the last two lie on the edge and beyond it.
    const values = Float32Array.of(0.3, 0.875, 1.5, -2);
    const table = { values, steps: Float32Array.of(0.5), columns: 4, bits: 3 } as const;
    const { values: passed, steps } = gradientsOf(table, [1, 2, 4, 8]);
    expect([...passed]).toEqual([1, 2, 0, 0]);
    expect(steps[0]).toBeCloseTo(1 * 0.4 + 2 * 0.25 + 4 * 3 + 8 * -3, 6);
  });

  test('does the same with the odd codes of two bits', () => {
    // x = 0.5, −2.5 and 3.5; codes 1, −3 and 3.
    const values = Float32Array.of(0.25, -1.25, 1.75);
    const table = { values, steps: Float32Array.of(0.5), columns: 3, bits: 2 } as const;
    const { values: passed, steps } = gradientsOf(table, [1, 2, 4]);
    expect([...passed]).toEqual([1, 2, 0]);
    expect(steps[0]).toBeCloseTo(1 * 0.5 + 2 * -0.5 + 4 * 3, 6);
  });

  test('agrees with finite differences where what rounding adds is held fixed', () => {
    const wide = { noNaN: true, min: -4, max: 4 } as const;
    const row = fc.array(fc.double(wide), { minLength: 6, maxLength: 6 });
    const slopes = fc.array(fc.double(wide), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(
        row,
        slopes,
        fc.integer({ min: 1, max: 16 }),
        fc.constantFrom(...BITS),
        (own, slope, n, bits) => {
          const step = n / 16;
          const top = largestTableCode(bits);
          const edge = (value: number): boolean => Math.abs(Math.abs(value / step) - top) < 1e-3;
          fc.pre(!own.some(edge));
          const table = { values: Float32Array.from(own), steps: Float32Array.of(step), columns: 6, bits };
          const quantised = quantisedOf(table);
          const clip = (x: number): number => Math.max(-top, Math.min(top, x));
          const added = [...table.values].map((value, i) => quantised[i]! / step - clip(value / step));
          const loss = (values: ArrayLike<number>, s: number): number =>
            slope.reduce((sum, g, i) => sum + Math.fround(g) * s * (clip(values[i]! / s) + added[i]!), 0);
          const { values: passed, steps } = gradientsOf(table, slope);
          const h = 1e-6;
          const bySteps = (loss(table.values, step + h) - loss(table.values, step - h)) / (2 * h);
          expect(steps[0]).toBeCloseTo(bySteps, 3);
          own.forEach((_, i) => {
            const moved = (by: number): number[] => [...table.values].map((v, j) => (i === j ? v + by : v));
            expect(passed[i]).toBeCloseTo((loss(moved(h), step) - loss(moved(-h), step)) / (2 * h), 4);
          });
        },
      ),
    );
  });
});
