import type { HybridStudent, QuantisedTable } from '../core/hybrid.ts';
import { encodeFloat16 } from './float16.ts';
import { FORMAT, PLAIN, readGates } from './hybrid-parts.ts';
import { decodeSparse, encodeSparse } from './hybrid-sparse.ts';
import type { Tensor, TensorFile } from './safetensors.ts';
import { copyOf, rawBytes, studentFault, TensorReader } from './tensor-reader.ts';

/** Version 1: every table a tensor of its own, as it lies in memory. */
export function encodePlain(student: HybridStudent): TensorFile {
  const { items, dim } = student;
  const tensors = new Map<string, Tensor>();
  const half = (name: string, shape: number[], values: Float32Array): void => {
    tensors.set(name, { dtype: 'F16', shape, bytes: encodeFloat16(values) });
  };
  for (const side of ['in', 'out'] as const) {
    tensors.set(`${side}.codes`, encodeCodes(student[side], `${side}.codes`));
    half(`${side}.scales`, [items], student[side].scales);
  }
  for (const part of ['w1', 'w2'] as const) half(`residual.${part}`, [dim, dim], student.residual[part]);
  for (const part of ['b1', 'b2'] as const) half(`residual.${part}`, [dim], student.residual[part]);
  encodeSparse(student.sparse, tensors);
  half('sparse.scales', [items], student.sparse.scales);
  half('bias', [items], student.bias);
  tensors.set('gates', { dtype: 'F32', shape: [3], bytes: rawBytes(student.gates) });
  return { tensors, metadata: { format: FORMAT, version: PLAIN, exponent: String(student.exponent) } };
}

export function decodePlain(file: TensorFile, exponent: number): HybridStudent {
  const reader = new TensorReader(file);
  const items = reader.shape('bias')[0] ?? 0;
  const dim = reader.shape('residual.b1')[0] ?? 0;
  if (items < 1 || dim < 1)
    throw studentFault(`${items} items and ${dim} dimensions; expected at least 1 of each`);
  const gates = readGates(reader);
  const student: HybridStudent = {
    items,
    dim,
    exponent,
    in: decodeTable(reader, 'in', items, dim),
    out: decodeTable(reader, 'out', items, dim),
    residual: {
      w1: reader.half('residual.w1', [dim, dim]),
      b1: reader.half('residual.b1', [dim]),
      w2: reader.half('residual.w2', [dim, dim]),
      b2: reader.half('residual.b2', [dim]),
    },
    sparse: decodeSparse(reader, items),
    bias: reader.half('bias', [items]),
    gates,
  };
  reader.finish();
  return student;
}

function encodeCodes(table: QuantisedTable, name: string): Tensor {
  const { rows, columns, bits, codes } = table;
  if (bits === 8) return { dtype: 'I8', shape: [rows, columns], bytes: rawBytes(codes) };
  if (columns % 2 === 1)
    throw studentFault(`tensor "${name}" has ${columns} columns; 4-bit codes need an even number`);
  return { dtype: 'U8', shape: [rows, columns / 2], bytes: rawBytes(codes) };
}

function decodeTable(
  reader: TensorReader,
  side: 'in' | 'out',
  rows: number,
  columns: number,
): QuantisedTable {
  const name = `${side}.codes`;
  const wide = reader.shape(name)[1] === columns;
  const tensor = wide
    ? reader.take(name, ['I8'], [rows, columns])
    : reader.take(name, ['U8'], [rows, columns / 2]);
  const data = copyOf(tensor.bytes);
  const scales = reader.half(`${side}.scales`, [rows]);
  return {
    rows,
    columns,
    bits: wide ? 8 : 4,
    codes: wide ? new Int8Array(data) : new Uint8Array(data),
    scales,
  };
}
