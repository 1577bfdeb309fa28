/** Faults of the kernels. The codes are stable; `message` says what was expected, what came, what to do. */
export type KernelErrorCode =
  /** The .wasm file is missing or does not run in this Node. */
  | 'kernels/unavailable'
  /** An argument is not what the kernel takes: wrong length, foreign memory, an index outside its table. */
  | 'kernels/argument'
  /** The shared memory cannot grow any further. */
  | 'kernels/memory'
  /** A matrix to invert has a pivot that is not positive. */
  | 'kernels/not-positive-definite'
  /** A thread failed, ended or did not answer. */
  | 'kernels/thread'
  /** The kernels were closed. */
  | 'kernels/closed';

export class KernelError extends Error {
  override readonly name = 'KernelError';
  readonly code: KernelErrorCode;

  constructor(code: KernelErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
