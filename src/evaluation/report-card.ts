import {
  differenceInterval,
  type Interval,
  ratioInterval,
  type SampledMean,
  UserResamples,
} from '../core/bootstrap.ts';
import { HISTORY_LENGTHS, type HistoryLength } from '../core/history-length.ts';
import { type Measurement, USER_FIGURES, type UserFigure } from './measure.ts';

export type Role = 'teacher' | 'student' | 'peer';

/** One trained and ranked model: of a student, one of several seeds. */
export interface MeasuredModel {
  /** Seeds of one model share label and budget. */
  readonly label: string;
  readonly role: Role;
  /** Bytes an item that it was made for; null where it has its own size (teacher, popularity). */
  readonly budget: number | null;
  /** Everything that would ship, the catalogue left out. */
  readonly bytes: number;
  readonly seed: number | null;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly measurements: Readonly<Record<HistoryLength, Measurement>>;
}

export interface ReportInputs {
  /** Catalogue size. */
  readonly items: number;
  /** In the order of the tables; exactly one is the teacher. */
  readonly models: readonly MeasuredModel[];
  /** The student that margins are told of: one per budget. */
  readonly flagship: string;
  /** Names the bootstrap's random stream. */
  readonly seed: number;
  readonly resamples?: number;
}

/** A figure that means "how good": mean over users and seeds, beside the teacher's. */
export interface QualityFigure {
  readonly mean: number;
  /** mean / the teacher's mean, with the 95 % interval over users. */
  readonly ratio: Interval;
  /** The same ratio of the worst and of the best seed; null for a model without seeds. */
  readonly seeds: { readonly low: number; readonly high: number } | null;
}

/** One model on one history length. */
export interface ReportRow {
  readonly label: string;
  readonly role: Role;
  readonly budget: number | null;
  readonly bytes: number;
  readonly bytesPerItem: number;
  readonly seeds: readonly number[];
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly history: HistoryLength;
  readonly users: number;
  readonly ndcg10: QualityFigure;
  readonly ndcg100: QualityFigure;
  readonly recall20: QualityFigure;
  readonly coverage10: number;
  readonly gini10: number;
  /** Means over users and seeds. */
  readonly overlap10: number;
  readonly rbo: number;
  readonly tau: number;
  /** recall@20 of targets by popularity decile, most popular first; null where a decile has no target. */
  readonly deciles: readonly (number | null)[];
}

/** The flagship student beside a model of its budget: ratios and the difference, with 95 % intervals over users. */
export interface Margin {
  readonly budget: number;
  readonly against: string;
  readonly history: HistoryLength;
  readonly ndcg10: Interval;
  readonly ndcg100: Interval;
  /** Difference of NDCG@10. */
  readonly difference: Interval;
}

/** Every figure of a report. */
export interface ReportCard {
  readonly items: number;
  readonly resamples: number;
  readonly rows: readonly ReportRow[];
  readonly margins: readonly Margin[];
  /** targets[10]: how many targets of test users lie in each popularity decile, with 80 % of the likes. */
  readonly decileTargets: readonly number[];
}

/** All seeds of one model on one history length, sampled by the same resamples as every other model's. */
interface Group {
  readonly models: readonly MeasuredModel[];
  readonly history: HistoryLength;
  readonly sampled: Readonly<Record<UserFigure, SampledMean>>;
}

/** A model of its own size that every flagship is compared with, where it was measured. */
const YARDSTICK = 'EASE';

/**
 * Works every figure out. Users are resampled alike for all models of one history length, so ratios are
 * paired. A user's figure is first averaged over seeds; the spread of seeds is told beside the interval.
 */
export function reportCard(inputs: ReportInputs): ReportCard {
  const teacher = inputs.models.find((model) => model.role === 'teacher')!;
  const rows: ReportRow[] = [];
  const margins: Margin[] = [];
  let resamples = 0;
  for (const [position, history] of HISTORY_LENGTHS.entries()) {
    const users = teacher.measurements[history].figures.ndcg10.length;
    const plan = new UserResamples(users, [inputs.seed, position], inputs.resamples);
    resamples = plan.count;
    const groups = groupModels(inputs.models).map((models) => sampleGroup(models, history, plan));
    const base = groups.find((group) => group.models[0] === teacher)!;
    for (const group of groups) rows.push(rowOf(group, base, inputs.items));
    margins.push(...marginsOf(groups, inputs.flagship));
  }
  const decileTargets = teacher.measurements['80%'].deciles.targets;
  return { items: inputs.items, resamples, rows, margins, decileTargets };
}

/** Seeds of one model together, models in the order they came. */
function groupModels(models: readonly MeasuredModel[]): MeasuredModel[][] {
  const groups = new Map<string, MeasuredModel[]>();
  for (const model of models) {
    const key = `${model.label} ${model.budget}`;
    groups.set(key, [...(groups.get(key) ?? []), model]);
  }
  return [...groups.values()];
}

function sampleGroup(models: readonly MeasuredModel[], history: HistoryLength, plan: UserResamples): Group {
  const entries = USER_FIGURES.map((name) => {
    const seeds = models.map((model) => model.measurements[history].figures[name]);
    return [name, plan.sample(averageArrays(seeds))] as const;
  });
  return { models, history, sampled: Object.fromEntries(entries) as Record<UserFigure, SampledMean> };
}

function rowOf(group: Group, base: Group, items: number): ReportRow {
  const { models, history, sampled } = group;
  const first = models[0]!;
  const measured = models.map((model) => model.measurements[history]);
  const bytes = Math.max(...models.map((model) => model.bytes));
  return {
    label: first.label,
    role: first.role,
    budget: first.budget,
    bytes,
    bytesPerItem: bytes / items,
    seeds: models.flatMap(({ seed }) => (seed === null ? [] : [seed])),
    hyperparameters: first.hyperparameters,
    history,
    users: measured[0]!.figures.ndcg10.length,
    ndcg10: qualityFigure('ndcg10', group, base),
    ndcg100: qualityFigure('ndcg100', group, base),
    recall20: qualityFigure('recall20', group, base),
    coverage10: average(measured.map((one) => one.coverage10)),
    gini10: average(measured.map((one) => one.gini10)),
    overlap10: sampled.overlap10.mean,
    rbo: sampled.rbo.mean,
    tau: sampled.tau.mean,
    deciles: decileRecall(measured),
  };
}

function qualityFigure(name: UserFigure, group: Group, base: Group): QualityFigure {
  const teacher = base.sampled[name];
  const own = group.models.map((model) => average(model.measurements[group.history].figures[name]));
  const ratios = own.map((mean) => (teacher.mean === 0 ? 0 : mean / teacher.mean));
  const seeded = group.models[0]!.seed !== null;
  return {
    mean: group.sampled[name].mean,
    ratio: ratioInterval(group.sampled[name], teacher),
    seeds: seeded ? { low: Math.min(...ratios), high: Math.max(...ratios) } : null,
  };
}

/** The flagship of each budget beside every other model of that budget, and beside the yardstick. */
function marginsOf(groups: readonly Group[], flagship: string): Margin[] {
  const students = groups.filter(({ models }) => models[0]!.label === flagship && models[0]!.budget !== null);
  return students.flatMap((student) => {
    const { budget } = student.models[0]!;
    const others = groups.filter(
      (group) =>
        group !== student && (group.models[0]!.budget === budget || group.models[0]!.label === YARDSTICK),
    );
    return others.map((other) => ({
      budget: budget!,
      against: other.models[0]!.label,
      history: student.history,
      ndcg10: ratioInterval(student.sampled.ndcg10, other.sampled.ndcg10),
      ndcg100: ratioInterval(student.sampled.ndcg100, other.sampled.ndcg100),
      difference: differenceInterval(student.sampled.ndcg10, other.sampled.ndcg10),
    }));
  });
}

function decileRecall(measured: readonly Measurement[]): (number | null)[] {
  return measured[0]!.deciles.targets.map((targets, decile) =>
    targets === 0 ? null : average(measured.map((one) => one.deciles.hits[decile]!)) / targets,
  );
}

function averageArrays(arrays: readonly Float64Array[]): Float64Array {
  return arrays[0]!.map((_, i) => average(arrays.map((values) => values[i]!)));
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length === 0 ? 0 : sum / values.length;
}
