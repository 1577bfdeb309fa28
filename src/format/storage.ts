import { roundToHalf } from '../core/half.ts';
import { codeAt } from '../core/hybrid.ts';
import type { HybridStorage, HybridStudent, QuantisedTable, SparseTable } from '../core/hybrid.ts';
import { bestStep, codeOf, largestCode, tableCodeOf } from '../core/quantise.ts';
import { scaleCodes, scaleRange, scalesFrom, valueCodes, valueRange, valuesFrom } from './short-numbers.ts';
import { studentFault } from './tensor-reader.ts';

type ScaleBits = HybridStorage['scaleBits'];

/**
 * The student with every number one that the storage can hold. Codes are chosen again where their scale
 * moved; what the storage holds already stays as it is, so rounding twice is rounding once.
 */
export function roundStudent(student: HybridStudent, storage: HybridStorage): HybridStudent {
  const { w1, b1, w2, b2 } = student.residual;
  const values = (numbers: Float32Array): Float32Array => roundValues(numbers, storage.scaleBits);
  return {
    ...student,
    in: roundTable(student.in, storage.scaleBits),
    out: roundTable(student.out, storage.scaleBits),
    residual: { w1: values(w1), b1: values(b1), w2: values(w2), b2: values(b2) },
    sparse: roundSparse(student.sparse, storage),
    bias: values(student.bias),
    storage,
  };
}

function roundTable(table: QuantisedTable, scaleBits: ScaleBits): QuantisedTable {
  const { rows, columns, bits } = table;
  const stored = table.storedBits ?? bits;
  const scales = roundScales(table.scales, scaleBits);
  const codes = table.codes.slice();
  for (let row = 0; row < rows; row++) {
    const factor = table.scales[row]!;
    const step = scales[row]!;
    if (step === factor) continue;
    for (let index = row * columns; index < (row + 1) * columns; index++) {
      const code = tableCodeOf(codeAt(table, 0, index) * factor, step, stored);
      if (bits === 8) codes[index] = code;
      else codes[index >> 1] = replaceNibble(codes[index >> 1]!, index & 1, code + 8);
    }
  }
  return { ...table, codes, scales };
}

function replaceNibble(byte: number, high: number, nibble: number): number {
  return high === 1 ? (byte & 15) | (nibble << 4) : (byte & 240) | nibble;
}

/** Entries whose value is rounded to nothing are left out: they would cost bytes and add nothing. */
function roundSparse(table: SparseTable, storage: HybridStorage): SparseTable {
  const { rows, offsets, columns } = table;
  const top = largestCode(storage.sparseBits);
  const scales = roundScales(sparseSteps(table, top), storage.scaleBits);
  const codes = new Int8Array(columns.length);
  const kept: number[] = [];
  const ends = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    const factor = table.scales[row]!;
    const step = scales[row]!;
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const old = table.codes[entry]!;
      const code = step === factor ? old : codeOf(old * factor, step, top);
      codes[entry] = code;
      if (code !== 0 || old === 0) kept.push(entry);
    }
    ends[row + 1] = kept.length;
  }
  const keptColumns =
    columns instanceof Uint16Array ? new Uint16Array(kept.length) : new Uint32Array(kept.length);
  keptColumns.set(kept.map((entry) => columns[entry]!));
  return {
    rows,
    offsets: ends,
    columns: keptColumns,
    codes: Int8Array.from(kept, (entry) => codes[entry]!),
    scales,
  };
}

/** The step of each row: its scale where all codes fit already, else the one of least squared error. */
function sparseSteps(table: SparseTable, top: number): Float32Array {
  return table.scales.map((scale, row) => {
    const codes = table.codes.subarray(table.offsets[row], table.offsets[row + 1]);
    if (codes.every((code) => Math.abs(code) <= top)) return scale;
    return bestStep(
      Float32Array.from(codes, (code) => code * scale),
      top,
    );
  });
}

function roundScales(scales: Float32Array, scaleBits: ScaleBits): Float32Array {
  if (scaleBits === 16) return scales.map(roundToHalf);
  const wrong = scales.find((scale) => !(scale >= 0 && scale < Number.POSITIVE_INFINITY));
  if (wrong !== undefined) throw studentFault(`scale ${wrong}; one byte holds finite scales of at least 0`);
  const range = scaleRange(scales);
  return scalesFrom(scaleCodes(scales, range), range);
}

function roundValues(values: Float32Array, scaleBits: ScaleBits): Float32Array {
  if (scaleBits === 16) return values.map(roundToHalf);
  if (!values.every(Number.isFinite)) throw studentFault('a bias or residual weight is not finite');
  const range = valueRange(values);
  return valuesFrom(valueCodes(values, range), range);
}
