import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { countItems, type Split } from '../../core/interactions.ts';
import { addGram, type LowerEvidence } from '../../training/gram.ts';
import { refitSparse } from '../../training/students/refit.ts';
import { pruneTable, type SparseValues } from '../../training/students/sparse-table.ts';
import { type EaseOptions, trainEase } from '../../training/teachers/ease.ts';
import { decodeSparse, encodeSparse } from './checkpoint.ts';
import { percent, type Pipeline } from './pipeline.ts';
import type { TableRecipe } from './recipe.ts';
import { bytesOf } from './work-directory.ts';

/** Plain EASE: the yardstick and the peers' table. */
export async function teachEase(pipeline: Pipeline): Promise<void> {
  const { recipe, keys } = pipeline;
  await teachTable(pipeline, { stage: 'ease', key: keys.ease }, recipe.teacher.ease);
}

/** The table[items, items] of EASE, read into the kernels' shared memory. */
export async function loadEase(pipeline: Pipeline): Promise<Float32Array> {
  return await loadTable(pipeline, { stage: 'ease', key: pipeline.keys.ease });
}

/** Where a table is kept. */
export interface TablePlace {
  readonly stage: string;
  readonly key: string;
}

/** Trains and keeps a closed-form table, unless it is there. */
export async function teachTable(
  pipeline: Pipeline,
  place: TablePlace,
  { lowerRatings, ...options }: EaseOptions & Pick<TableRecipe, 'lowerRatings'>,
): Promise<void> {
  const { dataset, kernels, work, report } = pipeline;
  if (work.has(place.stage, place.key)) return;
  const mark = kernels.mark();
  const onProgress = (part: number): void => report(() => `table, λ ${options.reg}: ${percent(part)}`);
  const { split } = dataset;
  const evidence = evidenceOf(split, lowerRatings);
  const table = trainEase(kernels, split.training, { ...options, evidence, onProgress });
  await work.finish(place.stage, place.key, { 'table.f32': bytesOf(table) });
  kernels.release(mark);
}

/** The lower ratings as a recipe counts them; undefined where they count nothing. */
function evidenceOf({ lower }: Split, weights: TableRecipe['lowerRatings']): LowerEvidence | undefined {
  return weights && { lower, weights };
}

/** A kept table[items, items], read into the kernels' shared memory. */
export async function loadTable(
  { dataset, kernels, work }: Pipeline,
  { stage, key }: TablePlace,
): Promise<Float32Array> {
  const { items } = dataset.split.training;
  const table = kernels.float32(items * items);
  await readInto(work.file(stage, key, 'table.f32'), bytesOf(table));
  return table;
}

/**
 * The sparse part a student starts from: a closed-form table pruned to `nnz` entries an item, its values
 * refitted on what was kept.
 */
export async function startSparse(pipeline: Pipeline): Promise<void> {
  const { work, keys } = pipeline;
  if (work.has('sparse', keys.sparse)) return;
  await work.finish('sparse', keys.sparse, { 'sparse.safetensors': encodeSparse(prunedTable(pipeline)) });
}

/** What `startSparse` kept. */
export async function loadSparse({ work, keys }: Pipeline): Promise<SparseValues> {
  const bytes = await readFile(work.file('sparse', keys.sparse, 'sparse.safetensors'));
  return decodeSparse(new Uint8Array(bytes));
}

function prunedTable({ dataset, recipe, kernels, report }: Pipeline): SparseValues {
  const { training } = dataset.split;
  const { items } = training;
  const { sparse, nnz } = recipe.student;
  const { countPower, lowerRatings, ...table } = sparse;
  const evidence = evidenceOf(dataset.split, lowerRatings);
  const mark = kernels.mark();
  const onProgress = (part: number): void => report(() => `sparse part ${percent(part)}`);
  const whole = trainEase(kernels, training, { ...table, evidence, onProgress });
  let pruned = pruneTable(whole, items, Math.round(nnz * items));
  if (sparse.refit) {
    whole.fill(0);
    addGram(training, whole, { userPower: sparse.userPower, evidence });
    pruned = refitSparse(whole, pruned, sparse.refit);
  }
  kernels.release(mark);
  return { ...pruned, values: scaleColumns(pruned, countItems(training), countPower, sparse.scale) };
}

/** values · scale · likes(column)^power, after pruning, so that the power does not decide what is kept. */
function scaleColumns(
  table: SparseValues,
  popularity: Uint32Array,
  power: number,
  scale: number,
): Float32Array {
  return table.values.map((value, e) => value * scale * popularity[table.columns[e]!]! ** power);
}

/** Reads a file of exactly that many bytes, in pieces: a table of 400 MB should not stand in memory twice. */
async function readInto(path: string, target: Uint8Array): Promise<void> {
  let at = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 24 })) {
    target.set(chunk as Uint8Array, at);
    at += (chunk as Uint8Array).length;
  }
}
