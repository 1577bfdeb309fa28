import { closeSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type InteractionMatrix, matrixOf, rowOf } from '../../core/interactions.ts';
import { type FittedWeights, fitWeights, teacherScorer } from '../../evaluation/fit-added.ts';
import { type SoftLabels, writeLabels } from '../../training/distil/soft-labels.ts';
import { viewOf, type ViewSampling } from '../../training/distil/views.ts';
import { AddedTeacher } from '../../training/teachers/added.ts';
import type { Teacher } from '../../training/teachers/teacher.ts';
import { loadMembers } from './members.ts';
import { percent, type Pipeline } from './pipeline.ts';
import { bytesOf } from './work-directory.ts';

/** Users whose logits are worked out at once. */
const BATCH = 250;

/** Fits how loud each member is by history length, on validation users: some ten numbers, see fit-added.ts. */
export async function weighMembers(pipeline: Pipeline): Promise<void> {
  const { dataset, kernels, work, keys, report } = pipeline;
  if (work.has('weigh', keys.weigh)) return;
  const mark = kernels.mark();
  const members = await loadMembers(pipeline);
  const fitted = await fitWeights(kernels, members, dataset.split.validation, (part) =>
    report(() => `weights on validation users ${percent(part)}`),
  );
  kernels.release(mark);
  await work.finish('weigh', keys.weigh, {
    'weights.json': new TextEncoder().encode(JSON.stringify(fitted)),
  });
}

/** What `weighMembers` found. */
export async function readWeights({ work, keys }: Pipeline): Promise<FittedWeights> {
  return JSON.parse(await readFile(work.file('weigh', keys.weigh, 'weights.json'), 'utf8')) as FittedWeights;
}

/** The members and their sum, in the kernels' shared memory. */
export async function loadTeacher(
  pipeline: Pipeline,
): Promise<{ readonly teacher: Teacher; readonly members: readonly Teacher[] }> {
  const members = await loadMembers(pipeline);
  const { knots, weights } = await readWeights(pipeline);
  const weighted = members.map((teacher, m) => ({ teacher, weights: weights[m]! }));
  return { teacher: new AddedTeacher('teacher', pipeline.kernels, weighted, knots), members };
}

/**
 * Keeps the teacher's logits of every training user's whole history, or of each view of it, as float16, the largest
 * of a user at 0: labels[users, items] a file. Each student, seed and epoch then reads what would otherwise be worked
 * out again.
 */
export async function labelUsers(pipeline: Pipeline): Promise<void> {
  const { dataset, recipe, kernels, work, keys, report } = pipeline;
  const { training } = dataset.split;
  const { views } = recipe.distil;
  const missing = labelStages(views)
    .map((stage, view) => ({ stage, view }))
    .filter(({ stage }) => !work.has(stage, keys.labels));
  if (missing.length === 0) return;
  const mark = kernels.mark();
  const { teacher } = await loadTeacher(pipeline);
  const score = teacherScorer(kernels, teacher);
  for (const { stage, view } of missing) {
    const histories = views ? viewsOf(training, recipe.distil, view) : training;
    const told = (part: number): void =>
      report(() => `soft labels${views ? ` of view ${view + 1} of ${views}` : ''} ${percent(part)}`);
    const labels = await labelsOf(score, histories, told);
    await work.finish(stage, keys.labels, { 'labels.f16': bytesOf(labels) });
  }
  kernels.release(mark);
}

/** The stages that the labels of so many views are kept as: one of whole histories where there are none. */
function labelStages(views: number | null | undefined): string[] {
  return views ? Array.from({ length: views }, (_, view) => `labels${view}`) : ['labels'];
}

/** What the student and the teacher are shown of every training user in one view. */
function viewsOf(training: InteractionMatrix, sampling: ViewSampling, view: number): InteractionMatrix {
  const shown = Array.from({ length: training.users }, (_, user) => {
    const likes = rowOf(training, user);
    // Nobody trains on a user with one like.
    return likes.length < 2 ? likes : viewOf(likes, sampling, view, user).given;
  });
  return matrixOf(shown, training.items);
}

/** labels[users, items] of histories. */
async function labelsOf(
  score: ReturnType<typeof teacherScorer>,
  histories: InteractionMatrix,
  told: (part: number) => void,
): Promise<Uint16Array> {
  const { users, items } = histories;
  const logits = new Float32Array(BATCH * items);
  const labels = new Uint16Array(users * items);
  for (let from = 0; from < users; from += BATCH) {
    const to = Math.min(users, from + BATCH);
    score(histories, from, to, logits.subarray(0, (to - from) * items));
    for (let user = from; user < to; user++) {
      const row = logits.subarray((user - from) * items, (user - from + 1) * items);
      writeLabels(row, labels.subarray(user * items, (user + 1) * items));
    }
    told(to / users);
    // Lets the progress line run.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return labels;
}

/** The kept labels, read from the file row by row: those of a large data set need not fit into memory. */
export class LabelFile implements SoftLabels {
  private readonly items: number;
  /** One file, or one a view. */
  private readonly files: readonly number[];

  constructor({ dataset, recipe, work, keys }: Pipeline) {
    this.items = dataset.split.training.items;
    this.files = labelStages(recipe.distil.views).map((stage) =>
      openSync(work.file(stage, keys.labels, 'labels.f16'), 'r'),
    );
  }

  read(users: Uint32Array, view: number, labels: Uint16Array): void {
    const file = this.files[view]!;
    const bytes = bytesOf(labels);
    const rowBytes = this.items * labels.BYTES_PER_ELEMENT;
    users.forEach((user, row) => readSync(file, bytes, row * rowBytes, rowBytes, user * rowBytes));
  }

  close(): void {
    for (const file of this.files) closeSync(file);
  }
}
