import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, openKernels } from './index.ts';
import { listsOf, randomHistories, randomNumbers, randomTable, randomValues, uint16Of } from './testing.ts';

/** Runs a computation on 1, 2 and 3 threads; the results must have the same bits. */
describe('the number of threads does not change a bit of', () => {
  const all: Kernels[] = [];
  beforeAll(async () => {
    for (const threads of [1, 2, 3]) all.push(await openKernels({ threads }));
  });
  afterAll(async () => {
    await Promise.all(all.map((kernels) => kernels.close()));
  });

  function expectSameBits(compute: (kernels: Kernels, random: () => number) => Float32Array[]): void {
    const [one, ...others] = all.map((kernels) =>
      kernels.scoped(() => compute(kernels, randomNumbers(11)).map((result) => Float32Array.from(result))),
    );
    one!.forEach((expected, position) => {
      expect(expected.some((value) => value !== 0 && Number.isFinite(value))).toBe(true);
      for (const other of others) {
        expect(Buffer.from(other[position]!.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
      }
    });
  }

  test('gemm', () => {
    expectSameBits((kernels, random) => {
      const [m, n, k] = [250, 1100, 450];
      const c = kernels.float32(m * n);
      kernels.gemm({
        m,
        n,
        k,
        a: randomValues(kernels, m * k, random),
        b: randomValues(kernels, k * n, random),
        c,
      });
      return [c];
    });
  });

  test('the inverse', () => {
    expectSameBits((kernels, random) => {
      const n = 420;
      const x = randomValues(kernels, n * 40, random);
      const matrix = kernels.float32(n * n);
      kernels.gemm({ m: n, n, k: 40, a: x, b: x, transposeB: true, c: matrix });
      for (let i = 0; i < n; i++) matrix[i * n + i]! += 5;
      kernels.invertSymmetric(matrix, n);
      return [matrix];
    });
  });

  test('a training step', () => {
    expectSameBits((kernels, random) => {
      const [rows, items, dim] = [96, 1501, 24];
      const histories = randomHistories(kernels, { rows, tableRows: items, longest: 30 }, random);
      const table = randomTable(kernels, { tableRows: items, columns: items, longest: 12 }, random);
      const gates = randomValues(kernels, rows, random);
      const [input, output] = [
        randomValues(kernels, items * dim, random),
        randomValues(kernels, items * dim, random),
      ];
      const [user, scores] = [kernels.float32(rows * dim), kernels.float32(rows * items)];
      kernels.sumRows({ ...histories, table: input, columns: dim, out: user });
      kernels.gemm({ m: rows, n: items, k: dim, a: user, b: output, transposeB: true, c: scores });
      kernels.sparseForward({ ...histories, ...table, gates, columns: items, scores });
      const bias = randomValues(kernels, items, random);
      kernels.addScaledBias({ scores, rows, columns: items, bias, factors: gates });
      const losses = kernels.float32(rows);
      const labels = uint16Of(
        kernels,
        Array.from({ length: rows * items }, () => 0x8000 | Math.floor(random() * 0x4800)),
      );
      kernels.crossEntropy({
        logits: scores,
        rows,
        columns: items,
        given: listsOf(
          kernels,
          Array.from({ length: rows }, (_, r) => [r, 2 * r]),
        ),
        held: listsOf(
          kernels,
          Array.from({ length: rows }, (_, r) => [r + 500, r + 900]),
        ),
        teacher: { labels, lambda: 0.7, temperature: 2 },
        scale: 1 / rows,
        losses,
      });
      const gradientValues = kernels.float32(table.tableValues.length);
      const [gradientGates, gradientFactors] = [kernels.float32(rows), kernels.float32(rows)];
      kernels.sparseBackward({
        ...histories,
        ...table,
        gates,
        columns: items,
        gradientScores: scores,
        gradientValues,
        gradientGates,
      });
      const gradientBias = kernels.float32(items);
      kernels.biasBackward({
        gradientScores: scores,
        rows,
        columns: items,
        bias,
        factors: gates,
        gradientBias,
        gradientFactors,
      });
      const gradientIn = kernels.float32(items * dim);
      kernels.scatterRows({ ...histories, gradient: user, columns: dim, table: gradientIn });
      const [first, second] = [kernels.float32(items * dim), kernels.float32(items * dim)];
      kernels.adam({ weights: input, gradient: gradientIn, first, second, step: 1, learningRate: 0.01 });
      return [
        user,
        scores,
        losses,
        gradientValues,
        gradientGates,
        gradientBias,
        gradientFactors,
        gradientIn,
        input,
      ];
    });
  });
});

test('openKernels refuses a number of threads that is none', async () => {
  await expect(openKernels({ threads: 0 })).rejects.toThrow(/whole number from 1 to 64, not 0/);
  await expect(openKernels({ threads: 1.5 })).rejects.toThrow(/not 1.5/);
});
