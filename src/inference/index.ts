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
export { loadRecommender } from './load.ts';
export type * from './types.ts';
