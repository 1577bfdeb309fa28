import { describe, expect, test } from 'vitest';
import { refitSparse, solveInPlace } from './refit.ts';

describe('refitSparse', () => {
  test('solves the ridge regression of one column as worked by hand', () => {
    // G = [[2, 1, 1], [1, 3, 2], [1, 2, 4]]; column 2 kept on rows 0 and 1, λ = 1, no count-regularisation:
    // [[3, 1], [1, 4]] b = [1, 2] → b = ((4 − 2) / 11, (6 − 1) / 11).
    const gram = Float32Array.of(2, 1, 1, 1, 3, 2, 1, 2, 4);
    const table = {
      rows: 3,
      offsets: Uint32Array.of(0, 1, 2, 2),
      columns: Uint32Array.of(2, 2),
      values: Float32Array.of(9, 9),
    };
    const refitted = refitSparse(gram, table, { reg: 1, countReg: 0 });
    expect(refitted.values[0]).toBeCloseTo(2 / 11, 6);
    expect(refitted.values[1]).toBeCloseTo(5 / 11, 6);
  });

  test('with the full support and no diagonal it is the table of EASE up to its scaling by column', () => {
    // Column 0 of EASE on two items: B[1, 0] = G01 / (G11 + λ).
    const gram = Float32Array.of(5, 2, 2, 3);
    const table = {
      rows: 2,
      offsets: Uint32Array.of(0, 1, 2),
      columns: Uint32Array.of(1, 0),
      values: new Float32Array(2),
    };
    const refitted = refitSparse(gram, table, { reg: 2, countReg: 0.5 });
    expect(refitted.values[0]).toBeCloseTo(2 / (5 + 2 + 2.5), 6);
    expect(refitted.values[1]).toBeCloseTo(2 / (3 + 2 + 1.5), 6);
  });

  test('refuses a system that is not positive definite', () => {
    expect(() => solveInPlace(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrowError(
      /not positive definite.*raise reg/,
    );
  });
});
