import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAttarError } from '../core/errors.ts';
import { decodeSafetensors, DTYPE_BYTES, encodeSafetensors, MAX_HEADER_BYTES } from './safetensors.ts';
import type { Dtype, Tensor } from './safetensors.ts';

/** A file with any header and any data, as a careless or hostile writer could make it. */
function fileOf(header: unknown, data: number, length?: bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

function expectFormatError(bytes: Uint8Array, message: RegExp): void {
  expect(() => decodeSafetensors(bytes)).toThrow(message);
  expect(() => decodeSafetensors(bytes)).toThrow(expect.objectContaining({ code: 'bundle/format' }));
}

const tensor = fc
  .tuple(fc.constantFrom(...(Object.keys(DTYPE_BYTES) as Dtype[])), fc.array(fc.nat(5), { maxLength: 3 }))
  .chain(([dtype, shape]) => {
    const length = shape.reduce((a, b) => a * b, DTYPE_BYTES[dtype]);
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((bytes): Tensor => ({ dtype, shape, bytes }));
  });
const file = fc.record({
  tensors: fc
    .uniqueArray(
      fc.tuple(
        fc.string().filter((name) => name !== '__metadata__'),
        tensor,
      ),
      {
        selector: ([name]) => name,
        maxLength: 6,
      },
    )
    .map((entries) => new Map(entries)),
  metadata: fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/).filter((key) => key in {} === false),
    fc.string(),
  ),
});

describe('safetensors', () => {
  test('one tensor of two bytes has the bytes that the format describes', () => {
    const bytes = encodeSafetensors({
      tensors: new Map([['a', { dtype: 'I8', shape: [2], bytes: Uint8Array.of(1, 255) }]]),
      metadata: {},
    });
    const header = '{"__metadata__":{},"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]}}';
    expect(bytes[0]).toBe(72);
    expect(new TextDecoder().decode(bytes.subarray(8, 80))).toBe(header.padEnd(72));
    expect([...bytes.subarray(80)]).toEqual([1, 255]);
  });

  test('what is encoded is decoded, and encodes to the same bytes', () => {
    fc.assert(
      fc.property(file, (given) => {
        const bytes = encodeSafetensors(given);
        const found = decodeSafetensors(bytes);
        expect(new Map(found.tensors)).toEqual(given.tensors);
        expect(found.metadata).toEqual(given.metadata);
        expect(encodeSafetensors(found)).toEqual(bytes);
      }),
    );
  });

  test('the order in which tensors are given does not show in the file', () => {
    const a: Tensor = { dtype: 'I8', shape: [3], bytes: Uint8Array.of(1, 2, 3) };
    const b: Tensor = { dtype: 'F32', shape: [1], bytes: Uint8Array.of(4, 5, 6, 7) };
    const one = encodeSafetensors({
      tensors: new Map([
        ['a', a],
        ['b', b],
      ]),
      metadata: { x: '1', y: '2' },
    });
    const two = encodeSafetensors({
      tensors: new Map([
        ['b', b],
        ['a', a],
      ]),
      metadata: { y: '2', x: '1' },
    });
    expect(one).toEqual(two);
  });

  test.each([
    ['a file of 3 bytes', new Uint8Array(3), /at least 10 bytes, got 3/],
    ['a header longer than the file', fileOf('{}', 0, 4000n), /header of 4000 bytes; expected at most 2/],
    ['a huge header', fileOf('{}', 0, 2n ** 63n), /header of 9223372036854775808 bytes/],
    ['a header above the cap', fileOf('{}'.padEnd(MAX_HEADER_BYTES + 1), 0), /header of 1048577 bytes/],
    ['a header that is no object', fileOf('[1]', 0), /does not begin with/],
    ['a header that is no JSON', fileOf('{"a"', 0), /JSON/],
    [
      'a name given twice',
      fileOf('{"a":{"dtype":"I8","shape":[0],"data_offsets":[0,0]},"\\u0061":1}', 0),
      /twice/,
    ],
    ['an unknown dtype', fileOf({ a: { dtype: 'F64', shape: [1], data_offsets: [0, 8] } }, 8), /dtype/],
    ['a missing shape', fileOf({ a: { dtype: 'I8', data_offsets: [0, 1] } }, 1), /shape/],
    ['a negative side', fileOf({ a: { dtype: 'I8', shape: [-1], data_offsets: [0, 1] } }, 1), /shape/],
    ['an unknown field', fileOf({ a: { dtype: 'I8', shape: [1], data_offsets: [0, 1], b: 1 } }, 1), /"b"/],
    [
      'a shape of another size',
      fileOf({ a: { dtype: 'U16', shape: [2], data_offsets: [0, 3] } }, 3),
      /takes 4 bytes, got 3/,
    ],
    [
      'offsets outside the file',
      fileOf({ a: { dtype: 'I8', shape: [9], data_offsets: [0, 9] } }, 4),
      /0 to 9; expected 0 to at most 4/,
    ],
    [
      'offsets that fall',
      fileOf({ a: { dtype: 'I8', shape: [1], data_offsets: [1, 0] } }, 1),
      /spans bytes 1 to 0/,
    ],
    [
      'a gap',
      fileOf({ a: { dtype: 'I8', shape: [1], data_offsets: [1, 2] } }, 2),
      /spans bytes 1 to 2; expected 0/,
    ],
    [
      'bytes that belong to no tensor',
      fileOf({ a: { dtype: 'I8', shape: [1], data_offsets: [0, 1] } }, 2),
      /end at byte 1 of 2/,
    ],
    [
      'tensors that overlap',
      fileOf(
        {
          a: { dtype: 'I8', shape: [2], data_offsets: [0, 2] },
          b: { dtype: 'I8', shape: [2], data_offsets: [1, 3] },
        },
        3,
      ),
      /"b" spans bytes 1 to 3; expected 2/,
    ],
    ['metadata that is no text', fileOf({ __metadata__: { a: 1 } }, 0), /field "a"/],
  ])('%s is refused', (_, bytes, message) => {
    expectFormatError(bytes, message);
  });

  test('any bytes give tensors or a typed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          decodeSafetensors(bytes);
        } catch (fault) {
          expect(isAttarError(fault)).toBe(true);
        }
      }),
    );
  });
});
