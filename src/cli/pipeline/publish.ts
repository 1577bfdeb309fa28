import { tableScorer } from '../../evaluation/scorers.ts';
import {
  decodeHybrid,
  decodeSafetensors,
  type Manifest,
  type QualityRow,
  type Report,
} from '../../format/index.ts';
import { writeBundle } from '../../format/write.ts';
import { goldenCases, sampleUsers } from './demonstrations.ts';
import { loadTeacherTable, type Pipeline, readRows, readVolumes, studentBytes } from './stages.ts';

const SAMPLE_USERS = 24;
/** Histories of the engine's self-test. */
const GOLDEN_USERS = 42;

/** Writes the bundle; it stands under its name whole or not at all. */
export async function publish(pipeline: Pipeline, directory: string): Promise<Report> {
  const { dataset, recipe, seed, kernels } = pipeline;
  const bytes = await studentBytes(pipeline);
  const student = decodeHybrid(bytes);
  const rows = await readRows(pipeline);
  const mark = kernels.mark();
  const teacher = tableScorer(kernels, await loadTeacherTable(pipeline), student.items);
  const users = dataset.sampleHistories(SAMPLE_USERS + GOLDEN_USERS, seed);
  const samples = await sampleUsers(
    dataset.sampleSource,
    users.slice(0, SAMPLE_USERS),
    dataset.catalogue,
    teacher,
    recipe.teacher.sharpness,
  );
  kernels.release(mark);
  const report = await reportOf(pipeline, bytes, rows);
  await writeBundle(directory, {
    manifest: manifestOf(pipeline, student.sparse.codes.length, rows),
    student: bytes,
    catalogue: dataset.catalogue,
    samples,
    golden: goldenCases(student, users.slice(SAMPLE_USERS), dataset.catalogue),
    report,
  });
  return report;
}

function manifestOf(pipeline: Pipeline, sparseEntries: number, rows: QualityRow[]): Omit<Manifest, 'files'> {
  const { dataset, recipe, seed } = pipeline;
  const { counts } = dataset;
  return {
    format: 'attar',
    version: 1,
    name: dataset.name,
    title: dataset.title,
    itemNoun: { ...dataset.itemNoun },
    licence: { ...dataset.licence },
    counts: {
      items: counts.items,
      listed: counts.listed,
      trainingUsers: counts.trainingUsers,
      trainingInteractions: counts.trainingInteractions,
    },
    architecture: {
      type: 'hybrid',
      dim: recipe.student.dim,
      bits: recipe.student.bits,
      exponent: recipe.student.exponent,
      sparseEntries,
    },
    teacher: teacherOf(pipeline),
    quality: rows,
    seed,
  };
}

async function reportOf(pipeline: Pipeline, bytes: Uint8Array, rows: QualityRow[]): Promise<Report> {
  const { dataset, recipe, seed } = pipeline;
  const { items } = dataset.counts;
  const { tensors } = decodeSafetensors(bytes);
  const volumes = await readVolumes(pipeline);
  return {
    dataset: dataset.description,
    command: `npm run attar -- distil ${dataset.name} --seed ${seed}`,
    items,
    bytes: bytes.length,
    bytesPerItem: Math.round((bytes.length / items) * 100) / 100,
    tensors: Object.fromEntries([...tensors].map(([name, tensor]) => [name, tensor.bytes.length])),
    teacher: { ...teacherOf(pipeline), hyperparameters: recipe.teacher },
    recipe: {
      ...flatten(recipe.student, 'student'),
      ...flatten(recipe.distil, 'distil'),
      ...flatten(volumes, 'volume'),
    },
    rows,
  };
}

function teacherOf({ dataset }: Pipeline): Manifest['teacher'] {
  return { name: 'EASE', bytes: dataset.counts.items ** 2 * Float32Array.BYTES_PER_ELEMENT };
}

/** `{ sparse: { reg: 50 } }` → `{ 'student.sparse.reg': 50 }` */
function flatten(value: object, prefix: string): Record<string, number | string> {
  const flat: Record<string, number | string> = {};
  for (const [key, entry] of Object.entries(value)) {
    const name = `${prefix}.${key}`;
    if (typeof entry === 'object' && entry !== null) Object.assign(flat, flatten(entry, name));
    else flat[name] = entry === null ? 'none' : entry;
  }
  return flat;
}
