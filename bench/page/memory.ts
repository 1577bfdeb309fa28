import { openLedger } from './gpu-ledger.ts';
import { openWasmLedger } from './wasm-ledger.ts';
import { ROUTES } from './routes/index.ts';
import type { RouteName } from './routes/names.ts';
import { makeWorkload } from './workload.ts';

export interface MemoryOptions {
  readonly route: RouteName;
  readonly items: number;
  readonly k: number;
}

export interface MemoryResult {
  /** Bytes of textures and buffers made and not deleted, as WebGL sees them. */
  readonly gpuBytes: number;
  /** Bytes of WebAssembly memories. */
  readonly wasmBytes: number;
  /** What TensorFlow.js says that its tensors need (`numBytesInGPU`); absent for other libraries. */
  readonly gpuNeededBytes?: number;
  /** What it says that it allocated for them (`numBytesInGPUAllocated`). */
  readonly gpuAllocatedBytes?: number;
}

/** Kept, so that what a route holds is not collected before the browser is asked about it. */
const kept: unknown[] = [];

/** What one route holds after a few requests. The catalogue that it was made of is not kept for it. */
export async function measureMemory({ route, items, k }: MemoryOptions): Promise<MemoryResult> {
  const counts = openLedger();
  const wasmBytes = openWasmLedger();
  const workload = makeWorkload(items);
  const { users } = workload;
  const started = await ROUTES[route](workload, k);
  kept.push(started);
  await started.ready?.();
  for (const user of users) await started.recommend(user);
  const { textureBytes, bufferBytes } = counts();
  const said = started.gpuBytes?.();
  return {
    wasmBytes: wasmBytes(),
    gpuBytes: textureBytes + bufferBytes,
    ...(said && { gpuNeededBytes: said.needed, gpuAllocatedBytes: said.allocated }),
  };
}
