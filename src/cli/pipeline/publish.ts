import { teacherScorer } from '../../evaluation/fit-added.ts';
import {
  type BundleContents,
  decodeHybrid,
  decodeSafetensors,
  type Manifest,
  type QualityRow,
  type Report,
} from '../../format/index.ts';
import { writeBundle } from '../../format/write.ts';
import { goldenCases, sampleUsers } from './demonstrations.ts';
import { linearTeacher } from './linear.ts';
import { loadTeacher, readWeights } from './labels.ts';
import type { Pipeline } from './pipeline.ts';
import type { Recipe } from './recipe.ts';
import { readRows, readVolumes, studentBytes } from './stages.ts';
import { otherStudents } from './variants.ts';

const SAMPLE_USERS = 200;
/** Histories of the engine's self-test; sample users where a data set has too few for both. */
const GOLDEN_USERS = 42;

export interface Published {
  readonly report: Report;
  readonly manifest: Manifest;
}

/** Writes the bundle; it stands under its name whole or not at all. */
export async function publish(pipeline: Pipeline, directory: string): Promise<Published> {
  const { dataset, recipe, seed, kernels } = pipeline;
  const bytes = await studentBytes(pipeline);
  const student = decodeHybrid(bytes);
  const rows = await readRows(pipeline);
  const mark = kernels.mark();
  const { teacher } = await loadTeacher(pipeline);
  const users = dataset.sampleHistories(SAMPLE_USERS + GOLDEN_USERS, seed);
  const samples = await sampleUsers(
    dataset.sampleSource,
    users.slice(0, SAMPLE_USERS),
    dataset.catalogue,
    teacherScorer(kernels, teacher),
    recipe.distil.temperature,
  );
  kernels.release(mark);
  const about = { name: teacherName(recipe), bytes: teacher.bytes };
  const report = await reportOf(pipeline, bytes, rows, about);
  const linear = await linearTeacher(pipeline, samples);
  const golden = users.slice(-GOLDEN_USERS);
  const head = manifestOf(pipeline, student.sparse.codes.length, rows, about);
  const manifest = await writeBundle(directory, {
    manifest: head,
    student: bytes,
    catalogue: dataset.catalogue,
    samples,
    golden: goldenCases(student, golden, dataset.catalogue),
    report,
    variants: await otherStudents(pipeline, head.architecture, golden),
    ...(linear && { linear }),
  });
  return { report, manifest };
}

function manifestOf(
  pipeline: Pipeline,
  sparseEntries: number,
  rows: QualityRow[],
  teacher: Manifest['teacher'],
): BundleContents['manifest'] {
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
    teacher,
    quality: rows,
    seed,
  };
}

async function reportOf(
  pipeline: Pipeline,
  bytes: Uint8Array,
  rows: QualityRow[],
  teacher: Manifest['teacher'],
): Promise<Report> {
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
    teacher: {
      ...teacher,
      hyperparameters: { ...teacherNumbers(recipe), ...(await weightNumbers(pipeline)) },
    },
    recipe: {
      ...flatten(recipe.student, 'student'),
      ...flatten(recipe.distil, 'distil'),
      ...flatten(volumes, 'volume'),
    },
    rows,
  };
}

/** `3 linear tables and 3 autoencoders, added` */
function teacherName({ teacher }: Recipe): string {
  const members = Object.values(teacher.members);
  const tables = members.filter((member) => 'table' in member).length;
  const vaes = members.flatMap((member) => ('vae' in member ? member.vae.seeds : [])).length;
  const parts = [counted(tables, 'linear table'), counted(vaes, 'autoencoder')].filter((part) => part !== '');
  return `${parts.join(' and ')}${tables + vaes > 1 ? ', added' : ''}`;
}

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function teacherNumbers({ teacher }: Recipe): Record<string, number> {
  const flat = { ...flatten(teacher.ease, 'ease'), ...flatten(teacher.members, 'member') };
  return Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, Number(value)]));
}

/** `weight.long.20`: how loud a member is for histories of 20 items. */
async function weightNumbers(pipeline: Pipeline): Promise<Record<string, number>> {
  const { knots, weights } = await readWeights(pipeline);
  const names = Object.keys(pipeline.recipe.teacher.members);
  const entries = names.flatMap((name, m) =>
    knots.map((knot, at) => [`weight.${name}.${knot}`, Number(weights[m]![at]!.toPrecision(4))] as const),
  );
  return Object.fromEntries(entries);
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
