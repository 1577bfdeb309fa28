import type { AttarError } from '../core/errors.ts';
import { decodeFloat16 } from './float16.ts';
import { fileFault } from './file-fault.ts';
import type { Dtype, Tensor, TensorFile } from './safetensors.ts';

/** Hands out each tensor once, checked, and knows at the end whether any was left. */
export class TensorReader {
  readonly #left: Map<string, Tensor>;
  readonly #file: string;

  constructor(file: TensorFile, name = 'student.safetensors') {
    this.#left = new Map(file.tensors);
    this.#file = name;
  }

  shape(name: string): readonly number[] {
    const tensor = this.#left.get(name);
    if (tensor === undefined) throw fileFault(this.#file, `tensor "${name}" is missing`);
    return tensor.shape;
  }

  take(name: string, dtypes: readonly Dtype[], shape: readonly number[]): Tensor {
    const found = this.shape(name);
    const tensor = this.#left.get(name)!;
    const sameShape = found.length === shape.length && found.every((side, i) => side === shape[i]);
    if (!dtypes.includes(tensor.dtype) || !sameShape) {
      throw fileFault(
        this.#file,
        `tensor "${name}" is ${tensor.dtype} [${found.join(', ')}]; ` +
          `expected ${dtypes.join(' or ')} [${shape.join(', ')}]`,
      );
    }
    this.#left.delete(name);
    return tensor;
  }

  /** The bytes of an entropy-coded stream, of whatever length. */
  stream(name: string): Uint8Array {
    return this.take(name, ['U8'], [this.shape(name)[0] ?? 0]).bytes;
  }

  half(name: string, shape: readonly number[]): Float32Array {
    const values = decodeFloat16(this.take(name, ['F16'], shape).bytes);
    if (!values.every(Number.isFinite))
      throw fileFault(this.#file, `tensor "${name}" holds a number that is not finite`);
    return values;
  }

  finish(): void {
    const [name] = this.#left.keys();
    if (name !== undefined) throw fileFault(this.#file, `tensor "${name}" is not part of this version`);
  }
}

/** The bytes of a typed array. Little endian like the file: no current browser or Node runs on another. */
export function rawBytes(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** A buffer of its own, so that wider elements are aligned and the download can be freed. */
export function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

export function studentFault(reason: string): AttarError {
  return fileFault('student.safetensors', reason);
}
