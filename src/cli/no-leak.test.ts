import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { splitUsers } from '../data/split.ts';
import type { FittedWeights } from '../evaluation/fit-added.ts';
import { withFolder } from '../data/test-folders.ts';
import { loadDataset } from '../data/index.ts';
import type { QualityRow } from '../format/index.ts';
import { type Kernels, openKernels } from '../kernels/index.ts';
import { readWeights } from './pipeline/labels.ts';
import { type Pipeline, stageKeys } from './pipeline/pipeline.ts';
import type { Recipe } from './pipeline/recipe.ts';
import { RECIPES, VAE } from './pipeline/recipes.ts';
import { compress, distilStudent, evaluate, readRows, studentBytes, teach } from './pipeline/stages.ts';
import { peerBytes, trainPeer } from './pipeline/without-teacher.ts';
import { WorkDirectory } from './pipeline/work-directory.ts';
import { type InventedLikes, inventedLikes, inventedUser, movieFiles } from './report/invented-movies.ts';

const USERS = 400;
const SIZES = { test: 80, validation: 60 };
const likes = inventedLikes(USERS, 1);

/** The committed recipe of movies, made small. */
const { short } = RECIPES.movies.teacher.members;
const RECIPE: Recipe = {
  ...RECIPES.movies,
  teacher: {
    ease: RECIPES.movies.teacher.ease,
    members: {
      autoencoders: { vae: { ...VAE, hidden: 16, latent: 4, seeds: [1, 2], epochs: 2, batch: 64 } },
      short: short!,
    },
  },
  student: { ...RECIPES.movies.student, dim: 8, nnz: 4 },
  distil: { ...RECIPES.movies.distil, epochs: 2, batch: 64 },
};

let kernels: Kernels;
let folder: string;
beforeAll(async () => {
  kernels = await openKernels({ threads: 2, variant: 'simd' });
  folder = await mkdtemp(join(tmpdir(), 'attar-no-leak-'));
});
afterAll(async () => {
  await kernels.close();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that a model is made of, and what its test rows say. */
interface Made {
  /** The table of EASE, that of one member, and the weights of an autoencoder. */
  readonly teacher: readonly Buffer[];
  /** How loud each member is, by history length. */
  readonly weights: FittedWeights;
  /** The teacher's logits of training users. */
  readonly labels: Buffer;
  /** Support and first values of the sparse part: what the pruning threshold kept. */
  readonly sparse: Buffer;
  /** The trained student at full precision, with Adam's moments. */
  readonly trained: Buffer;
  /** The student that ships: codes, scales, indices. */
  readonly shipped: Uint8Array;
  /** The student without distillation that ships beside it. */
  readonly peer: Uint8Array | null;
  readonly rows: QualityRow[];
}

/** From files to a compressed student, in a new work folder. */
async function make(name: string, own: InventedLikes, weights?: FittedWeights): Promise<Made> {
  const dataset = await withFolder(movieFiles(own), (data) => loadDataset('movies', data, { sizes: SIZES }));
  const work = new WorkDirectory(join(folder, name));
  const keys = stageKeys(dataset, RECIPE, 1, kernels.variant);
  const pipeline: Pipeline = { dataset, recipe: RECIPE, seed: 1, kernels, work, keys, report: () => {} };
  if (weights !== undefined) {
    const bytes = new TextEncoder().encode(JSON.stringify(weights));
    await work.finish('weigh', keys.weigh, { 'weights.json': bytes });
  }
  for (const stage of [teach, distilStudent, compress, evaluate, trainPeer]) await stage(pipeline);
  return {
    teacher: await Promise.all([
      readFile(work.file('ease', keys.ease, 'table.f32')),
      readFile(work.file('member-short', keys.members.short!, 'table.f32')),
      readFile(work.file('member-autoencoders-seed1', keys.members.autoencoders!, 'vae.safetensors')),
    ]),
    weights: await readWeights(pipeline),
    labels: await readFile(work.file('labels', keys.labels, 'labels.f16')),
    sparse: await readFile(work.file('sparse', keys.sparse, 'sparse.safetensors')),
    trained: await readFile(work.file('distil', keys.distil, 'student.safetensors')),
    shipped: await studentBytes(pipeline),
    peer: await peerBytes(pipeline),
    rows: await readRows(pipeline),
  };
}

/** The same users, but all likes of some of them are drawn anew, and with them their lower ratings. */
function withOthers(changed: readonly number[]): number[][] {
  const users = new Set(changed);
  return likes.map((own, i) => (users.has(i + 1) ? inventedUser(i + 1, 2) : own));
}

/** Who is set aside: by user ids alone, so it is the same however likes are changed. */
function roles() {
  const users = likes.flatMap((own, i) => own.map(() => i + 1));
  return splitUsers({ users: Uint32Array.from(users), items: Uint32Array.from(likes.flat()) }, SIZES);
}

describe('what a model learns from', () => {
  let original: Made;
  beforeAll(async () => {
    original = await make('original', likes);
  });

  test('no test user reaches teacher, threshold, soft labels, student, scales or volumes', async () => {
    const { testUsers } = roles();
    expect(testUsers).toHaveLength(SIZES.test);
    const made = await make('test', withOthers(testUsers));
    // The figures do move, so these users really are other users now.
    expect(made.rows).not.toEqual(original.rows);
    expect(made.teacher).toEqual(original.teacher);
    expect(made.weights).toEqual(original.weights);
    expect(made.labels.equals(original.labels)).toBe(true);
    expect(made.sparse.equals(original.sparse)).toBe(true);
    expect(made.trained.equals(original.trained)).toBe(true);
    expect(made.shipped).toEqual(original.shipped);
    expect(made.peer).toEqual(original.peer);
  });

  // How loud the members are and two volumes are chosen on validation users on purpose (docs/decisions/0002 and
  // 0006); so are the hyper-parameters of a recipe, by hand. With those weights held, nothing else may change.
  test('no validation user reaches teacher, threshold, labels or student but by the few fitted weights', async () => {
    const made = await make('validation', withOthers(roles().validationUsers), original.weights);
    expect(made.teacher).toEqual(original.teacher);
    expect(made.labels.equals(original.labels)).toBe(true);
    expect(made.sparse.equals(original.sparse)).toBe(true);
    expect(made.trained.equals(original.trained)).toBe(true);
  });

  test('a single training user reaches all of them', async () => {
    const made = await make('training', withOthers(roles().trainingUsers.slice(0, 1)));
    for (const [m, bytes] of made.teacher.entries()) expect(bytes.equals(original.teacher[m]!)).toBe(false);
    expect(made.labels.equals(original.labels)).toBe(false);
    expect(made.sparse.equals(original.sparse)).toBe(false);
    expect(made.trained.equals(original.trained)).toBe(false);
    expect(made.shipped).not.toEqual(original.shipped);
    expect(made.peer).not.toEqual(original.peer);
  });
});
