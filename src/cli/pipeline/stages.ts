import { readFile } from 'node:fs/promises';
import { countItems } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import { applyVolumes, calibrate, type Volumes } from '../../evaluation/calibrate.ts';
import { decodeHybrid, encodeHybrid, type QualityRow } from '../../format/index.ts';
import { settle, withLearnedSteps } from '../../training/compress/learned-steps.ts';
import { quantiseHybrid } from '../../training/compress/quantise-hybrid.ts';
import { distil } from '../../training/distil/distil.ts';
import { createHybrid, type HybridParameters } from '../../training/students/hybrid-parameters.ts';
import { noEntries } from '../../training/students/sparse-table.ts';
import { encodeCheckpoint, restoreCheckpoint } from './checkpoint.ts';
import {
  type Candidate,
  cheapCandidates,
  easeCandidates,
  qualityRows,
  teacherCandidates,
} from './evaluate.ts';
import { LabelFile, labelUsers, loadTeacher, weighMembers } from './labels.ts';
import { teachMembers } from './members.ts';
import { percent, type Pipeline } from './pipeline.ts';
import { loadEase, loadSparse, startSparse, teachEase } from './teach.ts';

/** Everything the student learns from: EASE, the members, their sum's labels, the sparse part's start. */
export async function teach(pipeline: Pipeline): Promise<void> {
  await teachEase(pipeline);
  await teachMembers(pipeline);
  await weighMembers(pipeline);
  if (pipeline.recipe.distil.lambda > 0) await labelUsers(pipeline);
  await startSparse(pipeline);
}

/** The trained student at full precision, from a checkpoint where there is one. */
export async function distilStudent(pipeline: Pipeline): Promise<void> {
  const { dataset, recipe, seed, kernels, work, keys, report } = pipeline;
  if (work.has('distil', keys.distil)) return;
  const mark = kernels.mark();
  const { training } = dataset.split;
  const labels = recipe.distil.lambda > 0 ? new LabelFile(pipeline) : null;
  const joined = recipe.student.sparse.joined === 'before training';
  const parameters = await freshStudent(pipeline, joined);
  const checkpoint = await work.readCheckpoint('distil', keys.distil);
  const fromEpoch = checkpoint ? restoreCheckpoint(parameters, checkpoint) : 0;
  const { epochs } = recipe.distil;
  await distil(
    kernels,
    training,
    labels,
    parameters,
    { ...recipe.distil, seed },
    {
      fromEpoch,
      onProgress: ({ epoch, loss }) =>
        report(() => `epoch ${epoch.toFixed(1)} of ${epochs}, loss ${loss.toFixed(4)} nats a user`),
      onEpoch: (done) => work.writeCheckpoint('distil', keys.distil, encodeCheckpoint(parameters, done)),
    },
  );
  labels?.close();
  await work.finish('distil', keys.distil, { 'student.safetensors': encodeCheckpoint(parameters, epochs) });
  kernels.release(mark);
}

/** The quantised student, its parts' volumes set on validation users. */
export async function compress(pipeline: Pipeline): Promise<void> {
  const { dataset, recipe, kernels, work, keys, report } = pipeline;
  if (work.has('compress', keys.compress)) return;
  const mark = kernels.mark();
  const parameters = await freshStudent(pipeline, true);
  await restoreTrained(pipeline, parameters);
  if (parameters.steps) settle(parameters, parameters.steps);
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

/**
 * The student that was trained, at full precision and with its volumes, in the kernels' shared memory. Steps that were
 * learned for the bits of the recipe are left out: other bits have other steps.
 */
export async function trainedStudent(pipeline: Pipeline): Promise<HybridParameters> {
  const { steps: _, ...parameters } = await freshStudent(pipeline, true);
  await restoreTrained(pipeline, parameters);
  applyVolumes(parameters, await readVolumes(pipeline));
  return parameters;
}

/** Puts what the stage distil kept into a fresh student. */
async function restoreTrained({ work, keys }: Pipeline, parameters: HybridParameters): Promise<void> {
  restoreCheckpoint(parameters, await readFile(work.file('distil', keys.distil, 'student.safetensors')));
}

/** Rows of student, teacher, each of its members, EASE, EASE pruned to the student's bytes, popularity: on test users. */
export async function evaluate(pipeline: Pipeline): Promise<void> {
  const { dataset, kernels, work, keys, report } = pipeline;
  if (work.has('evaluate', keys.evaluate)) return;
  const { split } = dataset;
  const bytes = await studentBytes(pipeline);
  const measure = async (candidates: readonly Candidate[]): Promise<QualityRow[]> =>
    await qualityRows(candidates, split.test, (model, part) =>
      report(() => `${model} ${percent(part)} of the test users`),
    );
  const mark = kernels.mark();
  const rows = await measure(cheapCandidates(decodeHybrid(bytes), countItems(split.training)));
  const taught = await loadTeacher(pipeline);
  rows.push(...(await measure(teacherCandidates(kernels, taught))));
  kernels.release(mark);
  const table = await loadEase(pipeline);
  rows.push(...(await measure(easeCandidates(kernels, table, split.training.items, bytes.length))));
  kernels.release(mark);
  await work.finish('evaluate', keys.evaluate, {
    'rows.json': new TextEncoder().encode(JSON.stringify(rows)),
  });
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

/** An untrained student; without its sparse part a checkpoint has no sparse values, and restoring leaves them alone. */
async function freshStudent(pipeline: Pipeline, withSparse: boolean): Promise<HybridParameters> {
  const { dataset, recipe, seed, kernels } = pipeline;
  const popularity = countItems(dataset.split.training);
  const sparse = withSparse ? await loadSparse(pipeline) : noEntries(dataset.split.training.items);
  const parameters = createHybrid(kernels, sparse, popularity, recipe.student, new Random(seed, 0x5eed));
  if ((recipe.distil.quantiseFrom ?? null) === null) return parameters;
  return withLearnedSteps(kernels, parameters, recipe.student.bits);
}
