import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CrossEntropyOptions, type Kernels, openKernels } from './index.ts';
import { crossEntropyRow } from './reference.ts';
import {
  fromHalf,
  HALF,
  type Mixture,
  type Row,
  randomRow,
  runCrossEntropy,
} from './testing-cross-entropy.ts';
import { largestDifference, listsOf, randomNumbers } from './testing.ts';

describe.each(['simd', 'relaxed'] as const)('crossEntropy on %s', (variant) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2, variant });
  });
  afterAll(() => kernels.close());

  const run = (rows: readonly Row[], options?: Mixture) => runCrossEntropy(kernels, rows, options);

  test('gives ln 4 and softmax − target for four equal logits', () => {
    const { losses, gradient } = run([{ logits: [0, 0, 0, 0], given: [], held: [1] }], { scale: 2 });
    expect(losses[0]).toBeCloseTo(Math.log(4), 12);
    expect([...gradient]).toEqual([0.5, -1.5, 0.5, 0.5]);
  });

  test('shares a row among its held columns', () => {
    const { losses, gradient } = run([{ logits: [0, 0, 0, 0], given: [], held: [1, 3] }]);
    expect(losses[0]).toBeCloseTo(Math.log(4), 12);
    expect([...gradient]).toEqual([0.25, -0.25, 0.25, -0.25]);
  });

  test('leaves given columns, −1e9 and −Infinity out of loss and gradient', () => {
    const logits = [0, 7, 0, Number.NEGATIVE_INFINITY, -1e9];
    const { losses, gradient } = run([{ logits, given: [1], held: [0, 2] }]);
    expect(losses[0]).toBeCloseTo(Math.log(2), 6);
    expect([...gradient]).toEqual([0, 0, 0, 0, 0]);
  });

  test('leaves given columns out of the teacher, whose largest logit may be among them', () => {
    const labels = [HALF.one, HALF.minusOne, HALF.minusOne];
    const { losses, gradient } = run([{ logits: [0, 0, 0], given: [0], held: [], labels }], { lambda: 1 });
    expect(losses[0]).toBeCloseTo(Math.log(2), 12);
    expect([...gradient]).toEqual([0, 0, 0]);
  });

  test('gives a teacher 3 times as sure of one column a target of 3/4', () => {
    // ln 3 as float16 is off by 4e-4; its softmax by less than 1e-4.
    const row = { logits: [0, 0], given: [], held: [], labels: [HALF.zero, 0x3c65] };
    const { gradient } = run([row], { lambda: 1 });
    expect(gradient[0]).toBeCloseTo(1 / 4, 4);
    expect(gradient[1]).toBeCloseTo(-1 / 4, 4);
  });

  test('divides the labels by the temperature', () => {
    const row = { logits: [0, 0], given: [], held: [], labels: [HALF.one, HALF.minusOne] };
    const { gradient } = run([row], { lambda: 1, temperature: 4 });
    const p = 1 / (1 + Math.exp(-2 / 4));
    expect(gradient[0]).toBeCloseTo(1 / 2 - p, 6);
  });

  test('does not overflow for large logits', () => {
    const { losses, gradient } = run([{ logits: [1000, 1000, -1000], given: [], held: [0] }]);
    expect(losses[0]).toBeCloseTo(Math.log(2), 6);
    expect([...gradient]).toEqual([-0.5, 0.5, 0]);
  });

  test('learns from the teacher alone where nothing is held back, which then counts λ', () => {
    const row = {
      logits: [0, 0, 0, 0],
      given: [],
      labels: [HALF.zero, HALF.zero, HALF.minusInfinity, HALF.minusInfinity],
    };
    const { losses, gradient } = run([{ ...row, held: [] }], { lambda: 0.5 });
    expect(losses[0]).toBeCloseTo(0.5 * Math.log(4), 12);
    expect([...gradient]).toEqual([-0.125, -0.125, 0.125, 0.125]);
  });

  test('gives a row without anything to learn loss and gradient 0', () => {
    const { losses, gradient } = run([{ logits: [1, 2, 3], given: [0], held: [] }]);
    expect(losses[0]).toBe(0);
    expect([...gradient]).toEqual([0, 0, 0]);
  });

  test('reads every float16 exactly', () => {
    // Two columns, one of them 0: p / (1 − p) = exp(label / τ) tells the label, up to softmax' own error.
    for (let bits = 0; bits < 1 << 16; bits += 7) {
      const label = fromHalf(bits);
      if (Number.isNaN(label) || ((bits >>> 10) & 31) === 31) continue;
      const temperature = Math.max(Math.abs(label), 2 ** -24);
      const row = { logits: [0, 0], given: [], held: [], labels: [bits, HALF.zero] };
      const { gradient } = run([row], { lambda: 1, temperature });
      const p = 1 / (1 + Math.exp(-label / temperature));
      expect(Math.abs(gradient[0]! - (0.5 - p))).toBeLessThan(1e-6);
    }
  });

  test('reads −Infinity and the smallest subnormal beside each other', () => {
    const labels = [HALF.smallest, HALF.minusInfinity, HALF.zero];
    const { gradient } = run([{ logits: [0, 0, 0], given: [], held: [], labels }], {
      lambda: 1,
      temperature: 2 ** -24,
    });
    const expected = [1 / 3 - Math.E / (1 + Math.E), 1 / 3, 1 / 3 - 1 / (1 + Math.E)];
    expect(largestDifference(gradient, expected)).toBeLessThan(1e-6);
  });

  test('takes both softmaxes over a subset, and gives the other columns gradient 0', () => {
    const labels = [HALF.one, HALF.zero, HALF.zero, HALF.one, HALF.one];
    const row = { logits: [0, 0, 0, 9, 9], given: [0], held: [1], labels, subset: [0, 1, 2] };
    const { losses, gradient } = run([row], { lambda: 0.5 });
    expect(losses[0]).toBeCloseTo(Math.log(2), 12);
    expect([...gradient]).toEqual([0, -0.25, 0.25, 0, 0]);
  });

  test.each([0, 0.3, 1])('equals the reference for any shape, with λ = %d', (lambda) => {
    const shape = fc.record({
      rows: fc.integer({ min: 1, max: 9 }),
      columns: fc.integer({ min: 3, max: 600 }),
      temperature: fc.constantFrom(0.5, 1, 8),
      restricted: fc.boolean(),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ rows: count, columns, temperature, restricted, seed }) => {
        const random = randomNumbers(seed);
        const rows = Array.from({ length: count }, () => randomRow(columns, restricted, random));
        const { losses, gradient } = run(rows, { lambda, temperature, scale: 3 });
        rows.forEach(({ labels, ...row }, r) => {
          const teacher = { labels: labels!.map(fromHalf), lambda, temperature };
          const expected = crossEntropyRow({ ...row, teacher });
          const part = gradient.subarray(r * columns, (r + 1) * columns);
          const scaled = expected.gradient.map((value) => 3 * value);
          expect(largestDifference(part, scaled)).toBeLessThan(3e-6);
          expect(losses[r]).toBeCloseTo(expected.loss, 4);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('has the gradient that finite differences have', () => {
    const row = randomRow(23, true, randomNumbers(8));
    const mixture = { lambda: 0.6, temperature: 2 };
    const { gradient } = run([row], mixture);
    const teacher = { ...mixture, labels: row.labels.map(fromHalf) };
    const lossAt = (column: number, step: number) =>
      crossEntropyRow({
        ...row,
        teacher,
        logits: Array.from(row.logits, (logit, j) => (j === column ? logit + step : logit)),
      }).loss;
    gradient.forEach((value, column) => {
      const slope = (lossAt(column, 1e-5) - lossAt(column, -1e-5)) / 2e-5;
      expect(value).toBeCloseTo(slope, 6);
    });
  });

  test('keeps the loss of 10,000 columns exact to 1e-5', () => {
    const row = randomRow(10_000, false, randomNumbers(5));
    const { losses } = run([row], { lambda: 0.9 });
    const teacher = { labels: row.labels.map(fromHalf), lambda: 0.9, temperature: 1 };
    expect(Math.abs(losses[0]! - crossEntropyRow({ ...row, teacher }).loss)).toBeLessThan(1e-5);
  });

  test('has no number for a loss when a logit is none', () => {
    const logits = [0, Number.NaN, 0, 0, 0];
    expect(run([{ logits, given: [], held: [0] }]).losses[0]).toBeNaN();
  });

  test('refuses what it cannot take', () => {
    const options = (): CrossEntropyOptions => ({
      logits: kernels.float32(3),
      rows: 1,
      columns: 3,
      given: listsOf(kernels, [[]]),
      held: listsOf(kernels, [[2]]),
      scale: 1,
      losses: kernels.float32(1),
    });
    const teacher = { labels: kernels.uint16(3), lambda: 0.5, temperature: 1 };
    const attempt = (change: Partial<CrossEntropyOptions>) => () =>
      kernels.crossEntropy({ ...options(), ...change });
    expect(attempt({ held: listsOf(kernels, [[3]]) })).toThrow(/held.indices\[0\] is 3.*only 3/);
    expect(attempt({ subset: kernels.uint8(3) })).toThrow(/row 0 holds column 2 back.*in its subset/);
    expect(attempt({ teacher: { ...teacher, lambda: 2 } })).toThrow(/lambda must be from 0 to 1, not 2/);
    expect(attempt({ teacher: { ...teacher, temperature: 0 } })).toThrow(/temperature must be above 0/);
    const tooFew = { ...teacher, labels: kernels.uint16(2) };
    expect(attempt({ teacher: tooFew })).toThrow(/labels needs 3 elements/);
    const columns = 1 << 17;
    const wide = { ...options(), columns, logits: kernels.float32(columns) };
    const wideTeacher = { ...teacher, labels: kernels.uint16(columns) };
    expect(attempt({ ...wide, teacher: wideTeacher })).toThrow(/at most \d+ columns, not 131072/);
    expect(attempt(wide)).not.toThrow();
  });
});
