import { describe, expect, test } from 'vitest';
import { matrixOf, type Folds } from '../../core/interactions.ts';
import type { Dataset } from '../../data/index.ts';
import { stageKeys } from './pipeline.ts';
import type { Recipe } from './recipe.ts';
import { RECIPES } from './recipes.ts';

const matrix = matrixOf([[0, 1]], 2);
const fold = { history: matrix, targets: matrix };
const folds: Folds = { '80%': fold, '5': fold, '10': fold, '20': fold };
/** The only part of a data set that keys look at. */
const dataset = {
  split: {
    training: matrix,
    lower: { ...matrixOf([[]], 2), ratings: new Uint8Array(0) },
    validation: folds,
    test: folds,
    itemIds: Uint32Array.of(1, 2),
  },
} as unknown as Dataset;

function keysOf(distil: Partial<Recipe['distil']>, student: Partial<Recipe['student']> = {}) {
  const base = RECIPES.movies;
  const recipe = { ...base, student: { ...base.student, ...student }, distil: { ...base.distil, ...distil } };
  return stageKeys(dataset, recipe, 1, 'simd');
}

describe('stageKeys', () => {
  test('are those of a recipe without the options where they are null', () => {
    const off = { quantiseFrom: null, union: null, views: null, teacherAloneUpTo: null };
    const always = Object.entries(RECIPES.movies.distil).filter(([name]) => !(name in off));
    const recipe = { ...RECIPES.movies, distil: Object.fromEntries(always) as unknown as Recipe['distil'] };
    expect(keysOf(off)).toEqual(stageKeys(dataset, recipe, 1, 'simd'));
  });

  test('have the bits in the student’s training only where it is quantised while trained', () => {
    const [after, during] = [{ quantiseFrom: null }, { quantiseFrom: 0.7 }];
    expect(keysOf(after, { bits: 3 }).distil).toBe(keysOf(after).distil);
    expect(keysOf(after, { bits: 3 }).compress).not.toBe(keysOf(after).compress);
    expect(keysOf(during, { bits: 3 }).distil).not.toBe(keysOf(during).distil);
  });

  test('have who learns from the teacher alone in the student’s training, not in the labels', () => {
    const [few, fewer] = [keysOf({ teacherAloneUpTo: 8 }), keysOf({ teacherAloneUpTo: 4 })];
    expect(few.distil).not.toBe(fewer.distil);
    expect(few.labels).toBe(fewer.labels);
  });

  test('have how parts are drawn in the labels only where the teacher is shown parts', () => {
    expect(keysOf({ shortShare: 0.9 }).labels).toBe(keysOf({}).labels);
    expect(keysOf({ views: 3 }).labels).not.toBe(keysOf({}).labels);
    expect(keysOf({ views: 3, shortShare: 0.9 }).labels).not.toBe(keysOf({ views: 3 }).labels);
    // Labels of three views are good for a student of two.
    expect(keysOf({ views: 2 }).labels).toBe(keysOf({ views: 3 }).labels);
    expect(keysOf({ views: 2 }).distil).not.toBe(keysOf({ views: 3 }).distil);
  });

  test('leave the teacher alone when only the student’s training changes', () => {
    const union = { teacherTop: 100, studentTop: 100, share: 1 };
    const { labels, sparse, distil } = keysOf({ union });
    expect({ labels, sparse }).toEqual({ labels: keysOf({}).labels, sparse: keysOf({}).sparse });
    expect(distil).not.toBe(keysOf({}).distil);
    expect(distil).not.toBe(keysOf({ union: { ...union, share: 0.5 } }).distil);
  });
});
