import type { HybridStorage, HybridStudent, QuantisedTable, ResidualLayer } from '../core/hybrid.ts';
import { decodeLinks, encodeLinks, popularFirst } from './coded-links.ts';
import { decodeTableCodes, decodeValues, encodeTable, encodeValues } from './coded-streams.ts';
import { CODED, FORMAT, readGates } from './hybrid-parts.ts';
import { NumberReader, NumberWriter } from './coded-scales.ts';
import type { Tensor, TensorFile } from './safetensors.ts';
import { rawBytes, studentFault, TensorReader } from './tensor-reader.ts';

/** Largest catalogue of the format; distances between items have at most 24 bits. */
const MAX_ITEMS = 2 ** 24;
const MAX_DIM = 2 ** 12;
const TABLE_BITS = [2, 3, 4, 8] as const;
const SPARSE_BITS = [4, 5, 6, 8] as const;
const SCALE_BITS = [8, 16] as const;

/** Version 2: one entropy-coded stream a table. The student's numbers must be what the storage holds. */
export function encodeCoded(student: HybridStudent, storage: HybridStorage): TensorFile {
  const tensors = new Map<string, Tensor>();
  const stream = (name: string, bytes: Uint8Array): void => {
    tensors.set(name, { dtype: 'U8', shape: [bytes.length], bytes });
  };
  const numbers = new NumberWriter(tensors, storage.scaleBits);
  for (const side of ['in', 'out'] as const) {
    stream(`${side}.codes`, encodeTable(evenly(student[side])));
    numbers.scales(`${side}.scales`, student[side].scales);
  }
  numbers.scales('sparse.scales', student.sparse.scales);
  numbers.values('bias', student.bias);
  for (const part of RESIDUAL) numbers.values(`residual.${part}`, student.residual[part]);
  stream('sparse.links', encodeLinks(student.sparse, popularFirst(student.bias)));
  stream('sparse.codes', encodeValues(student.sparse, storage.sparseBits));
  numbers.finish();
  tensors.set('gates', { dtype: 'F32', shape: [3], bytes: rawBytes(student.gates) });
  return { tensors, metadata: describe(student, storage) };
}

const RESIDUAL = ['w1', 'w2', 'b1', 'b2'] as const;

function describe(student: HybridStudent, storage: HybridStorage): Record<string, string> {
  return {
    format: FORMAT,
    version: CODED,
    exponent: String(student.exponent),
    items: String(student.items),
    dim: String(student.dim),
    inBits: String(student.in.storedBits ?? student.in.bits),
    outBits: String(student.out.storedBits ?? student.out.bits),
    sparseBits: String(storage.sparseBits),
    scaleBits: String(storage.scaleBits),
  };
}

export function decodeCoded(file: TensorFile, exponent: number): HybridStudent {
  const reader = new TensorReader(file);
  const { metadata } = file;
  const items = readCount(metadata, 'items', MAX_ITEMS);
  const dim = readCount(metadata, 'dim', MAX_DIM);
  const scaleBits = readChoice(metadata, 'scaleBits', SCALE_BITS);
  const sparseBits = readChoice(metadata, 'sparseBits', SPARSE_BITS);
  const numbers = new NumberReader(reader, scaleBits);
  const student = {
    in: readTable(reader, numbers, metadata, { side: 'in', rows: items, columns: dim }),
    out: readTable(reader, numbers, metadata, { side: 'out', rows: items, columns: dim }),
  };
  const scales = numbers.scales('sparse.scales', items);
  const bias = numbers.values('bias', items);
  const residual = readResidual(numbers, dim);
  const support = decodeLinks(reader.stream('sparse.links'), 'sparse.links', popularFirst(bias));
  const codes = decodeValues(reader.stream('sparse.codes'), 'sparse.codes', support, sparseBits);
  const gates = readGates(reader);
  reader.finish();
  const sparse = { ...support, codes, scales };
  return {
    items,
    dim,
    exponent,
    ...student,
    residual,
    sparse,
    bias,
    gates,
    storage: { sparseBits, scaleBits },
  };
}

function readTable(
  reader: TensorReader,
  numbers: NumberReader,
  metadata: TensorFile['metadata'],
  { side, rows, columns }: { readonly side: 'in' | 'out'; readonly rows: number; readonly columns: number },
): QuantisedTable {
  const stored = readChoice(metadata, `${side}Bits`, TABLE_BITS);
  if (stored !== 8) checkEven(columns);
  const name = `${side}.codes`;
  const codes = decodeTableCodes(reader.stream(name), name, { rows, columns, bits: stored });
  const scales = numbers.scales(`${side}.scales`, rows);
  if (stored === 2 || stored === 3) return { rows, columns, bits: 4, storedBits: stored, codes, scales };
  return { rows, columns, bits: stored, codes, scales };
}

function readResidual(numbers: NumberReader, dim: number): ResidualLayer {
  return {
    w1: numbers.values('residual.w1', dim * dim),
    w2: numbers.values('residual.w2', dim * dim),
    b1: numbers.values('residual.b1', dim),
    b2: numbers.values('residual.b2', dim),
  };
}

function readCount(metadata: TensorFile['metadata'], key: string, most: number): number {
  const text = metadata[key] ?? '';
  const value = Number(text);
  if (/^[1-9][0-9]*$/.test(text) && value <= most) return value;
  throw studentFault(`metadata ${key} is "${text}"; expected a whole number from 1 to ${most}`);
}

function readChoice<T extends number>(
  metadata: TensorFile['metadata'],
  key: string,
  choices: readonly T[],
): T {
  const choice = choices.find((value) => String(value) === metadata[key]);
  if (choice !== undefined) return choice;
  throw studentFault(`metadata ${key} is "${metadata[key]}"; expected one of ${choices.join(', ')}`);
}

function evenly(table: QuantisedTable): QuantisedTable {
  if (table.bits === 4) checkEven(table.columns);
  return table;
}

function checkEven(columns: number): void {
  if (columns % 2 === 1)
    throw studentFault(`${columns} columns; codes of fewer than 8 bits need an even number`);
}
