import { readFile } from 'node:fs/promises';
import { Random } from '../../core/random.ts';
import type { DatasetName } from '../../data/index.ts';
import {
  compressedElsaPeer,
  elsaEntries,
} from '../../evaluation/peers/compressed-elsa/compressed-elsa-peer.ts';
import { ElsaModel } from '../../evaluation/peers/compressed-elsa/elsa-model.ts';
import type { ElsaLevel } from '../../evaluation/peers/compressed-elsa/sparse-codes.ts';
import {
  type ElsaOptions,
  elsaSchedule,
  trainElsa,
} from '../../evaluation/peers/compressed-elsa/train-compressed-elsa.ts';
import type { Peer } from '../../evaluation/peers/peer.ts';
import { decodeElsa, decodeLevel, encodeElsa, encodeLevel, levelFile } from './elsa-files.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { keyOf, type WorkDirectory } from '../pipeline/work-directory.ts';
import type { StepReport } from './step.ts';

/** How a data set's Compressed ELSA is trained; its levels come from the report's sizes. */
export type ElsaRecipe = Omit<ElsaOptions, 'levels'>;

/** Chosen on validation users, as docs/training.md tells. */
export const ELSA_RECIPES: Readonly<Record<DatasetName, ElsaRecipe>> = {
  movies: {
    dim: 512,
    denseEpochs: 5,
    shrinkEpochs: 3,
    holdEpochs: 3,
    batch: 512,
    learningRate: 0.1,
    seed: 1,
  },
  books: {
    dim: 2048,
    denseEpochs: 6,
    shrinkEpochs: 4,
    holdEpochs: 4,
    batch: 256,
    learningRate: 0.1,
    seed: 1,
  },
};

const STAGE = 'elsa';
/** Raised when its arithmetic changes. */
const ELSA_VERSION = 1;
/** Names the stream of the first codes. */
const CODES_STREAM = 0xe15a;

/** The models of all sizes that one training of Compressed ELSA passes through. */
export class ElsaPeers {
  /** Of all that goes into them. */
  readonly key: string;
  private readonly pipeline: Pipeline;
  private readonly work: WorkDirectory;
  private readonly options: ElsaOptions;

  /** `bytesPerItem` of every model that will be asked for. */
  constructor(pipeline: Pipeline, work: WorkDirectory, recipe: ElsaRecipe, bytesPerItem: readonly number[]) {
    const { dataset, kernels } = pipeline;
    const { training, itemIds } = dataset.split;
    const levels = new Set(bytesPerItem.map((bytes) => elsaEntries(bytes, recipe.dim)));
    this.pipeline = pipeline;
    this.work = work;
    this.options = { ...recipe, levels: [...levels].sort((a, b) => b - a) };
    this.key = keyOf(
      ELSA_VERSION,
      this.options,
      kernels.variant,
      itemIds,
      training.offsets,
      training.indices,
    );
  }

  /** The model that fits, trained with all others when the first is asked for. */
  async peer(bytesPerItem: number, report: StepReport): Promise<Peer> {
    const { work, key, pipeline } = this;
    if (!work.has(STAGE, key)) await this.train(report);
    const entries = elsaEntries(bytesPerItem, this.options.dim);
    const level = decodeLevel(new Uint8Array(await readFile(work.file(STAGE, key, levelFile(entries)))));
    return compressedElsaPeer(pipeline.kernels, level);
  }

  private async train(report: StepReport): Promise<void> {
    const { pipeline, work, key, options } = this;
    const { kernels, dataset } = pipeline;
    const { training } = dataset.split;
    const { items } = training;
    const { dim, batch, seed } = options;
    const mark = kernels.mark();
    const model = new ElsaModel(kernels, { items, dim, batch }, new Random(seed, CODES_STREAM));
    const { codes } = model;
    const checkpoint = await work.readCheckpoint(STAGE, key);
    const { epochsDone, levels } = checkpoint
      ? decodeElsa(codes, checkpoint)
      : { epochsDone: 0, levels: new Array<ElsaLevel>() };
    const { length } = elsaSchedule(options);
    await trainElsa(training, model, options, {
      fromEpoch: epochsDone,
      onProgress: ({ epoch, loss }) =>
        report(() => `epoch ${epoch.toFixed(1)} of ${length}, 1 − cosine ${loss.toFixed(4)}`),
      onLevel: (level) => void levels.push(level),
      onEpoch: (done) => work.writeCheckpoint(STAGE, key, encodeElsa(codes, done, levels)),
    });
    await work.finish(
      STAGE,
      key,
      Object.fromEntries(levels.map((level) => [levelFile(level.entries), encodeLevel(level)])),
    );
    kernels.release(mark);
  }
}
