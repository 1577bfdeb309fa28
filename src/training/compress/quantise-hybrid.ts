import { roundToHalf } from '../../core/half.ts';
import type { HybridStudent } from '../../core/hybrid.ts';
import { quantiseSparse, quantiseTable, type TableBits } from '../../core/quantise.ts';
import type { HybridParameters } from '../students/hybrid-parameters.ts';
import { dropZeroCodes } from './drop-zero-codes.ts';

/**
 * The student that ships: `in` and `out` at `bits` bits and the sparse values at 8, one float16 scale a
 * row, learned for `in` and `out` where training learned it; everything small as float16, the three gates
 * as float32.
 */
export function quantiseHybrid(parameters: HybridParameters, bits: TableBits): HybridStudent {
  const { items, dim, exponent, steps } = parameters;
  return {
    items,
    dim,
    exponent,
    in: quantiseTable(parameters.in.weights, items, dim, bits, steps && halves(steps.in.weights)),
    out: quantiseTable(parameters.out.weights, items, dim, bits, steps && halves(steps.out.weights)),
    residual: {
      w1: halves(parameters.w1.weights),
      b1: halves(parameters.b1.weights),
      w2: halves(parameters.w2.weights),
      b2: halves(parameters.b2.weights),
    },
    sparse: dropZeroCodes(
      quantiseSparse({
        rows: items,
        offsets: parameters.offsets,
        columns: parameters.columns,
        values: parameters.values.weights,
      }),
    ),
    bias: halves(parameters.bias.weights),
    gates: parameters.gates.weights.slice(),
  };
}

function halves(values: Float32Array): Float32Array {
  return Float32Array.from(values, roundToHalf);
}
