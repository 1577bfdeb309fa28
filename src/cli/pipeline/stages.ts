import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { HISTORY_LENGTHS } from '../../core/history-length.ts';
import { countItems, type Folds } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import type { Dataset } from '../../data/index.ts';
import { calibrate, type Volumes } from '../../evaluation/calibrate.ts';
import { decodeHybrid, encodeHybrid, type QualityRow } from '../../format/index.ts';
import type { Kernels } from '../../kernels/index.ts';
import { quantiseHybrid } from '../../training/compress/quantise-hybrid.ts';
import { distil } from '../../training/distil/distil.ts';
import { createHybrid, type HybridParameters } from '../../training/students/hybrid-parameters.ts';
import { trainEase } from '../../training/teachers/ease.ts';
import { TableTeacher } from '../../training/teachers/teacher.ts';
import { decodeSparse, encodeCheckpoint, encodeSparse, restoreCheckpoint } from './checkpoint.ts';
import { cheapCandidates, easeCandidates, qualityRows } from './evaluate.ts';
import type { Recipe } from './recipe.ts';
import { startSparse } from './teach.ts';
import { bytesOf, keyOf, type WorkDirectory } from './work-directory.ts';

/** Everything a stage may use; keys chain, so a changed choice redoes what depends on it and nothing else. */
export interface Pipeline {
  readonly dataset: Dataset;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly kernels: Kernels;
  readonly work: WorkDirectory;
  readonly keys: StageKeys;
  /** Tells how far the running stage is. */
  report(line: () => string): void;
}

export interface StageKeys {
  readonly teach: string;
  readonly distil: string;
  readonly compress: string;
  readonly evaluate: string;
}

/** Raised when the arithmetic of a stage changes, so that old work is not taken for new. */
const ALGORITHM_VERSION = 2;

export function stageKeys(dataset: Dataset, recipe: Recipe, seed: number, kernelVariant: string): StageKeys {
  const { training } = dataset.split;
  const data = keyOf(ALGORITHM_VERSION, dataset.split.itemIds, training.offsets, training.indices);
  const { bits, storage, ...student } = recipe.student;
  const teach = keyOf(data, recipe.teacher, student.nnz, student.sparse, kernelVariant);
  const trained = keyOf(teach, student, recipe.distil, seed);
  const compress = keyOf(trained, bits, storage, ...foldParts(dataset.split.validation));
  const evaluate = keyOf(compress, 'evaluate', ...foldParts(dataset.split.test));
  return { teach, distil: trained, compress, evaluate };
}

/** Everything of the folds that a figure depends on. */
function foldParts(folds: Folds): Uint32Array[] {
  return HISTORY_LENGTHS.flatMap((length) => {
    const { history, targets } = folds[length];
    return [history.offsets, history.indices, targets.offsets, targets.indices];
  });
}

/** The teacher's table and the sparse table the student starts from. */
export async function teach({ dataset, recipe, kernels, work, keys, report }: Pipeline): Promise<void> {
  if (work.has('teach', keys.teach)) return;
  const { training } = dataset.split;
  const mark = kernels.mark();
  const sparse = startSparse(kernels, training, countItems(training), recipe.student, (part) =>
    report(() => `sparse table ${percent(part)}`),
  );
  const table = trainEase(kernels, training, {
    reg: recipe.teacher.reg,
    onProgress: (part) => report(() => `EASE, λ ${recipe.teacher.reg}: ${percent(part)}`),
  });
  await work.finish('teach', keys.teach, {
    'ease.f32': bytesOf(table),
    'sparse.safetensors': encodeSparse(sparse),
  });
  kernels.release(mark);
}

/** The trained student at full precision, from a checkpoint where there is one. */
export async function distilStudent(pipeline: Pipeline): Promise<void> {
  const { dataset, recipe, seed, kernels, work, keys, report } = pipeline;
  if (work.has('distil', keys.distil)) return;
  const mark = kernels.mark();
  const table = await loadTeacherTable(pipeline);
  const teacher = new TableTeacher(
    'EASE',
    kernels,
    table,
    dataset.split.training.items,
    recipe.teacher.sharpness,
  );
  const parameters = await freshStudent(pipeline);
  const checkpoint = await work.readCheckpoint('distil', keys.distil);
  const fromEpoch = checkpoint ? restoreCheckpoint(parameters, checkpoint) : 0;
  const { epochs } = recipe.distil;
  await distil(
    kernels,
    dataset.split.training,
    teacher,
    parameters,
    { ...recipe.distil, seed },
    {
      fromEpoch,
      onProgress: ({ epoch, loss }) =>
        report(() => `epoch ${epoch.toFixed(1)} of ${epochs}, loss ${loss.toFixed(4)} nats a user`),
      onEpoch: (done) => work.writeCheckpoint('distil', keys.distil, encodeCheckpoint(parameters, done)),
    },
  );
  await work.finish('distil', keys.distil, { 'student.safetensors': encodeCheckpoint(parameters, epochs) });
  kernels.release(mark);
}

/** The quantised student, its parts' volumes set on validation users. */
export async function compress(pipeline: Pipeline): Promise<void> {
  const { dataset, recipe, kernels, work, keys, report } = pipeline;
  if (work.has('compress', keys.compress)) return;
  const mark = kernels.mark();
  const parameters = await freshStudent(pipeline);
  restoreCheckpoint(parameters, await readFile(work.file('distil', keys.distil, 'student.safetensors')));
  const volumes = await calibrate(kernels, parameters, dataset.split.validation, (part) =>
    report(() => `volumes on validation users ${percent(part)}`),
  );
  await work.finish('compress', keys.compress, {
    'student.safetensors': encodeHybrid(
      quantiseHybrid(parameters, recipe.student.bits),
      recipe.student.storage,
    ),
    'volumes.json': new TextEncoder().encode(JSON.stringify(volumes)),
  });
  kernels.release(mark);
}

/** Rows of the student, its teacher, the peer of equal bytes and popularity, on test users. */
export async function evaluate(pipeline: Pipeline): Promise<void> {
  const { dataset, kernels, work, keys, report } = pipeline;
  if (work.has('evaluate', keys.evaluate)) return;
  const { split } = dataset;
  const bytes = await studentBytes(pipeline);
  const mark = kernels.mark();
  const table = await loadTeacherTable(pipeline);
  const candidates = [
    ...cheapCandidates(decodeHybrid(bytes), countItems(split.training)),
    ...easeCandidates(kernels, table, split.training.items, bytes.length),
  ];
  const rows = await qualityRows(candidates, split.test, (model, part) =>
    report(() => `${model} ${percent(part)} of the test users`),
  );
  await work.finish('evaluate', keys.evaluate, {
    'rows.json': new TextEncoder().encode(JSON.stringify(rows)),
  });
  kernels.release(mark);
}

/** Bytes of the finished student.safetensors. */
export async function studentBytes({ work, keys }: Pipeline): Promise<Uint8Array> {
  return new Uint8Array(await readFile(work.file('compress', keys.compress, 'student.safetensors')));
}

export async function readVolumes({ work, keys }: Pipeline): Promise<Volumes> {
  return JSON.parse(await readFile(work.file('compress', keys.compress, 'volumes.json'), 'utf8')) as Volumes;
}

export async function readRows({ work, keys }: Pipeline): Promise<QualityRow[]> {
  return JSON.parse(
    await readFile(work.file('evaluate', keys.evaluate, 'rows.json'), 'utf8'),
  ) as QualityRow[];
}

/** The teacher's table[items, items], read into the kernels' shared memory. */
export async function loadTeacherTable({ dataset, kernels, work, keys }: Pipeline): Promise<Float32Array> {
  const { items } = dataset.split.training;
  const table = kernels.float32(items * items);
  await readInto(work.file('teach', keys.teach, 'ease.f32'), bytesOf(table));
  return table;
}

async function freshStudent({
  dataset,
  recipe,
  seed,
  kernels,
  work,
  keys,
}: Pipeline): Promise<HybridParameters> {
  const sparse = decodeSparse(
    new Uint8Array(await readFile(work.file('teach', keys.teach, 'sparse.safetensors'))),
  );
  const popularity = countItems(dataset.split.training);
  return createHybrid(kernels, sparse, popularity, recipe.student, new Random(seed, 0x5eed));
}

/** Reads a file of exactly that many bytes, in pieces: a table of 400 MB should not stand in memory twice. */
async function readInto(path: string, target: Uint8Array): Promise<void> {
  let at = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 24 })) {
    target.set(chunk as Uint8Array, at);
    at += (chunk as Uint8Array).length;
  }
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
