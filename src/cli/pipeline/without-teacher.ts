import { join } from 'node:path';
import { type Pipeline, stageKeys } from './pipeline.ts';
import type { Recipe } from './recipe.ts';
import { RunDirectory } from './run-directory.ts';
import { compress, distilStudent, studentBytes } from './stages.ts';

/**
 * The recipe of the student's peer: the same student of the same bytes, without distillation. It is trained in the
 * way that serves it best on validation users, not in the student's: without soft labels, trained sparse values begin
 * to memorise after about a third of the epochs; and where the student is shown views, which is where a sparse table
 * memorises most, the peer's parts are trained apart (decision 0008) and for twice the epochs.
 */
export function withoutTeacher(recipe: Recipe): Recipe {
  const { views, teacherAloneUpTo: _, ...distil } = recipe.distil;
  const alone = { ...distil, lambda: 0 };
  if (views) {
    return {
      ...recipe,
      student: joinedAfterwards(recipe),
      distil: { ...alone, epochs: 2 * distil.epochs, rates: { ...distil.rates, gates: 0 } },
    };
  }
  return { ...recipe, distil: { ...alone, epochs: Math.max(1, Math.round(0.3 * distil.epochs)) } };
}

function joinedAfterwards({ student }: Recipe): Recipe['student'] {
  return { ...student, sparse: { ...student.sparse, joined: 'after training' } };
}

/** Trains and compresses the peer, from a checkpoint where there is one; nothing where no teacher taught the student. */
export async function trainPeer(pipeline: Pipeline): Promise<void> {
  if (!hasPeer(pipeline)) return;
  const own = peerOf(pipeline);
  if (own.work.has('compress', own.keys.compress)) return;
  await distilStudent(own);
  await compress(own);
}

/** student.safetensors of the peer; null where no teacher taught the student, which is then its own peer. */
export async function peerBytes(pipeline: Pipeline): Promise<Uint8Array | null> {
  return hasPeer(pipeline) ? await studentBytes(peerOf(pipeline)) : null;
}

function hasPeer({ recipe }: Pipeline): boolean {
  return recipe.distil.lambda > 0;
}

/** The peer's pipeline, in a folder of its own within the student's; it starts from the same sparse part. */
function peerOf(pipeline: Pipeline): Pipeline {
  const { dataset, seed, kernels, work } = pipeline;
  const recipe = withoutTeacher(pipeline.recipe);
  const keys = stageKeys(dataset, recipe, seed, kernels.variant);
  return {
    ...pipeline,
    recipe,
    work: new RunDirectory(join(work.path, 'without-teacher'), { teacher: work, budget: work }),
    // When parts are joined says nothing of where the sparse one starts: what the student made is good for both.
    keys: { ...keys, sparse: pipeline.keys.sparse },
  };
}
