import { closeSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type FittedWeights, fitWeights, teacherScorer } from '../../evaluation/fit-added.ts';
import { type SoftLabels, writeLabels } from '../../training/distil/soft-labels.ts';
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
 * Keeps the teacher's logits of every training user's whole history as float16, the largest of a user at 0:
 * labels[users, items]. Each student, seed and epoch then reads what would otherwise be worked out again.
 */
export async function labelUsers(pipeline: Pipeline): Promise<void> {
  const { dataset, kernels, work, keys, report } = pipeline;
  if (work.has('labels', keys.labels)) return;
  const { training } = dataset.split;
  const { users, items } = training;
  const mark = kernels.mark();
  const { teacher } = await loadTeacher(pipeline);
  const score = teacherScorer(kernels, teacher);
  const logits = new Float32Array(BATCH * items);
  const labels = new Uint16Array(users * items);
  for (let from = 0; from < users; from += BATCH) {
    const to = Math.min(users, from + BATCH);
    score(training, from, to, logits.subarray(0, (to - from) * items));
    for (let user = from; user < to; user++) {
      const row = logits.subarray((user - from) * items, (user - from + 1) * items);
      writeLabels(row, labels.subarray(user * items, (user + 1) * items));
    }
    report(() => `soft labels ${percent(to / users)}`);
    // Lets the progress line run.
    await new Promise((resolve) => setImmediate(resolve));
  }
  kernels.release(mark);
  await work.finish('labels', keys.labels, { 'labels.f16': bytesOf(labels) });
}

/** The kept labels, read from the file row by row: those of a large data set need not fit into memory. */
export class LabelFile implements SoftLabels {
  private readonly items: number;
  private readonly file: number;

  constructor({ dataset, work, keys }: Pipeline) {
    this.items = dataset.split.training.items;
    this.file = openSync(work.file('labels', keys.labels, 'labels.f16'), 'r');
  }

  read(users: Uint32Array, labels: Uint16Array): void {
    const bytes = bytesOf(labels);
    const rowBytes = this.items * labels.BYTES_PER_ELEMENT;
    users.forEach((user, row) => readSync(this.file, bytes, row * rowBytes, rowBytes, user * rowBytes));
  }

  close(): void {
    closeSync(this.file);
  }
}
