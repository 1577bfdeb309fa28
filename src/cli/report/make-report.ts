import { Listr, type ListrTask } from 'listr2';
import { HISTORY_LENGTHS, type HistoryLength } from '../../core/history-length.ts';
import { countItems } from '../../core/interactions.ts';
import { popularityDeciles } from '../../core/metrics.ts';
import { type Measurement, measureLists } from '../../evaluation/measure.ts';
import { type MeasuredModel, type ReportCard, reportCard } from '../../evaluation/report-card.ts';
import type { Recipe } from '../pipeline/recipe.ts';
import type { StageCost } from './costs.ts';
import type { ElsaRecipe } from './elsa.ts';
import { type PeerBudget, type PeerRun, peerRuns, rankPeer } from './peers.ts';
import type { FoldLists, RankedModel } from './ranked-model.ts';
import { step } from './step.ts';
import { pipelineOf, rankStudent, type ReportContext, studentCosts, type StudentRun } from './students.ts';
import { FLAGSHIP, isSameRecipe, variantsAt } from './variants.ts';

export interface ReportPlan {
  /** Bytes an item, ascending. */
  readonly budgets: readonly number[];
  readonly seeds: readonly number[];
  /** Whether choices are taken away one by one, too. */
  readonly ablations: boolean;
  /** `share` of the bytes in the low-rank part; without it, the recipe's own. */
  readonly recipeFor: (bytesPerItem: number, share?: number) => Recipe;
  /** How the peer Compressed ELSA is trained. */
  readonly elsa: ElsaRecipe;
}

/** What the stages of one student cost. */
export interface StudentCost {
  readonly label: string;
  readonly budget: number;
  readonly seed: number;
  readonly stages: readonly StageCost[];
}

/** Everything that a report's run found out. */
export interface Findings {
  readonly card: ReportCard;
  readonly costs: readonly StudentCost[];
}

type Ranked = Omit<MeasuredModel, 'measurements'> & { readonly lists: FoldLists };

/** Names the bootstrap's random stream. */
const BOOTSTRAP_SEED = 1;

/** The lines of a report's progress tree, which fill `ranked`. */
export function reportTasks(context: () => ReportContext, plan: ReportPlan, ranked: Ranked[]): ListrTask[] {
  const runs = studentRuns(plan);
  return [
    ...plan.budgets.map((budget) => ({
      title: `students of ${budget} bytes an item`,
      task: () =>
        subtasks(
          runs.filter((run) => run.budget === budget),
          (run) => `${run.label}, seed ${run.seed}`,
          async (run, report) => {
            const model = await rankStudent(context(), run, report);
            ranked.push({ ...model, label: run.label, role: 'student', budget, seed: run.seed });
            return bytesAnItem(model.bytes, context());
          },
        ),
    })),
    {
      title: 'teacher and peers',
      task: () => peerTasks(context(), plan, runs[0]!, ranked),
    },
  ];
}

/**
 * Every student of a plan, budget by budget: variants with each seed, ablations with the first. An ablation that
 * leaves the recipe as it is says nothing and is left out.
 */
function studentRuns(plan: ReportPlan): StudentRun[] {
  const { budgets, seeds, recipeFor } = plan;
  return budgets.flatMap((budget) => {
    const own = recipeFor(budget);
    return variantsAt(budget, plan).flatMap(({ label, change, ablation }) => {
      const recipe = change(own, (share) => recipeFor(budget, share));
      if (ablation && isSameRecipe(recipe, own)) return [];
      return (ablation ? seeds.slice(0, 1) : seeds).map((seed) => ({ label, budget, seed, recipe }));
    });
  });
}

function peerTasks(context: ReportContext, plan: ReportPlan, first: StudentRun, ranked: Ranked[]): Listr {
  const { items } = context.dataset.split.training;
  const budgets = plan.budgets.map((budget): PeerBudget => {
    const own = ranked.filter((model) => model.budget === budget).map(({ bytes }) => bytes);
    return { budget, bytes: Math.max(budget * items, ...own) };
  });
  const { runs, close } = peerRuns(
    pipelineOf(context, first, () => {}),
    { path: context.path, budgets, elsa: plan.elsa },
  );
  const title = (run: PeerRun): string =>
    run.budget ? `${run.label}, ${run.budget} bytes an item` : run.label;
  const tree = subtasks(runs, title, async (run, report) => {
    const bytes = budgets.find(({ budget }) => budget === run.budget)?.bytes ?? 0;
    const model = await rankPeer(pipelineOf(context, first, report), context.path, run, bytes);
    ranked.push({ ...model, label: run.label, role: run.role, budget: run.budget, seed: null });
    if (run === runs.at(-1)) close();
    return bytesAnItem(model.bytes, context);
  });
  return tree;
}

/** Works the figures out of everybody's lists. */
export async function findings(
  context: ReportContext,
  plan: ReportPlan,
  ranked: Ranked[],
): Promise<Findings> {
  const { training, test } = context.dataset.split;
  const deciles = popularityDeciles(countItems(training));
  const teacher = ranked.find((model) => model.role === 'teacher')!.lists;
  const models = inTableOrder(ranked).map(({ lists, ...model }): MeasuredModel => {
    const measured = HISTORY_LENGTHS.map(
      (length) => [length, measureLists(lists[length], teacher[length], test[length], deciles)] as const,
    );
    return { ...model, measurements: Object.fromEntries(measured) as Record<HistoryLength, Measurement> };
  });
  const card = reportCard({
    items: training.items,
    models,
    flagship: FLAGSHIP,
    seed: BOOTSTRAP_SEED,
  });
  const costs: StudentCost[] = [];
  for (const run of studentRuns(plan)) {
    const { label, budget, seed } = run;
    costs.push({ label, budget, seed, stages: await studentCosts(context, run) });
  }
  return { card, costs };
}

/** Models of their own size first, then budget by budget, students before peers. */
function inTableOrder(ranked: readonly Ranked[]): Ranked[] {
  const rank = ({ budget }: Ranked): number => budget ?? 0;
  return ranked.toSorted((a, b) => rank(a) - rank(b));
}

function subtasks<Run>(
  runs: readonly Run[],
  title: (run: Run) => string,
  task: (run: Run, report: (line: () => string) => void) => Promise<string>,
): Listr {
  return new Listr(
    runs.map((run) => step(title(run), (report) => task(run, report))),
    { concurrent: false },
  );
}

function bytesAnItem(bytes: RankedModel['bytes'], { dataset }: ReportContext): string {
  return `${(bytes / dataset.counts.items).toFixed(1)} bytes an item`;
}
