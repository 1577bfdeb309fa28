import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CrossEntropyOptions, type Kernels, openKernels } from './index.ts';
import { type CrossEntropyRow, crossEntropyRow } from './reference.ts';
import { float32Of, largestDifference, listsOf, randomNumbers, uint16Of } from './testing.ts';

/** Float16's bits (IEEE 754 binary16) of the numbers that tests name. */
const HALF = {
  zero: 0x0000,
  one: 0x3c00,
  minusOne: 0xbc00,
  minusInfinity: 0xfc00,
  smallest: 0x0001,
} as const;

/** The number that float16's bits stand for. */
function fromHalf(bits: number): number {
  const [exponent, fraction] = [(bits >>> 10) & 31, bits & 1023];
  const size =
    exponent === 31
      ? Number.POSITIVE_INFINITY
      : exponent === 0
        ? fraction * 2 ** -24
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}

type Row = Omit<CrossEntropyRow, 'teacher'> & { readonly labels?: readonly number[] };

describe.each(['simd', 'relaxed'] as const)('crossEntropy on %s', (variant) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2, variant });
  });
  afterAll(() => kernels.close());

  /** Runs rows of one length; labels are float16's bits. */
  function run(rows: readonly Row[], { lambda = 0.5, temperature = 1, scale = 1 } = {}) {
    return kernels.scoped(() => {
      const columns = rows[0]!.logits.length;
      const logits = float32Of(
        kernels,
        rows.flatMap((row) => Array.from(row.logits)),
      );
      const losses = kernels.float64(rows.length);
      const subset = kernels.uint8(rows.length * columns);
      rows.forEach(({ subset: inside }, r) =>
        inside?.forEach((column) => {
          subset[r * columns + column] = 1 + (column % 255);
        }),
      );
      const labels = uint16Of(
        kernels,
        rows.flatMap((row) => row.labels ?? []),
      );
      kernels.crossEntropy({
        logits,
        rows: rows.length,
        columns,
        given: listsOf(
          kernels,
          rows.map((row) => row.given),
        ),
        held: listsOf(
          kernels,
          rows.map((row) => row.held),
        ),
        teacher: rows[0]!.labels ? { labels, lambda, temperature } : null,
        subset: rows[0]!.subset ? subset : null,
        scale,
        losses,
      });
      return { losses: losses.slice(), gradient: logits.slice() };
    });
  }

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
    expect(attempt({ teacher: { ...teacher, labels: kernels.uint16(2) } })).toThrow(
      /labels needs 3 elements/,
    );
  });
});

/** Logits in [−5, 5), labels from −8 to 0 with a −Infinity, 0 to 3 given and held columns that differ. */
function randomRow(
  columns: number,
  restricted: boolean,
  random: () => number,
): CrossEntropyRow & { labels: number[] } {
  const below = (bound: number) => Math.floor(random() * bound);
  const order = Array.from({ length: columns }, (_, column) => [random(), column] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, column]) => column);
  const half = Math.min(3, columns >> 1);
  const given = order.slice(0, below(half + 1));
  const held = order.slice(half, half + below(half + 1));
  // One more column is always inside, or there would be nothing to take a softmax of.
  const others = order.slice(2 * half - 1 > half ? 2 * half - 1 : half);
  const labels = order.map((_, j) => (j === order[0] ? HALF.minusInfinity : 0x8000 | below(0x4800)));
  const logits = order.map(() => random() * 10 - 5);
  const subset = restricted ? [...held, ...others.slice(0, 1 + below(others.length))] : undefined;
  return { logits: Float32Array.from(logits), given, held, labels, ...(subset && { subset }) };
}
