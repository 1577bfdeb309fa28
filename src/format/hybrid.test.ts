import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundToHalf } from '../core/half.ts';
import type { HybridStudent } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { decodeHybrid, encodeHybrid } from './hybrid.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import type { Tensor } from './safetensors.ts';
import { randomStudent } from './random-student.ts';

const shape = fc.record({
  seed: fc.nat(),
  items: fc.integer({ min: 1, max: 60 }),
  dim: fc.integer({ min: 1, max: 8 }).map((half) => 2 * half),
  bits: fc.constantFrom(4 as const, 8 as const),
  nnz: fc.integer({ min: 0, max: 20 }),
});

function tiny(): HybridStudent {
  return randomStudent(new Random(1), { items: 5, dim: 4, bits: 8, nnz: 2 });
}

/** The encoded tiny student with some tensors (undefined: left out) or metadata replaced. */
function tampered(
  tensors: Record<string, Tensor | undefined>,
  metadata: Record<string, string> = {},
): Uint8Array {
  const file = decodeSafetensors(encodeHybrid(tiny()));
  const changed = new Map(file.tensors);
  for (const [name, tensor] of Object.entries(tensors)) {
    if (tensor === undefined) changed.delete(name);
    else changed.set(name, tensor);
  }
  return encodeSafetensors({ tensors: changed, metadata: { ...file.metadata, ...metadata } });
}

describe('student.safetensors', () => {
  test('a student whose numbers are halves comes back as it was', () => {
    fc.assert(
      fc.property(shape, (options) => {
        const student = randomStudent(new Random(options.seed), options);
        expect(decodeHybrid(encodeHybrid(student))).toEqual(student);
      }),
    );
  });

  test('a decoded file encodes to the same bytes', () => {
    fc.assert(
      fc.property(shape, (options) => {
        const bytes = encodeHybrid(randomStudent(new Random(options.seed), options));
        expect(encodeHybrid(decodeHybrid(bytes))).toEqual(bytes);
      }),
    );
  });

  test('numbers that are no halves are rounded to the nearest', () => {
    const student = tiny();
    student.bias[2] = 0.1;
    expect(decodeHybrid(encodeHybrid(student)).bias[2]).toBe(roundToHalf(0.1));
  });

  test('a row of more than 255 sparse entries makes counts two bytes wide', () => {
    const student = randomStudent(new Random(2), { items: 400, dim: 2, bits: 4, nnz: 300 });
    const bytes = encodeHybrid(student);
    expect(decodeSafetensors(bytes).tensors.get('sparse.counts')?.dtype).toBe('U16');
    expect(decodeHybrid(bytes)).toEqual(student);
  });

  test('more than 65,536 items make columns four bytes wide', () => {
    const student = randomStudent(new Random(2), { items: 65_537, dim: 2, bits: 4, nnz: 1 });
    const bytes = encodeHybrid(student);
    expect(decodeSafetensors(bytes).tensors.get('sparse.columns')?.dtype).toBe('U32');
    expect(decodeHybrid(bytes)).toEqual(student);
  });

  test('the decoded student does not hold on to the download', () => {
    const bytes = encodeHybrid(tiny());
    const student = decodeHybrid(bytes);
    bytes.fill(0);
    expect(student).toEqual(tiny());
  });

  test.each([
    ['a missing tensor', tampered({ bias: undefined }), /"bias" is missing/],
    [
      'a tensor too many',
      tampered({ more: { dtype: 'I8', shape: [0], bytes: new Uint8Array(0) } }),
      /"more" is not part/,
    ],
    [
      'codes of another shape',
      tampered({ 'in.codes': { dtype: 'I8', shape: [4, 5], bytes: new Uint8Array(20) } }),
      /in\.codes/,
    ],
    [
      'a scale that is infinite',
      tampered({
        'out.scales': { dtype: 'F16', shape: [5], bytes: Uint8Array.of(0, 0x7c, 0, 0, 0, 0, 0, 0, 0, 0) },
      }),
      /not finite/,
    ],
    [
      'a gate that is NaN',
      tampered({
        gates: { dtype: 'F32', shape: [3], bytes: new Uint8Array(Float32Array.of(1, Number.NaN, 1).buffer) },
      }),
      /gates/,
    ],
    [
      'counts that do not add up',
      tampered({ 'sparse.counts': { dtype: 'U8', shape: [5], bytes: Uint8Array.of(9, 9, 9, 9, 9) } }),
      /sparse\.columns.*expected U16 \[45\]/,
    ],
    ['another format', tampered({}, { format: 'other' }), /metadata format/],
    ['an exponent that is no number', tampered({}, { exponent: 'half' }), /exponent/],
    ['an exponent that is infinite', tampered({}, { exponent: 'Infinity' }), /exponent/],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => decodeHybrid(bytes)).toThrow(message);
    expect(() => decodeHybrid(bytes)).toThrow(expect.objectContaining({ code: 'bundle/format' }));
  });

  test.each([
    ['outside the catalogue', [0, 5]],
    ['given twice', [1, 1]],
    ['out of order', [2, 1]],
  ])('sparse columns %s are refused', (_, columns) => {
    const bytes = tampered({
      'sparse.counts': { dtype: 'U8', shape: [5], bytes: Uint8Array.of(2, 0, 0, 0, 0) },
      'sparse.columns': { dtype: 'U16', shape: [2], bytes: new Uint8Array(Uint16Array.from(columns).buffer) },
      'sparse.codes': { dtype: 'I8', shape: [2], bytes: new Uint8Array(2) },
    });
    expect(() => decodeHybrid(bytes)).toThrow(/ascending columns below 5/);
  });

  test('another version is refused as such', () => {
    expect(() => decodeHybrid(tampered({}, { version: '3' }))).toThrow(
      expect.objectContaining({ code: 'bundle/version' }),
    );
  });

  test('a student that a reader would refuse is not written', () => {
    const student = tiny();
    student.bias[0] = 1e6;
    expect(() => encodeHybrid(student)).toThrow(/bias.*not finite/);
  });
});
