/** The browser library: load a model, recommend on the visitor's own device. */
export { AttarError, isAttarError } from '../core/errors.ts';
export type { ErrorCode } from '../core/errors.ts';
export type {
  Catalogue,
  Golden,
  HistoryLength,
  Manifest,
  QualityRow,
  Report,
  Samples,
} from '../format/index.ts';
export { isBackendName } from './backends/backend-names.ts';
export { BACKEND_CHOICES_KEY } from './backends/choices-key.ts';
export { loadRecommender } from './load-recommender.ts';
export type { RecommenderOptions } from './load-recommender.ts';
export type * from './load-options.ts';
export type * from './types.ts';
