import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { Arena } from './arena.ts';
import { THREAD_SCRATCH } from './gemm.ts';
import { loadKernelModule } from './module.ts';
import { ThreadPool } from './thread-pool.ts';

const open: ThreadPool[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});

async function startPool(threads: number, worker?: URL) {
  const { module } = await loadKernelModule('simd');
  const arena = new Arena();
  const scratch = Array.from({ length: threads }, () => arena.scratch(THREAD_SCRATCH));
  const pool = await ThreadPool.start({
    module,
    memory: arena.memory,
    scratch,
    patience: 500,
    ...(worker && { worker }),
  });
  open.push(pool);
  return { arena, pool };
}

/** Runs with another helper program in place of ours. */
async function withHelper<T>(source: string, use: (url: URL) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'attar-pool-'));
  try {
    const file = path.join(folder, 'helper.mjs');
    await writeFile(file, `import { parentPort, workerData } from 'node:worker_threads';\n${source}`);
    return await use(pathToFileURL(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const fault = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string });

describe('the thread pool', () => {
  test.each([1, 2, 3])(
    'runs every element exactly once on %i threads, thousands of times',
    async (threads) => {
      const { arena, pool } = await startPool(threads);
      const values = arena.float32(1000);
      for (let run = 1; run <= 3000; run++) {
        pool.run('addScaledBias', 1000, 7, [values.byteOffset, 1, ...constants(arena)]);
      }
      expect(values.every((value) => value === 3000)).toBe(true);
    },
  );

  /** Addresses of a bias of 1 and of 1,000 factors of 1. */
  function constants(arena: Arena): [number, number] {
    const known = constantsOf.get(arena);
    if (known) return known;
    const made: [number, number] = [
      arena.float32(1).fill(1).byteOffset,
      arena.float32(1000).fill(1).byteOffset,
    ];
    constantsOf.set(arena, made);
    return made;
  }
  const constantsOf = new WeakMap<Arena, [number, number]>();

  test('throws when a kernel traps on any thread, and works on afterwards', async () => {
    const { arena, pool } = await startPool(3);
    const outside = 2 ** 32 - 4096;
    expect(() => pool.run('fill', 1_000_000, 1000, [outside, 1])).toThrow(
      fault('kernels/thread', /out of bounds/),
    );
    const values = arena.float32(5000);
    pool.run('fill', 5000, 10, [values.byteOffset, 2]);
    expect(values.every((value) => value === 2)).toBe(true);
  });

  test('throws when only a helper fails', async () => {
    const source = `
      const { memory, slot, control } = workerData;
      const state = new Int32Array(memory.buffer, control.slots + slot * control.slotBytes, 1);
      const failure = new Int32Array(memory.buffer, control.failure, 4);
      parentPort.postMessage('ready');
      Atomics.wait(state, 0, control.idle);
      Atomics.compareExchange(state, 0, control.posted, control.running);
      failure.set([3, 98, 97, 100]);
      Atomics.store(state, 0, control.idle);
      Atomics.notify(state, 0);
    `;
    await withHelper(source, async (url) => {
      const { arena, pool } = await startPool(2, url);
      const values = arena.float32(4_000_000);
      const attempts = () => {
        for (let run = 0; run < 200; run++) pool.run('fill', values.length, 1000, [values.byteOffset, 2]);
      };
      expect(attempts).toThrow(fault('kernels/thread', /failed on a helper thread: bad/));
    });
  });

  test('throws instead of hanging when a helper dies in the middle of its work', async () => {
    const source = `
      const { memory, slot, control } = workerData;
      const state = new Int32Array(memory.buffer, control.slots + slot * control.slotBytes, 1);
      parentPort.postMessage('ready');
      Atomics.wait(state, 0, control.idle);
      Atomics.compareExchange(state, 0, control.posted, control.running);
      process.exit(3);
    `;
    await withHelper(source, async (url) => {
      const { arena, pool } = await startPool(2, url);
      const values = arena.float32(4_000_000);
      const attempts = () => {
        for (let run = 0; run < 200; run++) pool.run('fill', values.length, 1000, [values.byteOffset, 2]);
      };
      expect(attempts).toThrow(fault('kernels/thread', /gave no answer within 0.5 s/));
      expect(attempts).toThrow(fault('kernels/thread', /gave no answer/));
    });
  });

  test('throws on the next call when a helper ended between two calls', async () => {
    const source = "parentPort.postMessage('ready'); setTimeout(() => process.exit(3), 20);";
    await withHelper(source, async (url) => {
      const { pool } = await startPool(2, url);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(() => pool.run('fill', 0, 1, [0, 0])).toThrow(
        fault('kernels/thread', /thread 1 ended with exit code 3/),
      );
    });
  });

  test('rejects when a helper cannot start', async () => {
    await withHelper("throw new Error('no such luck');", async (url) => {
      await expect(startPool(2, url)).rejects.toThrow(fault('kernels/thread', /thread 1 failed/));
    });
  });

  test('says so when it was closed', async () => {
    const { pool } = await startPool(2);
    await pool.close();
    expect(() => pool.run('fill', 1, 1, [0, 0])).toThrow(fault('kernels/closed', /openKernels/));
  });

  test('does not keep a process alive that forgets to close it', async () => {
    const program = `
      const { openKernels } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
      const kernels = await openKernels({ threads: 3 });
      kernels.fill(kernels.float32(1_000_000), 1);
      console.log('done');
    `;
    const folder = new URL('../..', import.meta.url);
    const run = promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', program],
      {
        cwd: folder,
        timeout: 15_000,
      },
    );
    expect((await run).stdout).toBe('done\n');
  });
});
