export type {
  Dataset,
  DatasetAbout,
  DatasetCounts,
  DatasetName,
  LoadDatasetOptions,
  LoadStep,
} from './dataset.ts';
export { DATASET_NAMES } from './dataset.ts';
export { type DownloadOptions, type DownloadProgress, downloadDataset } from './download.ts';
export { SOURCE_FILES, SOURCES_OF, type SourceName } from './layouts.ts';
export { loadDataset } from './load-dataset.ts';
export type { SampleHistory } from './sample-histories.ts';
export type { SplitSizes } from './split.ts';
