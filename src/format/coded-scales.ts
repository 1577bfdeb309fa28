import type { HybridStorage } from '../core/hybrid.ts';
import { decodeBytes, encodeBytes } from './coded-streams.ts';
import { encodeFloat16 } from './float16.ts';
import type { Tensor } from './safetensors.ts';
import { scaleCodes, scaleRange, scalesFrom, valueCodes, valueRange, valuesFrom } from './short-numbers.ts';
import type { Range } from './short-numbers.ts';
import { copyOf, rawBytes, studentFault } from './tensor-reader.ts';
import type { TensorReader } from './tensor-reader.ts';

const RANGES = 'ranges';
/** Which row of `ranges` a tensor's least and largest number stand in. */
const RANGE_ORDER = [
  'in.scales',
  'out.scales',
  'sparse.scales',
  'bias',
  'residual.w1',
  'residual.w2',
  'residual.b1',
  'residual.b2',
] as const;

export type NumberTensor = (typeof RANGE_ORDER)[number];

/** Writes scales and other numbers as float16, or as coded bytes between two ends. */
export class NumberWriter {
  readonly #tensors: Map<string, Tensor>;
  readonly #scaleBits: HybridStorage['scaleBits'];
  readonly #ranges = new Float32Array(2 * RANGE_ORDER.length);

  constructor(tensors: Map<string, Tensor>, scaleBits: HybridStorage['scaleBits']) {
    this.#tensors = tensors;
    this.#scaleBits = scaleBits;
  }

  /** Numbers that are not negative, at one relative precision. */
  scales(name: NumberTensor, scales: Float32Array): void {
    if (this.#scaleBits === 16) this.#half(name, scales);
    else this.#bytes(name, scaleCodes(scales, scaleRange(scales)), scaleRange(scales));
  }

  /** Any numbers, at one absolute precision. */
  values(name: NumberTensor, values: Float32Array): void {
    if (this.#scaleBits === 16) this.#half(name, values);
    else this.#bytes(name, valueCodes(values, valueRange(values)), valueRange(values));
  }

  finish(): void {
    if (this.#scaleBits === 16) return;
    const shape = [RANGE_ORDER.length, 2];
    this.#tensors.set(RANGES, { dtype: 'F32', shape, bytes: rawBytes(this.#ranges) });
  }

  #half(name: NumberTensor, values: Float32Array): void {
    this.#tensors.set(name, { dtype: 'F16', shape: [values.length], bytes: encodeFloat16(values) });
  }

  #bytes(name: NumberTensor, codes: Uint8Array, { least, largest }: Range): void {
    const bytes = encodeBytes(codes);
    this.#tensors.set(name, { dtype: 'U8', shape: [bytes.length], bytes });
    this.#ranges.set([least, largest], 2 * RANGE_ORDER.indexOf(name));
  }
}

/** Reads what `NumberWriter` wrote. */
export class NumberReader {
  readonly #reader: TensorReader;
  /** Absent: the numbers are float16. */
  readonly #ranges: Float32Array | undefined;

  constructor(reader: TensorReader, scaleBits: HybridStorage['scaleBits']) {
    this.#reader = reader;
    if (scaleBits === 16) return;
    const shape = [RANGE_ORDER.length, 2];
    this.#ranges = new Float32Array(copyOf(reader.take(RANGES, ['F32'], shape).bytes));
  }

  scales(name: NumberTensor, count: number): Float32Array {
    const range = this.#range(name);
    if (range === undefined) return this.#reader.half(name, [count]);
    if (!(range.least >= 0)) throw studentFault(`scales of "${name}" begin at ${range.least}`);
    return scalesFrom(decodeBytes(this.#reader.stream(name), name, count), range);
  }

  values(name: NumberTensor, count: number): Float32Array {
    const range = this.#range(name);
    if (range === undefined) return this.#reader.half(name, [count]);
    return valuesFrom(decodeBytes(this.#reader.stream(name), name, count), range);
  }

  #range(name: NumberTensor): Range | undefined {
    if (this.#ranges === undefined) return undefined;
    const row = RANGE_ORDER.indexOf(name);
    const least = this.#ranges[2 * row]!;
    const largest = this.#ranges[2 * row + 1]!;
    if (Number.isFinite(least) && Number.isFinite(largest) && least <= largest) return { least, largest };
    throw studentFault(`range of "${name}" is ${least} to ${largest}; expected finite numbers in order`);
  }
}
