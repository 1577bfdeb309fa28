import { expect, test } from 'vitest';
import { foldIn, scoreItem } from '../core/hybrid.ts';
import type { HybridStudent, QuantisedTable } from '../core/hybrid.ts';
import { weighTastes } from './golden.ts';
import { decodeHybrid, encodeHybrid } from './hybrid.ts';
import { decodeSafetensors } from './safetensors.ts';

function table(codes: number[], scales: number[]): QuantisedTable {
  return { rows: 3, columns: 2, bits: 8, codes: Int8Array.from(codes), scales: Float32Array.from(scales) };
}

/** The example at the end of docs/bundle.md. */
const example: HybridStudent = {
  items: 3,
  dim: 2,
  exponent: 0.5,
  in: table([2, 0, 0, 2, 1, 1], [0.5, 0.5, 0.5]),
  out: table([1, 0, 0, 1, 3, -1], [0.5, 0.5, 0.25]),
  residual: {
    w1: new Float32Array(4),
    b1: new Float32Array(2),
    w2: new Float32Array(4),
    b2: new Float32Array(2),
  },
  sparse: {
    rows: 3,
    offsets: Uint32Array.of(0, 1, 1, 1),
    columns: Uint16Array.of(2),
    codes: Int8Array.of(64),
    scales: Float32Array.of(1 / 64, 0, 0),
  },
  bias: Float32Array.of(0, 0.5, -1),
  gates: Float32Array.of(0, 0.5, 1),
};

test('the worked example of the format has the scores that the document works out', () => {
  const student = decodeHybrid(encodeHybrid(example));
  const one = foldIn(student, weighTastes([0], []));
  expect([scoreItem(student, one, 1), scoreItem(student, one, 2)]).toEqual([0.5, 0.75]);
  const two = foldIn(student, weighTastes([0, 1], []));
  expect(scoreItem(student, two, 2)).toBeCloseTo(0.56066, 5);
});

test('the worked example has the header and the bytes that the document shows', () => {
  const bytes = encodeHybrid(example);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<
    string,
    unknown
  >;
  expect(header['__metadata__']).toEqual({ exponent: '0.5', format: 'attar-hybrid', version: '1' });
  expect(header['gates']).toEqual({ dtype: 'F32', shape: [3], data_offsets: [0, 12] });
  expect(header['bias']).toEqual({ dtype: 'F16', shape: [3], data_offsets: [12, 18] });
  expect(hex(bytes.subarray(8 + length, 8 + length + 18))).toBe(
    '00 00 00 00 00 00 00 3f 00 00 80 3f 00 00 00 38 00 bc',
  );
});

test('the worked example has the entropy-coded streams that the document shows, and the same scores', () => {
  const bytes = encodeHybrid(example, { sparseBits: 8, scaleBits: 16 });
  const { tensors } = decodeSafetensors(bytes);
  const streams = ['in.codes', 'out.codes', 'sparse.links', 'sparse.codes'];
  expect(streams.map((name) => hex(tensors.get(name)!.bytes))).toEqual([
    '82 80 02 38 35 0b a0 00',
    '81 80 03 1e 23 9a 80 00 00',
    '0e ed 80 00 00',
    'bf ff c0 00',
  ]);
  const student = decodeHybrid(bytes);
  const one = foldIn(student, weighTastes([0], []));
  expect([scoreItem(student, one, 1), scoreItem(student, one, 2)]).toEqual([0.5, 0.75]);
});

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
