import { describe, expect, test } from 'vitest';
import { HISTORY_LENGTHS } from '../core/history-length.ts';
import { type Measurement, USER_FIGURES } from './measure.ts';
import { type MeasuredModel, reportCard } from './report-card.ts';

/** A measurement in which every figure of user u is figures[u]. */
function measurementOf(values: readonly number[], hits = 0): Measurement {
  const figures = Object.fromEntries(USER_FIGURES.map((name) => [name, Float64Array.from(values)]));
  return {
    figures: figures as Measurement['figures'],
    coverage10: 0.5,
    gini10: 0.25,
    deciles: {
      hits: [hits, ...new Array<number>(9).fill(0)],
      targets: [8, ...new Array<number>(9).fill(0)],
    },
  };
}

function model(
  label: string,
  role: MeasuredModel['role'],
  budget: number | null,
  values: readonly number[],
  seed: number | null = null,
  hits = 0,
): MeasuredModel {
  const measurements = Object.fromEntries(
    HISTORY_LENGTHS.map((length) => [length, measurementOf(values, hits)]),
  ) as MeasuredModel['measurements'];
  return { label, role, budget, bytes: (budget ?? 400) * 10, seed, hyperparameters: {}, measurements };
}

const card = reportCard({
  items: 10,
  flagship: 'student',
  seed: 1,
  resamples: 500,
  models: [
    model('teacher', 'teacher', null, [0.2, 0.4, 0.6, 0.8]),
    model('student', 'student', 16, [0.1, 0.3, 0.5, 0.7], 1, 2),
    model('student', 'student', 16, [0.3, 0.5, 0.5, 0.9], 2, 4),
    model('peer', 'peer', 16, [0.1, 0.2, 0.25, 0.4]),
    model('peer', 'peer', 32, [0.2, 0.4, 0.6, 0.8]),
  ],
});
const row = (label: string, budget: number | null) =>
  card.rows.find((one) => one.label === label && one.budget === budget && one.history === '80%')!;

describe('the report card', () => {
  test('has a row for each model, budget and history length, its seeds averaged', () => {
    expect(card.rows).toHaveLength(4 * HISTORY_LENGTHS.length);
    const student = row('student', 16);
    expect(student.seeds).toEqual([1, 2]);
    // Users: 0.2, 0.4, 0.5, 0.8 of 0.2, 0.4, 0.6, 0.8.
    expect(student.ndcg10.mean).toBeCloseTo(1.9 / 4, 12);
    expect(student.ndcg10.ratio.value).toBeCloseTo(1.9 / 2, 12);
    expect(student.bytesPerItem).toBe(16);
    expect(student.deciles[0]).toBe(3 / 8);
    expect(student.deciles[1]).toBeNull();
  });

  test('tells the worst and the best seed', () => {
    const { seeds } = row('student', 16).ndcg10;
    expect(seeds!.low).toBeCloseTo(1.6 / 2, 12);
    expect(seeds!.high).toBeCloseTo(2.2 / 2, 12);
    expect(row('peer', 16).ndcg10.seeds).toBeNull();
  });

  test('has intervals over users around ratios, and none for the teacher itself', () => {
    const { low, high } = row('student', 16).ndcg10.ratio;
    // User 3 alone differs from the teacher: a resample has the ratio 1 without it, at least 5/6 with it alone.
    expect(low).toBeGreaterThanOrEqual(5 / 6 - 1e-12);
    expect(low).toBeLessThan(0.95);
    expect(high).toBeCloseTo(1, 12);
    expect(row('teacher', null).ndcg10.ratio).toEqual({ value: 1, low: 1, high: 1 });
  });

  test('sets the student beside the peers of its own budget only', () => {
    expect(card.margins.map(({ budget, against }) => `${against} ${budget}`)).toEqual(
      HISTORY_LENGTHS.map(() => 'peer 16'),
    );
    expect(card.margins[0]!.ndcg10.value).toBeCloseTo(1.9 / 0.95, 12);
    expect(card.margins[0]!.difference.value).toBeCloseTo(0.95 / 4, 12);
    expect(card.margins[0]!.difference.low).toBeGreaterThan(0);
  });

  test('is the same for the same inputs', () => {
    const again = () =>
      reportCard({
        items: 10,
        flagship: 'student',
        seed: 5,
        resamples: 50,
        models: [model('t', 'teacher', null, [0, 0.25, 1])],
      });
    expect(again()).toEqual(again());
  });
});
