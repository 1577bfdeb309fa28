import type * as onnx from 'onnxruntime-web';
import { scoringModel } from '../onnx/graph.ts';
import { DIM, STEP } from '../workload.ts';
import type { Workload } from '../workload.ts';
import type { Route } from './route.ts';

/**
 * onnxruntime-web's whole-number product and its TopK, on a number of threads. The runtime reads that number
 * once, so each one is a copy of the library of its own.
 */
export async function onnxRoute(workload: Workload, k: number, threads: 1 | 2): Promise<Route> {
  const address = `/onnx/ort.wasm.min.mjs?threads=${threads}`;
  const ort = (await import(/* @vite-ignore */ address)) as typeof onnx;
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths = new URL('/onnx/', location.href).href;
  const session = await ort.InferenceSession.create(scoringModel(workload.codes, DIM, k), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  });
  return {
    recommend: async (user) => {
      const found = await session.run({ user: new ort.Tensor('float32', user, [1, DIM]) });
      const scores = found.scores!.data as Float32Array;
      const items = found.items!.data as BigInt64Array;
      // The graph counts in steps, of the user and of the codes.
      return { items: Array.from(items, Number), scores: scores.map((score) => score * STEP * STEP) };
    },
  };
}
