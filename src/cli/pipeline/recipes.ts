import type { DatasetName } from '../../data/index.ts';
import type { Recipe } from './recipe.ts';

/** The recipes of the committed models, chosen on validation users; docs/training.md says how. */
export const RECIPES: Readonly<Record<DatasetName, Recipe>> = {
  movies: {
    teacher: { reg: 800, sharpness: 8 },
    student: {
      dim: 48,
      exponent: 0.5,
      inScale: 0.05,
      outScale: 0.05,
      gates: [0, 0.25, 0],
      biasScale: 0.5,
      bits: 4,
      storage: { sparseBits: 5, scaleBits: 8 },
      nnz: 14,
      sparse: { reg: 800, countReg: 0, refit: null, countPower: 0, scale: 8 },
    },
    distil: {
      epochs: 60,
      batch: 250,
      learningRate: 4e-3,
      rates: {},
      lambda: 0.5,
      shortShare: 0.2,
      shortMax: 20,
      keepMin: 0.05,
      keepMax: 0.95,
    },
  },
  books: {
    teacher: { reg: 100, sharpness: 6 },
    student: {
      dim: 24,
      exponent: 0.6,
      inScale: 0.05,
      outScale: 0.05,
      gates: [0, 0, 0],
      biasScale: 0,
      bits: 4,
      storage: { sparseBits: 5, scaleBits: 8 },
      nnz: 28,
      sparse: { reg: 50, countReg: 0.6, refit: { reg: 20, countReg: 1 }, countPower: 0, scale: 10 },
    },
    distil: {
      epochs: 14,
      batch: 500,
      learningRate: 4e-3,
      rates: { values: 0, gates: 0 },
      lambda: 0.8,
      shortShare: 0.3,
      shortMax: 20,
      keepMin: 0.05,
      keepMax: 0.95,
    },
  },
};
