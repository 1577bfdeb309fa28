import { ARENA_START } from './control.ts';
import { KernelError } from './errors.ts';

const PAGE = 65_536;
/** 4 GiB: all that 32-bit addresses reach. */
const MAX_PAGES = 65_536;
const INITIAL_PAGES = 512;
/** One cache line. */
const ALIGNMENT = 64;

/** A typed array that a kernel can read or write. */
export type View = Float32Array | Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A height of the arena: everything allocated after it was taken is freed by releasing it. */
export type Mark = number & { readonly brand: 'arena mark' };

/** Hands out zeroed typed arrays of one shared memory, like a stack. */
export class Arena {
  readonly memory: WebAssembly.Memory;
  readonly #maxBytes: number;
  /**
   * Every buffer object that views were made of. Growing makes a new one (of any shared memory of this thread,
   * in V8), and older views keep working.
   */
  readonly #buffers = new WeakSet<ArrayBufferLike>();
  #top = ARENA_START;
  /** Bytes from here on were never handed out, so they are still zero. */
  #touched = ARENA_START;

  constructor(maxPages = MAX_PAGES) {
    const initial = Math.min(INITIAL_PAGES, maxPages);
    this.memory = new WebAssembly.Memory({ initial, maximum: MAX_PAGES, shared: true });
    this.#maxBytes = maxPages * PAGE;
  }

  float32(length: number): Float32Array {
    const offset = this.#allocate(length, 4);
    return new Float32Array(this.#buffer(), offset, length);
  }

  float64(length: number): Float64Array {
    const offset = this.#allocate(length, 8);
    return new Float64Array(this.#buffer(), offset, length);
  }

  int32(length: number): Int32Array {
    const offset = this.#allocate(length, 4);
    return new Int32Array(this.#buffer(), offset, length);
  }

  uint32(length: number): Uint32Array {
    const offset = this.#allocate(length, 4);
    return new Uint32Array(this.#buffer(), offset, length);
  }

  uint16(length: number): Uint16Array {
    const offset = this.#allocate(length, 2);
    return new Uint16Array(this.#buffer(), offset, length);
  }

  uint8(length: number): Uint8Array {
    const offset = this.#allocate(length, 1);
    return new Uint8Array(this.#buffer(), offset, length);
  }

  mark(): Mark {
    return this.#top as Mark;
  }

  release(mark: Mark): void {
    if (!(mark >= ARENA_START && mark <= this.#top)) {
      const message = `mark ${mark} is above the arena's top ${this.#top}; release marks in reverse order`;
      throw new KernelError('kernels/argument', message);
    }
    this.#top = mark;
  }

  /** Runs a function and frees what it allocated. */
  scoped<T>(use: () => T): T {
    const mark = this.mark();
    try {
      return use();
    } finally {
      this.release(mark);
    }
  }

  /** Address of bytes that keep whatever they held: for what a kernel writes before it reads. */
  scratch(bytes: number): number {
    return this.#reserve(bytes, 1);
  }

  /** Byte address of a view; throws when it is of another memory or shorter than `length` elements. */
  address(view: View, length: number, name: string): number {
    if (!this.#buffers.has(view.buffer)) {
      const message = `${name} is not in the kernels' memory; allocate it with their float32(), uint32() …`;
      throw new KernelError('kernels/argument', message);
    }
    if (view.length < length) {
      throw new KernelError('kernels/argument', `${name} needs ${length} elements but has ${view.length}`);
    }
    return view.byteOffset;
  }

  #allocate(length: number, size: number): number {
    const clean = this.#touched;
    const start = this.#reserve(length, size);
    const dirty = Math.min(this.#top, clean) - start;
    if (dirty > 0) new Uint8Array(this.memory.buffer, start, dirty).fill(0);
    return start;
  }

  #reserve(length: number, size: number): number {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new KernelError('kernels/argument', `an array's length must be a whole number, not ${length}`);
    }
    const start = this.#top;
    const end = start + Math.ceil((length * size) / ALIGNMENT) * ALIGNMENT;
    this.#grow(end, length * size);
    this.#touched = Math.max(this.#touched, end);
    this.#top = end;
    return start;
  }

  #grow(end: number, wanted: number): void {
    const { byteLength } = this.memory.buffer;
    if (end <= byteLength) return;
    try {
      if (end > this.#maxBytes) throw new RangeError('over the maximum');
      this.memory.grow(Math.ceil((end - byteLength) / PAGE));
    } catch (cause) {
      const message =
        `the kernels' memory has no room for ${wanted} more bytes: ${this.#top} of at most ` +
        `${this.#maxBytes} are in use; release what is no longer needed`;
      throw new KernelError('kernels/memory', message, { cause });
    }
  }

  #buffer(): ArrayBufferLike {
    const { buffer } = this.memory;
    this.#buffers.add(buffer);
    return buffer;
  }
}
