import { HISTORY_LENGTHS } from '../core/history-length.ts';
import { type Fold, type Folds, type InteractionMatrix, rowOf } from '../core/interactions.ts';
import { weightAt } from '../core/linear.ts';
import type { Kernels } from '../kernels/index.ts';
import { HistoryBatch } from '../training/students/history-batch.ts';
import type { Teacher } from '../training/teachers/teacher.ts';
import { evaluateFold, meanOf, type ScoreUsers } from './protocol.ts';

/** What an AddedTeacher is made of, beside its members. */
export interface FittedWeights {
  /** History lengths, ascending. */
  readonly knots: readonly number[];
  /** weights[members][knots] */
  readonly weights: readonly (readonly number[])[];
}

/** Weights tried for a member at first; later rounds try the best times FACTORS. */
const COARSE = [0, 1, 4, 10, 25];
const FACTORS = [0, 0.5, 0.7, 1.4, 2];
const ROUNDS = 6;
/** Where the 80 % fold's longer histories get a weight of their own. */
const LONG_QUANTILES = [0.5, 0.9];
/** Neighbouring knots are at least this factor apart. */
const LEAST_STEP = 1.5;
/** A weight moves only for a gain of mean ln NDCG above this: smaller ones are chance on some hundred users. */
const LEAST_GAIN = 1e-4;

/**
 * Fits the weights of an AddedTeacher on validation users by coordinate search: those with the highest mean
 * of ln NDCG@10 and ln NDCG@100 over all history lengths, so a ratio counts the same wherever it is won. The
 * knots are the short histories' lengths and two quantiles of the 80 % fold's. That fold has short
 * histories too, of users with few likes; all folds are therefore weighed together, not knot by knot.
 */
export async function fitWeights(
  kernels: Kernels,
  teachers: readonly Teacher[],
  validation: Folds,
  onProgress?: (fraction: number) => void,
): Promise<FittedWeights> {
  const knots = knotsOf(validation);
  const weights = teachers.map((_, member) => knots.map(() => (member === 0 ? 1 : 0)));
  const search = new Search(kernels, teachers, validation, { knots, weights });
  await search.start();
  for (let round = 0; round < ROUNDS; round++) {
    const gain = await search.round(round === 0, (part) => onProgress?.((round + part) / ROUNDS));
    if (round > 0 && gain === 0) break;
  }
  onProgress?.(1);
  return { knots, weights };
}

/** A teacher as a scorer of the evaluation protocol: its logits of whole histories. */
export function teacherScorer(kernels: Kernels, teacher: Teacher) {
  return (histories: InteractionMatrix, from: number, to: number, scores: Float32Array): void => {
    kernels.scoped(() => {
      const batch = new HistoryBatch(kernels, to - from, histories.items);
      for (let user = from; user < to; user++) batch.push(rowOf(histories, user));
      const out = kernels.float32((to - from) * histories.items);
      teacher.logits(batch, out);
      scores.set(out);
    });
  };
}

interface Weighing {
  readonly knots: readonly number[];
  readonly weights: number[][];
}

class Search {
  private readonly folds: readonly Fold[];
  /** scores[folds][members], each [users, items] */
  private readonly scores: readonly Float32Array[][];
  private readonly weighing: Weighing;
  /** Quality of each fold with the weights kept so far. */
  private qualities: number[] = [];

  constructor(kernels: Kernels, teachers: readonly Teacher[], validation: Folds, weighing: Weighing) {
    this.folds = HISTORY_LENGTHS.map((length) => validation[length]);
    this.scores = this.folds.map(({ history }) =>
      teachers.map((teacher) => scoresOf(kernels, teacher, history)),
    );
    this.weighing = weighing;
  }

  async start(): Promise<void> {
    this.qualities = await this.measure(this.folds.map(() => true));
  }

  /** Moves every weight once, if that helps; resolves to what was gained in all. */
  async round(coarse: boolean, onProgress: (fraction: number) => void): Promise<number> {
    const { knots, weights } = this.weighing;
    let gain = 0;
    for (const at of knots.keys()) {
      // The coarse search starts where the next shorter histories ended.
      if (coarse && at > 0) await this.continueFrom(at);
      // Only ratios of weights decide a ranking, so the first member stays put while the others find their size.
      for (const own of coarse ? weights.slice(1) : weights) {
        const held = own[at]!;
        const fine = held > 0 ? FACTORS.map((factor) => held * factor) : COARSE;
        gain += await this.move(own, at, coarse ? COARSE : fine);
      }
      onProgress((at + 1) / knots.length);
    }
    return gain;
  }

  private async continueFrom(at: number): Promise<void> {
    for (const own of this.weighing.weights) own.fill(own[at - 1]!, at);
    this.qualities = await this.measure(this.folds.map(() => true));
  }

  /** Sets own[at] to the best of its value and the candidates; resolves to the gain. */
  private async move(own: number[], at: number, candidates: readonly number[]): Promise<number> {
    const affected = this.foldsAt(at);
    const before = meanOfAll(this.qualities);
    let kept = { weight: own[at]!, qualities: this.qualities };
    for (const weight of candidates) {
      own[at] = weight;
      const qualities = await this.measure(affected);
      if (meanOfAll(qualities) > meanOfAll(kept.qualities) + LEAST_GAIN) kept = { weight, qualities };
    }
    own[at] = kept.weight;
    this.qualities = kept.qualities;
    return meanOfAll(kept.qualities) - before;
  }

  /** Which folds have users whose weights depend on this knot. */
  private foldsAt(at: number): boolean[] {
    const { knots } = this.weighing;
    const only = knots.map((_, knot) => (knot === at ? 1 : 0));
    return this.folds.map(({ history }) =>
      lengthsOf(history).some((length) => weightAt(knots, only, length) !== 0),
    );
  }

  private async measure(affected: readonly boolean[]): Promise<number[]> {
    const qualities = [...this.qualities];
    for (const [index, fold] of this.folds.entries()) {
      if (!affected[index]) continue;
      const metrics = await evaluateFold(addedScorer(this.scores[index]!, this.weighing), fold);
      qualities[index] =
        (Math.log(meanOf(metrics.ndcg10) + 1e-9) + Math.log(meanOf(metrics.ndcg100) + 1e-9)) / 2;
    }
    return qualities;
  }
}

/** The sum over members of scores that were computed once. */
function addedScorer(scores: readonly Float32Array[], { knots, weights }: Weighing): ScoreUsers {
  return (histories, from, to, out) => {
    const { items } = histories;
    out.fill(0);
    scores.forEach((own, member) => {
      for (let user = from; user < to; user++) {
        const weight = weightAt(knots, weights[member]!, rowOf(histories, user).length);
        if (weight === 0) continue;
        const base = (user - from) * items;
        for (let item = 0; item < items; item++) out[base + item]! += weight * own[user * items + item]!;
      }
    });
  };
}

/** scores[users, items] of one teacher. */
function scoresOf(kernels: Kernels, teacher: Teacher, history: InteractionMatrix): Float32Array {
  const { users, items } = history;
  const scores = new Float32Array(users * items);
  const score = teacherScorer(kernels, teacher);
  for (let from = 0; from < users; from += 250) {
    const to = Math.min(users, from + 250);
    score(history, from, to, scores.subarray(from * items, to * items));
  }
  return scores;
}

/** 5, 10, 20, and what of the 80 % fold's middle and long histories lies well above them. */
function knotsOf(validation: Folds): number[] {
  const short = HISTORY_LENGTHS.filter((length) => length !== '80%').map(Number);
  const lengths = lengthsOf(validation['80%'].history).sort((a, b) => a - b);
  const long = LONG_QUANTILES.map((part) => lengths[Math.floor(part * lengths.length)] ?? 1);
  return [...short, ...long]
    .sort((a, b) => a - b)
    .filter((length, at, all) => at === 0 || length >= LEAST_STEP * all[at - 1]!);
}

function lengthsOf({ users, offsets }: InteractionMatrix): number[] {
  return Array.from({ length: users }, (_, user) => offsets[user + 1]! - offsets[user]!);
}

function meanOfAll(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
