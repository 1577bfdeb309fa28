import type { DatasetName } from '../../data/index.ts';
import type { Recipe, VaeRecipe } from './recipe.ts';

/** Multinomial autoencoders without noise on the code, trained as they are used: on parts of histories of every length. */
export const VAE: VaeRecipe = {
  hidden: 600,
  latent: 200,
  seeds: [1, 2, 3],
  epochs: 60,
  batch: 250,
  learningRate: 2e-3,
  weightDecay: 0.5,
  lengthPower: 0.5,
  noise: 0,
  klWeight: 0,
  klWarmUp: 1,
  shortShare: 0.3,
  shortMax: 20,
  keepMin: 0.05,
  keepMax: 0.95,
};

/** The recipes of the committed models, chosen on validation users; docs/training.md says how. */
export const RECIPES: Readonly<Record<DatasetName, Recipe>> = {
  movies: {
    teacher: {
      ease: { reg: 800 },
      members: {
        autoencoders: { vae: VAE },
        long: { table: { reg: 300, countReg: 1, userPower: 0.5, countPower: -0.1 } },
        short: { table: { reg: 500, countReg: 8, userPower: 0, countPower: 0 } },
        shortest: { table: { reg: 300, countReg: 32, userPower: 0, countPower: 0 } },
      },
    },
    student: {
      dim: 60,
      exponent: 0.5,
      inScale: 0.05,
      outScale: 0.05,
      gates: [0, 0.25, 0],
      biasScale: 0.5,
      bits: 4,
      storage: { sparseBits: 5, scaleBits: 8 },
      nnz: 2,
      sparse: {
        reg: 800,
        countReg: 0,
        userPower: 0,
        countPower: 0,
        refit: null,
        scale: 8,
        joined: 'before training',
      },
    },
    distil: {
      epochs: 200,
      batch: 250,
      learningRate: 4e-3,
      rates: {},
      lambda: 0.7,
      temperature: 2,
      teacherAloneUpTo: 8,
      quantiseFrom: 0.7,
      shortShare: 0.2,
      shortMax: 20,
      keepMin: 0.35,
      keepMax: 0.95,
    },
  },
  books: {
    teacher: {
      ease: { reg: 100 },
      members: {
        autoencoder: {
          vae: {
            ...VAE,
            hidden: 400,
            seeds: [1],
            epochs: 25,
            batch: 500,
            learningRate: 5e-3,
            weightDecay: 0.1,
          },
        },
        long: {
          table: {
            reg: 50,
            countReg: 0.6,
            userPower: 0.5,
            countPower: -0.1,
            negative: 0.5,
            lowerRatings: [0.5, 0.5, 1],
          },
        },
        short: {
          table: {
            reg: 20,
            countReg: 4,
            userPower: 0,
            countPower: 0,
            negative: 0.5,
            lowerRatings: [0.5, 0.5, 1],
          },
        },
      },
    },
    student: {
      dim: 32,
      exponent: 0.6,
      inScale: 0.05,
      outScale: 0.05,
      gates: [0, 0, 0],
      biasScale: 0.5,
      bits: 4,
      storage: { sparseBits: 5, scaleBits: 8 },
      nnz: 25,
      sparse: {
        reg: 50,
        countReg: 0.6,
        userPower: 0.5,
        countPower: -0.1,
        negative: 0.5,
        lowerRatings: [0.5, 0.5, 1],
        refit: { reg: 20, countReg: 1 },
        scale: 10,
        joined: 'before training',
      },
    },
    distil: {
      epochs: 12,
      batch: 500,
      learningRate: 4e-3,
      rates: {},
      views: 3,
      lambda: 1,
      temperature: 4,
      shortShare: 0.45,
      shortMax: 20,
      keepMin: 0.05,
      keepMax: 0.95,
    },
  },
};
