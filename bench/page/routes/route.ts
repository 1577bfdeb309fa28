import type { Top, Workload } from '../workload.ts';

/** One way to score a catalogue and keep the best. */
export interface Route {
  /** Done before a turn, off the clock. */
  readonly ready?: () => Promise<void>;
  /** The k best items, best first. */
  readonly recommend: (user: Float32Array) => Promise<Top>;
  /** Bytes that a library says it holds on the GPU: what its tensors need, and what it allocated. */
  readonly gpuBytes?: () => { readonly needed: number; readonly allocated: number };
}

/** Puts the catalogue where the route wants it; the route keeps nothing of the workload that it does not need. */
export type RouteMaker = (workload: Workload, k: number) => Promise<Route>;
