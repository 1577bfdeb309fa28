import type * as tfjs from '@tensorflow/tfjs';
import type * as tfjsWasmBackend from '@tensorflow/tfjs-backend-wasm';
import { topK } from '../../../src/core/topk.ts';
import { loadScript } from '../load-script.ts';
import { DIM, STEP } from '../workload.ts';
import type { Top, Workload } from '../workload.ts';
import type { Route } from './route.ts';

type Tf = typeof tfjs;
type Tf1 = tfjs.Tensor1D;

declare global {
  interface Window {
    /** The library as a classic script sets it: a copy of its own, apart from what the engine has of it. */
    tf?: Tf & { readonly wasm?: typeof tfjsWasmBackend };
  }
}

/** What one would write first: matMul, then topk; both on the GPU where the library does them there. */
export async function tfjsWebglTopk(workload: Workload, k: number): Promise<Route> {
  const tf = await startTfjs('webgl');
  const score = prepare(tf, workload);
  return {
    ready: () => use(tf, 'webgl'),
    gpuBytes: () => gpuBytes(tf),
    recommend: async (user) => {
      const [values, indices] = tf.tidy(() => {
        const best = tf.topk(score(user), k);
        return [best.values, best.indices] as const;
      });
      const [scores, items] = await Promise.all([values.data(), indices.data()]);
      tf.dispose([values, indices]);
      return { items: items as Int32Array, scores: scores as Float32Array };
    },
  };
}

/** What one writes next: matMul, all scores read back, the best kept by a heap in JavaScript. */
export async function tfjsWebglHeap(workload: Workload, k: number): Promise<Route> {
  const tf = await startTfjs('webgl');
  const score = prepare(tf, workload);
  return { ready: () => use(tf, 'webgl'), recommend: (user) => readAndRank(tf, () => score(user), k) };
}

/** matMul on the processor, with the library's SIMD kernels and as many threads as it takes, then a heap. */
export async function tfjsWasm(workload: Workload, k: number): Promise<Route> {
  const tf = await startTfjs('wasm');
  const score = prepare(tf, workload);
  return { ready: () => use(tf, 'wasm'), recommend: (user) => readAndRank(tf, () => score(user), k) };
}

async function readAndRank(tf: Tf, score: () => Tf1, k: number): Promise<Top> {
  const result = tf.tidy(score);
  const scores = (await result.data()) as Float32Array;
  result.dispose();
  const items = topK(scores, k);
  return { items, scores: Float32Array.from(items, (item) => scores[item]!) };
}

/** scores[items] of a user; the table is float32, as the library makes of every quantised weight at load. */
function prepare(tf: Tf, { codes, items }: Workload): (user: Float32Array) => Tf1 {
  const table = tf.tensor2d(
    Float32Array.from(codes, (code) => STEP * code),
    [items, DIM],
  );
  return (user) => tf.matMul(table, tf.tensor2d(user, [DIM, 1])).as1D();
}

function gpuBytes(tf: Tf): { needed: number; allocated: number } {
  const memory = tf.memory() as { numBytesInGPU?: number; numBytesInGPUAllocated?: number };
  return { needed: memory.numBytesInGPU ?? 0, allocated: memory.numBytesInGPUAllocated ?? 0 };
}

/** The library with a backend that is ready. */
export async function startTfjs(backend: 'webgl' | 'wasm'): Promise<Tf> {
  await loadScript('/tfjs/tf.es2017.min.js');
  if (backend === 'wasm') await loadScript('/tfjs-wasm/tf-backend-wasm.es2017.min.js');
  const tf = window.tf!;
  tf.wasm?.setWasmPaths('/tfjs-wasm/');
  // Otherwise it refuses GL that is drawn by the processor.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  await use(tf, backend);
  return tf;
}

async function use(tf: Tf, backend: string): Promise<void> {
  if (tf.getBackend() === backend) return;
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js could not start its ${backend} backend`);
}
