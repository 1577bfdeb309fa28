import { AttarError } from '../core/errors.ts';
import { checkShape, hasDuplicateKeys, parseJson } from './json.ts';
import { array, exactObject, number, oneOf, record, string, where } from './shape.ts';
import type { Shape } from './shape.ts';

/** Bytes of one element, by dtype; a reader refuses every other dtype. */
export const DTYPE_BYTES = { I8: 1, U8: 1, U16: 2, F16: 2, U32: 4, F32: 4 } as const;

export type Dtype = keyof typeof DTYPE_BYTES;

/** One tensor: its little-endian elements as raw bytes, row-major. */
export interface Tensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Largest header a reader parses, bytes. */
export const MAX_HEADER_BYTES = 2 ** 20;

const METADATA = '__metadata__';
const count = where(number, 'a whole number', (value) => Number.isSafeInteger(value) && value >= 0);
const entrySchema = exactObject({
  dtype: oneOf(...(Object.keys(DTYPE_BYTES) as Dtype[])),
  shape: where(array(count), 'at most 8 sides', ({ length }) => length <= 8),
  data_offsets: where(array(count), 'a beginning and an end', ({ length }) => length === 2) as Shape<
    [number, number]
  >,
});
const metadataSchema = record(string);

/**
 * The safetensors container: header length (u64), header (JSON, padded with spaces to 8 bytes), data.
 * Wider elements come first, then by name, so every tensor is aligned and equal tensors give equal bytes.
 */
export function encodeSafetensors(file: TensorFile): Uint8Array {
  const names = [...file.tensors.keys()].sort((a, b) => compareTensors(file.tensors, a, b));
  const header = new Map<string, unknown>([[METADATA, sortedByKey(file.metadata)]]);
  let end = 0;
  for (const name of names) {
    const { dtype, shape, bytes } = file.tensors.get(name)!;
    checkLength(name, dtype, shape, bytes.length);
    header.set(name, { dtype, shape, data_offsets: [end, end + bytes.length] });
    end += bytes.length;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const start = 8 + Math.ceil(json.length / 8) * 8;
  const out = new Uint8Array(start + end).fill(0x20, 8, start);
  new DataView(out.buffer).setBigUint64(0, BigInt(start - 8), true);
  out.set(json, 8);
  let at = start;
  for (const name of names) {
    const { bytes } = file.tensors.get(name)!;
    out.set(bytes, at);
    at += bytes.length;
  }
  return out;
}

/**
 * The tensors of a file; views into `bytes`, nothing is copied. Throws `bundle/format` for anything the
 * container does not allow: every byte must belong to exactly one tensor.
 */
export function decodeSafetensors(bytes: Uint8Array, name = 'student.safetensors'): TensorFile {
  const start = dataStart(bytes, name);
  const header = parseHeader(bytes.subarray(8, start), name);
  const metadata = checkShape(name, metadataSchema, header.get(METADATA) ?? {});
  header.delete(METADATA);
  const entries = [...header].map(([key, value]) => ({ key, ...checkShape(name, entrySchema, value) }));
  entries.sort((a, b) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]);
  const tensors = new Map<string, Tensor>();
  const size = bytes.length - start;
  let end = 0;
  for (const {
    key,
    dtype,
    shape,
    data_offsets: [from, to],
  } of entries) {
    if (from !== end || to < from || to > size) {
      throw formatError(
        name,
        `tensor "${key}" spans bytes ${from} to ${to}; expected ${end} to at most ${size}`,
      );
    }
    checkLength(key, dtype, shape, to - from);
    tensors.set(key, { dtype, shape, bytes: bytes.subarray(start + from, start + to) });
    end = to;
  }
  if (end !== size) throw formatError(name, `tensors end at byte ${end} of ${size}`);
  return { tensors, metadata };
}

/** Where the data begins, from the first 8 bytes. */
function dataStart(bytes: Uint8Array, name: string): number {
  if (bytes.length < 10) throw formatError(name, `expected at least 10 bytes, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES) || length > BigInt(bytes.length - 8)) {
    throw formatError(
      name,
      `header of ${length} bytes; expected at most ${Math.min(MAX_HEADER_BYTES, bytes.length - 8)}`,
    );
  }
  return 8 + Number(length);
}

function parseHeader(bytes: Uint8Array, name: string): Map<string, unknown> {
  if (bytes[0] !== 0x7b) throw formatError(name, 'header does not begin with "{"');
  const header = parseJson(`${name} header`, bytes) as Record<string, unknown>;
  if (hasDuplicateKeys(new TextDecoder().decode(bytes))) throw formatError(name, 'header names a key twice');
  return new Map(Object.entries(header));
}

/** Throws unless the shape's product times the element's size is the number of bytes. */
function checkLength(name: string, dtype: Dtype, shape: readonly number[], bytes: number): void {
  const expected = shape.reduce((product, side) => product * side, DTYPE_BYTES[dtype]);
  if (expected === bytes) return;
  throw new AttarError(
    'bundle/format',
    `tensor "${name}": ${dtype} [${shape.join(', ')}] takes ${expected} bytes, got ${bytes}`,
  );
}

function compareTensors(tensors: ReadonlyMap<string, Tensor>, a: string, b: string): number {
  const width = DTYPE_BYTES[tensors.get(b)!.dtype] - DTYPE_BYTES[tensors.get(a)!.dtype];
  return width || (a < b ? -1 : 1);
}

function sortedByKey(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function formatError(name: string, reason: string): AttarError {
  return new AttarError('bundle/format', `${name}: ${reason}; the file is damaged or not a model`);
}
