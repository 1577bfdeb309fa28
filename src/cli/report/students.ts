import { join } from 'node:path';
import { studentScorer } from '../../evaluation/scorers.ts';
import { decodeHybrid } from '../../format/index.ts';
import type { Recipe } from '../pipeline/recipe.ts';
import { type Pipeline, stageKeys } from '../pipeline/pipeline.ts';
import { RunDirectory } from '../pipeline/run-directory.ts';
import { compress, distilStudent, studentBytes, teach } from '../pipeline/stages.ts';
import { keyOf, WorkDirectory } from '../pipeline/work-directory.ts';
import { costed, readCosts, type StageCost } from './costs.ts';
import { foldsKey, type RankedModel, rankModel } from './ranked-model.ts';

/** One student of a report: a recipe, a seed, and the name of its rows. */
export interface StudentRun {
  readonly label: string;
  /** Bytes an item asked for. */
  readonly budget: number;
  readonly seed: number;
  readonly recipe: Recipe;
}

/** What all runs of a report share. */
export interface ReportContext {
  readonly dataset: Pipeline['dataset'];
  readonly kernels: Pipeline['kernels'];
  /** Folder of everything that was already worked out. */
  readonly path: string;
}

const STAGES = { teach, distil: distilStudent, compress } as const;

/** The pipeline of one student, in its own folder; what seeds and variants share lies in the budget's. */
export function pipelineOf(
  { dataset, kernels, path }: ReportContext,
  run: StudentRun,
  report: Pipeline['report'],
): Pipeline {
  const budget = join(path, 'report', `bytes-${run.budget}`);
  return {
    dataset,
    kernels,
    recipe: run.recipe,
    seed: run.seed,
    work: new RunDirectory(join(budget, runName(run)), {
      teacher: new WorkDirectory(path),
      budget: new WorkDirectory(budget),
    }),
    keys: stageKeys(dataset, run.recipe, run.seed, kernels.variant),
    report,
  };
}

/** Trains, compresses and ranks a student, from wherever an earlier run left off. */
export async function rankStudent(
  context: ReportContext,
  run: StudentRun,
  report: Pipeline['report'],
): Promise<RankedModel> {
  const pipeline = pipelineOf(context, run, report);
  const { work, keys } = pipeline;
  if (!work.has('compress', keys.compress)) {
    for (const stage of ['teach', 'distil', 'compress'] as const) {
      if (stage !== 'teach' && work.has(stage, keys[stage])) continue;
      await costed(costsOf(pipeline), stage, () => STAGES[stage](pipeline));
    }
  }
  const bytes = await studentBytes(pipeline);
  const folds = context.dataset.split.test;
  const place = { work, stage: 'rank', key: keyOf(bytes, foldsKey(folds)) };
  const { dim, nnz } = run.recipe.student;
  const make = () => ({
    label: run.label,
    score: studentScorer(decodeHybrid(bytes)),
    bytes: bytes.length,
    hyperparameters: { dim, nnz },
  });
  return await rankModel(place, make, folds, report);
}

/** What the stages of a student cost when they ran. */
export async function studentCosts(context: ReportContext, run: StudentRun): Promise<StageCost[]> {
  return await readCosts(costsOf(pipelineOf(context, run, () => {})));
}

function costsOf(pipeline: Pipeline): string {
  return join(pipeline.work.path, 'costs.json');
}

function runName({ label, seed }: StudentRun): string {
  return `${label.replaceAll(' ', '-')}-seed-${seed}`;
}
