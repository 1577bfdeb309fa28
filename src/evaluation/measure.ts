import { overlapAt, rankBiasedOverlap } from '../core/agreement.ts';
import { type Fold, rowOf } from '../core/interactions.ts';
import { kendallTau } from '../core/kendall.ts';
import { catalogueCoverage, giniIndex, ndcg, recall } from '../core/metrics.ts';
import { listOf, type RankedLists } from './ranked-lists.ts';

/** Figures that every user has one of. The last three compare a model's list with its teacher's. */
export const USER_FIGURES = ['ndcg10', 'ndcg100', 'recall20', 'overlap10', 'rbo', 'tau'] as const;
export type UserFigure = (typeof USER_FIGURES)[number];

/** Recall@20 of targets of one popularity decile, before dividing. */
export interface DecileRecall {
  /** hits[10]: targets of that decile among the first 20 places, over all users. */
  readonly hits: readonly number[];
  /** targets[10] */
  readonly targets: readonly number[];
}

/** Everything measured of one model on one fold. */
export interface Measurement {
  /** figures[name][users] */
  readonly figures: Readonly<Record<UserFigure, Float64Array>>;
  /** Share of the catalogue that stands in anybody's first ten. */
  readonly coverage10: number;
  /** Gini index of how often each item stands in a first ten. */
  readonly gini10: number;
  readonly deciles: DecileRecall;
}

/** The persistence of rank-biased overlap: nine tenths of its weight lies on the first 22 places. */
const PERSISTENCE = 0.9;
/** Places compared by Kendall's τ: the list that the app shows. */
const TAU_DEPTH = 20;

/** Measures ranked lists against a fold's targets and the teacher's lists; deciles[items] as in `popularityDeciles`. */
export function measureLists(
  lists: RankedLists,
  teacher: RankedLists,
  fold: Fold,
  deciles: Uint8Array,
): Measurement {
  const figures = emptyFigures(lists.users);
  const counts = new Uint32Array(fold.history.items);
  for (let user = 0; user < lists.users; user++) {
    const ranked = listOf(lists, user);
    const targets = new Set(rowOf(fold.targets, user));
    figures.ndcg10[user] = ndcg(ranked, targets, 10);
    figures.ndcg100[user] = ndcg(ranked, targets, 100);
    figures.recall20[user] = recall(ranked, targets, 20);
    compareLists(figures, user, ranked, listOf(teacher, user));
    for (const item of listOf(lists, user, 10)) counts[item]!++;
  }
  return {
    figures,
    coverage10: catalogueCoverage(counts),
    gini10: giniIndex(counts),
    deciles: recallByDecile(lists, fold, deciles),
  };
}

function compareLists(
  figures: Record<UserFigure, Float64Array>,
  user: number,
  ranked: Uint32Array,
  teacher: Uint32Array,
): void {
  const [a, b] = [[...ranked], [...teacher]];
  figures.overlap10[user] = overlapAt(a, b, 10);
  figures.rbo[user] = rankBiasedOverlap(a, b, PERSISTENCE);
  figures.tau[user] = kendallTau(ranked.subarray(0, TAU_DEPTH), teacher.subarray(0, TAU_DEPTH));
}

/** Hits at 20 and targets by the popularity of the target, summed over users (not averaged by user). */
function recallByDecile(lists: RankedLists, fold: Fold, deciles: Uint8Array): DecileRecall {
  const hits = new Array<number>(10).fill(0);
  const targets = new Array<number>(10).fill(0);
  for (let user = 0; user < lists.users; user++) {
    const shown = new Set(listOf(lists, user, 20));
    for (const target of rowOf(fold.targets, user)) {
      const decile = deciles[target]!;
      targets[decile]!++;
      if (shown.has(target)) hits[decile]!++;
    }
  }
  return { hits, targets };
}

function emptyFigures(users: number): Record<UserFigure, Float64Array> {
  const entries = USER_FIGURES.map((name) => [name, new Float64Array(users)] as const);
  return Object.fromEntries(entries) as Record<UserFigure, Float64Array>;
}
