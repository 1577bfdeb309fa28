/** The one place where the benchmark touches the engine's inside. */
import type { HybridStudent, QuantisedTable } from '../../src/core/hybrid.ts';
import type { Backend, ScoredModel } from '../../src/inference/backends/backend.ts';
import { createBackend } from '../../src/inference/backends/create.ts';
import { createWasmBackend } from '../../src/inference/backends/wasm.ts';
import { acquireEngine, releaseEngine } from '../../src/inference/backends/engine.ts';
import { popularityPrior } from '../../src/inference/popularity.ts';
import { createRecommender } from '../../src/inference/recommender.ts';
import type { BackendName, Recommender } from '../../src/inference/types.ts';
import { parseManifest } from '../../src/format/index.ts';
import type { Catalogue } from '../../src/format/index.ts';

export type { BackendName, ScoredModel };

/** A model of a low-rank table alone: no sparse part, no bias, no residual layer. */
export function makeModel(out: QuantisedTable): ScoredModel {
  const { rows: items, columns: dim } = out;
  const student: HybridStudent = {
    items,
    dim,
    exponent: 0.5,
    in: out,
    out,
    residual: {
      w1: new Float32Array(dim * dim),
      b1: new Float32Array(dim),
      w2: new Float32Array(dim * dim),
      b2: new Float32Array(dim),
    },
    sparse: {
      rows: items,
      offsets: new Uint32Array(items + 1),
      columns: new Uint32Array(0),
      codes: new Int8Array(0),
      scales: new Float32Array(items),
    },
    bias: new Float32Array(items),
    gates: new Float32Array(3),
  };
  return { student, prior: new Float32Array(items) };
}

/** A backend as `loadRecommender` starts it. */
export async function startBackend(name: BackendName, model: ScoredModel): Promise<Backend> {
  const { backend } = await createBackend(name, model);
  return backend;
}

/** The wasm backend without the threads that an isolated page may have. */
export function startOnOneThread(model: ScoredModel): Promise<Backend> {
  return createWasmBackend(model, { threads: 1 });
}

/** A recommender on a model of any size that no bundle holds. */
export async function startRecommender(
  name: BackendName,
  { student }: ScoredModel,
  catalogue: Catalogue,
): Promise<Recommender> {
  // Of another model: it is handed through, and nothing here reads its figures.
  const head = await fetch('/small/manifest.json');
  const manifest = parseManifest(new Uint8Array(await head.arrayBuffer()));
  const prior = popularityPrior(catalogue.popularity);
  const backend = await startBackend(name, { student, prior });
  await backend.ready;
  const get = (): Promise<never> => Promise.reject(new Error('this model has no files'));
  return createRecommender({ manifest, catalogue, student, prior, backend, get, getRows: get });
}

/** Tensors that the engine's TensorFlow.js backend holds. */
export function engineTensors(): number {
  const engine = acquireEngine();
  const tensors = engine.numDataIds();
  releaseEngine(engine);
  return tensors;
}

/** What the engine's TensorFlow.js backend says that it holds on the GPU, bytes. */
export function engineBytes(): { needed: number; allocated: number } {
  const engine = acquireEngine();
  const { numBytesInGPU, numBytesInGPUAllocated } = engine.memory() as unknown as {
    numBytesInGPU: number;
    numBytesInGPUAllocated: number;
  };
  releaseEngine(engine);
  return { needed: numBytesInGPU, allocated: numBytesInGPUAllocated };
}
