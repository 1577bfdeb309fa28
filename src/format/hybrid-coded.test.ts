import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAttarError } from '../core/errors.ts';
import { foldIn, scoreAll } from '../core/hybrid.ts';
import type { HybridStudent } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { weighTastes } from './golden.ts';
import { decodeHybrid, encodeHybrid, roundToStorage } from './hybrid.ts';
import { randomStudent } from './random-student.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import type { Tensor } from './safetensors.ts';

const storage = fc.record({
  sparseBits: fc.constantFrom(4 as const, 5 as const, 6 as const, 8 as const),
  scaleBits: fc.constantFrom(8 as const, 16 as const),
});
const shape = fc.record({
  seed: fc.nat(),
  items: fc.integer({ min: 1, max: 60 }),
  dim: fc.integer({ min: 1, max: 8 }).map((half) => 2 * half),
  bits: fc.constantFrom(2 as const, 3 as const, 4 as const, 8 as const),
  nnz: fc.integer({ min: 0, max: 20 }),
});

function tiny(): HybridStudent {
  const options = { items: 30, dim: 4, bits: 3, nnz: 4, storage: { sparseBits: 5, scaleBits: 8 } } as const;
  return roundToStorage(randomStudent(new Random(1), options));
}

const encoded = encodeHybrid(tiny());

/** The encoded tiny student with some tensors (undefined: left out) or metadata replaced. */
function tampered(
  tensors: Record<string, Tensor | undefined>,
  metadata: Record<string, string> = {},
): Uint8Array {
  const file = decodeSafetensors(encoded);
  const changed = new Map(file.tensors);
  for (const [name, tensor] of Object.entries(tensors)) {
    if (tensor === undefined) changed.delete(name);
    else changed.set(name, tensor);
  }
  return encodeSafetensors({ tensors: changed, metadata: { ...file.metadata, ...metadata } });
}

/** That tensor of the encoded tiny student with its bytes changed. */
function stream(name: string, change: (bytes: Uint8Array) => Uint8Array): Record<string, Tensor> {
  const bytes = change(decodeSafetensors(encoded).tensors.get(name)!.bytes.slice());
  return { [name]: { dtype: 'U8', shape: [bytes.length], bytes } };
}

/** Two numbers of `ranges` replaced. */
function ranges(at: number, numbers: readonly number[]): Record<string, Tensor> {
  const { bytes, ...tensor } = decodeSafetensors(encoded).tensors.get('ranges')!;
  const values = new Float32Array(bytes.slice().buffer);
  values.set(numbers, at);
  return { ranges: { ...tensor, bytes: new Uint8Array(values.buffer) } };
}

function expectSound(student: HybridStudent): void {
  const { items, sparse } = student;
  expect(sparse.offsets[items]).toBe(sparse.columns.length);
  expect(sparse.codes.length).toBe(sparse.columns.length);
  for (let row = 0; row < items; row++) {
    const columns = [...sparse.columns.subarray(sparse.offsets[row], sparse.offsets[row + 1])];
    expect(columns.every((column, i) => column < items && (i === 0 || column > columns[i - 1]!))).toBe(true);
  }
  expect(scoreAll(student, foldIn(student, weighTastes([0], []))).every(Number.isFinite)).toBe(true);
}

describe('an entropy-coded student', () => {
  test('with 8-bit values and float16 scales comes back as it was', () => {
    fc.assert(
      fc.property(shape, (options) => {
        const student = randomStudent(new Random(options.seed), {
          ...options,
          storage: { sparseBits: 8, scaleBits: 16 },
        });
        expect(decodeHybrid(encodeHybrid(student))).toEqual(student);
      }),
    );
  });

  test('comes back as what was rounded, and encodes to the same bytes', () => {
    fc.assert(
      fc.property(shape, storage, (options, given) => {
        const bytes = encodeHybrid(randomStudent(new Random(options.seed), options), given);
        const student = decodeHybrid(bytes);
        expect(student.storage).toEqual(given);
        expect(encodeHybrid(student)).toEqual(bytes);
        expect(roundToStorage(student)).toEqual(student);
      }),
    );
  });

  test('keeps the bits of its tables: two and three lie in memory as four', () => {
    for (const bits of [2, 3] as const) {
      const student = randomStudent(new Random(3), { items: 20, dim: 4, bits, nnz: 2 });
      expect(roundToStorage(student).in).toEqual(student.in);
      expect(student.in).toMatchObject({ bits: 4, storedBits: bits });
    }
  });

  test('has values at most a step of its bits away, and leaves out those that round to nothing', () => {
    const student = randomStudent(new Random(4), { items: 50, dim: 2, bits: 8, nnz: 12 });
    const rounded = roundToStorage(student, { sparseBits: 4, scaleBits: 8 });
    const query = weighTastes([7], []);
    const before = foldIn(student, query).sparse;
    const after = foldIn(rounded, query).sparse;
    const step = Math.exp(0.5) * rounded.sparse.scales[7]!;
    // Clipping the largest value of a row is part of the least squared error.
    const off = before.map((value, item) => Math.abs(value - after[item]!)).toSorted();
    expect(off[Math.floor(0.95 * off.length)]!).toBeLessThanOrEqual(0.51 * step);
    expect(rounded.sparse.codes.some((code) => code === 0)).toBe(student.sparse.codes.some((c) => c === 0));
    expect(rounded.sparse.codes.length).toBeLessThan(student.sparse.codes.length);
  });

  test('is smaller than plain tensors, and smaller still with fewer bits', () => {
    const student = randomStudent(new Random(5), { items: 2000, dim: 8, bits: 4, nnz: 10 });
    const sizes = [
      encodeHybrid(student),
      encodeHybrid(student, {}),
      encodeHybrid(student, { scaleBits: 8 }),
      encodeHybrid(student, { scaleBits: 8, sparseBits: 5 }),
    ].map((bytes) => bytes.length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(new Set(sizes).size).toBe(4);
  });

  test('does not hold on to the download', () => {
    const bytes = encodeHybrid(tiny());
    const student = decodeHybrid(bytes);
    bytes.fill(0);
    expect(student).toEqual(tiny());
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['with a tensor missing', tampered({ 'sparse.links': undefined }), /"sparse\.links" is missing/],
    [
      'with a tensor too many',
      tampered({ more: { dtype: 'U8', shape: [0], bytes: new Uint8Array(0) } }),
      /"more" is not part/,
    ],
    ['with links that end early', tampered(stream('sparse.links', (b) => b.slice(0, -1))), /ends too early/],
    [
      'with a byte after the codes',
      tampered(stream('in.codes', (b) => Uint8Array.of(...b, 0))),
      /"in\.codes" has \d+ bytes but ends at byte/,
    ],
    ['with an empty stream', tampered(stream('bias', () => new Uint8Array(0))), /cannot hold 240 decisions/],
    ['of no items', tampered({}, { items: '0' }), /items is "0"/],
    ['of more items than its bytes can hold', tampered({}, { items: '16000000' }), /cannot hold/],
    ['of a fraction of an item', tampered({}, { items: '2.5' }), /items is "2\.5"/],
    ['of more dimensions than there may be', tampered({}, { dim: '5000' }), /from 1 to 4096/],
    ['of an odd dimension at 3 bits', tampered({}, { dim: '5' }), /even number/],
    ['of 7 bits', tampered({}, { outBits: '7' }), /outBits is "7"; expected one of 2, 3, 4, 8/],
    ['with values of 3 bits', tampered({}, { sparseBits: '3' }), /sparseBits is "3"/],
    ['with scales of 16 bits that are bytes', tampered({}, { scaleBits: '16' }), /expected F16/],
    ['with a range upside down', tampered(ranges(6, [1, -1])), /range of "bias" is 1 to -1/],
    ['with a range that is no number', tampered(ranges(0, [0, Number.NaN])), /range of "in\.scales"/],
    ['with a negative scale', tampered(ranges(0, [-1, 1])), /"in\.scales" begin at -1/],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => decodeHybrid(bytes)).toThrow(message);
    expect(() => decodeHybrid(bytes)).toThrow(expect.objectContaining({ code: 'bundle/format' }));
  });

  test('that one byte cannot hold is not written: a negative scale, a bias without end', () => {
    const student = tiny();
    student.sparse.scales[2] = -0.5;
    expect(() => encodeHybrid(student)).toThrow(/scale -0\.5/);
    const other = tiny();
    other.bias[1] = Number.POSITIVE_INFINITY;
    expect(() => encodeHybrid(other)).toThrow(/not finite/);
  });

  test('with random damage to its bytes is sound or refused with a typed error, and never hangs', () => {
    const bytes = encoded;
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.nat(255),
        fc.constantFrom('set', 'cut', 'insert'),
        (at, value, kind) => {
          const damaged = kind === 'cut' ? bytes.slice(0, at) : bytes.slice();
          if (kind === 'set') damaged[at] = value;
          expectSoundOrRefused(
            kind === 'insert'
              ? Uint8Array.of(...bytes.subarray(0, at), value, ...bytes.subarray(at))
              : damaged,
          );
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('whose streams are any bytes at all is sound or refused with a typed error', () => {
    const names = ['in.codes', 'in.scales', 'sparse.links', 'sparse.codes', 'bias'];
    const damage = fc.tuple(fc.constantFrom(...names), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(damage, ([name, bytes]) => expectSoundOrRefused(tampered(stream(name, () => bytes)))),
      { numRuns: 2000 },
    );
  });
});

function expectSoundOrRefused(bytes: Uint8Array): void {
  try {
    expectSound(decodeHybrid(bytes));
  } catch (fault) {
    if (!isAttarError(fault)) throw fault;
  }
}
