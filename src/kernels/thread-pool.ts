import { Worker } from 'node:worker_threads';
import { CONTROL } from './control.ts';
import { KernelError } from './errors.ts';

/** What a kernel answers and takes, seen from JavaScript: begin, end, scratch, then its own arguments. */
export type KernelFunction = (...values: number[]) => number | undefined;

export interface PoolOptions {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** scratch[thread]: address of each thread's own scratch memory; its length is the number of threads. */
  readonly scratch: readonly number[];
  /** The helper's source. */
  readonly worker?: URL;
  /** Longest wait for a helper that still works on its last range, ms. */
  readonly patience?: number;
}

/**
 * Runs a kernel over [0, count) on all threads: the calling thread and its helpers take ranges of `grain`
 * elements until none is left. Which thread takes which range is chance, what a range computes is not.
 */
export class ThreadPool {
  readonly threads: number;
  readonly #kernels = new Map<string, { run: KernelFunction; position: number }>();
  readonly #workers: Worker[] = [];
  readonly #slots: Int32Array[] = [];
  readonly #next: Int32Array;
  readonly #job: Int32Array;
  readonly #args: Float64Array;
  readonly #failure: Int32Array;
  readonly #scratch: number;
  readonly #patience: number;
  #broken: KernelError | undefined;

  private constructor({ module, memory, scratch, patience = 60_000 }: PoolOptions) {
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    WebAssembly.Module.exports(module).forEach(({ name }, position) => {
      this.#kernels.set(name, { run: exports[name] as KernelFunction, position });
    });
    const words = (offset: number, length: number) => new Int32Array(memory.buffer, offset, length);
    for (let slot = 0; slot < scratch.length - 1; slot++) {
      this.#slots.push(words(CONTROL.slots + slot * CONTROL.slotBytes, 1));
    }
    this.#next = words(CONTROL.next, 1);
    this.#job = words(CONTROL.job, 4);
    this.#args = new Float64Array(memory.buffer, CONTROL.args, CONTROL.maxArguments);
    this.#failure = words(CONTROL.failure, CONTROL.maxFailure + 1);
    this.#scratch = scratch[0]!;
    this.#patience = patience;
    this.threads = scratch.length;
  }

  /** Resolves when every helper waits for work; rejects when one cannot start. */
  static async start(options: PoolOptions): Promise<ThreadPool> {
    const pool = new ThreadPool(options);
    try {
      await Promise.all(
        options.scratch.slice(1).map((scratch, slot) => pool.#startWorker(options, slot, scratch)),
      );
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /** Runs a kernel over [0, count), `grain` elements a range; returns when all of it is done. */
  run(name: string, count: number, grain: number, args: readonly number[]): void {
    if (this.#broken) throw this.#broken;
    const { run, position } = this.#kernel(name);
    const helpers = Math.max(0, Math.min(this.#slots.length, Math.ceil(count / grain) - 1));
    this.#post(position, count, grain, args, helpers);
    try {
      this.#runRanges(run, count, grain, args);
    } finally {
      this.#join(helpers);
    }
    this.#throwFailure(name);
  }

  /** Calls a kernel that is not cut into ranges, on the calling thread. */
  call(name: string, args: readonly number[]): number {
    if (this.#broken) throw this.#broken;
    return this.#kernel(name).run(...args) ?? 0;
  }

  /** Ends the helpers; later runs throw. */
  async close(): Promise<void> {
    this.#broken ??= new KernelError(
      'kernels/closed',
      'the kernels were closed; open new ones with openKernels()',
    );
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #kernel(name: string): { run: KernelFunction; position: number } {
    const kernel = this.#kernels.get(name);
    if (kernel) return kernel;
    throw new KernelError(
      'kernels/unavailable',
      `there is no kernel "${name}"; run \`node scripts/build-kernels.mjs\``,
    );
  }

  #startWorker({ module, memory, worker }: PoolOptions, slot: number, scratch: number): Promise<void> {
    const source = worker ?? new URL('./pool-worker.mjs', import.meta.url);
    const helper = new Worker(source, {
      workerData: { module, memory, slot, scratch, control: CONTROL },
      // The runner's own loaders are of no use to the plain helper and slow its start.
      execArgv: [],
    });
    this.#workers.push(helper);
    return new Promise((resolve, reject) => {
      const fail = (reason: string, cause?: unknown) => {
        const message = `kernel thread ${slot + 1} ${reason}; open new kernels with openKernels()`;
        this.#broken ??= new KernelError('kernels/thread', message, { cause });
        reject(this.#broken);
      };
      helper.once('message', () => {
        // From here on the helper must not keep the process alive.
        helper.unref();
        resolve();
      });
      helper.once('error', (error) => fail('failed', error));
      helper.once('exit', (code) => fail(`ended with exit code ${code}`));
    });
  }

  /** Writes the job down, then wakes its helpers; with none, the caller runs it alone. */
  #post(kernel: number, count: number, grain: number, args: readonly number[], helpers: number): void {
    this.#job.set([kernel, count, grain, args.length]);
    this.#args.set(args);
    this.#failure[0] = 0;
    Atomics.store(this.#next, 0, 0);
    for (let slot = 0; slot < helpers; slot++) {
      Atomics.store(this.#slots[slot]!, 0, CONTROL.posted);
      Atomics.notify(this.#slots[slot]!, 0);
    }
  }

  #runRanges(run: KernelFunction, count: number, grain: number, args: readonly number[]): void {
    try {
      const next = this.#next;
      for (let begin = Atomics.add(next, 0, grain); begin < count; begin = Atomics.add(next, 0, grain)) {
        run(begin, Math.min(begin + grain, count), this.#scratch, ...args);
      }
    } catch (cause) {
      Atomics.store(this.#next, 0, count);
      throw new KernelError('kernels/thread', `a kernel failed on the calling thread: ${String(cause)}`, {
        cause,
      });
    }
  }

  /** Takes unstarted jobs back and waits for the helpers that run one. */
  #join(helpers: number): void {
    for (let slot = 0; slot < helpers; slot++) {
      const state = this.#slots[slot]!;
      const seen = Atomics.compareExchange(state, 0, CONTROL.posted, CONTROL.idle);
      if (seen === CONTROL.running) this.#waitForHelper(state, slot);
    }
  }

  #waitForHelper(state: Int32Array, slot: number): void {
    for (let spin = 0; spin < CONTROL.spins; spin++) {
      if (Atomics.load(state, 0) !== CONTROL.running) return;
    }
    if (Atomics.wait(state, 0, CONTROL.running, this.#patience) !== 'timed-out') return;
    const seconds = this.#patience / 1000;
    const message = `kernel thread ${slot + 1} gave no answer within ${seconds} s; open new kernels`;
    this.#broken = new KernelError('kernels/thread', message);
    throw this.#broken;
  }

  #throwFailure(name: string): void {
    const length = this.#failure[0]!;
    if (length === 0) return;
    const message = String.fromCharCode(...this.#failure.subarray(1, 1 + length));
    throw new KernelError('kernels/thread', `the kernel "${name}" failed on a helper thread: ${message}`);
  }
}
