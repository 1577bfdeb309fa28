import type { Random } from '../../core/random.ts';
import type { Kernels } from '../../kernels/index.ts';
import { fillGlorot, type Trainable, trainedArray } from '../layers.ts';

/** The names under which the trained arrays are stored and stepped. */
export const VAE_ARRAYS = ['w1', 'b1', 'w2', 'b2', 'w3', 'b3', 'w4', 'b4'] as const;
export type VaeArray = (typeof VAE_ARRAYS)[number];

export interface VaeShape {
  readonly items: number;
  readonly hidden: number;
  readonly latent: number;
}

/**
 * What a trained autoencoder scores with: w1[items, hidden], w2[2 · latent, hidden] (mean, then log
 * variance), w3[hidden, latent], w4[items, hidden], and a bias for the output of each.
 */
export interface VaeWeights extends VaeShape {
  readonly arrays: Readonly<Record<VaeArray, Float32Array>>;
}

/** The same in training. */
export interface VaeParameters extends VaeShape {
  readonly arrays: Readonly<Record<VaeArray, Trainable>>;
}

/** Values in each array. */
export function vaeSizes({ items, hidden, latent }: VaeShape): Record<VaeArray, number> {
  return {
    w1: items * hidden,
    b1: hidden,
    w2: 2 * latent * hidden,
    b2: 2 * latent,
    w3: hidden * latent,
    b3: hidden,
    w4: items * hidden,
    b4: items,
  };
}

/** Allocates an untrained autoencoder whose output starts near log-popularity. */
export function createVae(
  kernels: Kernels,
  shape: VaeShape,
  popularity: ArrayLike<number>,
  random: Random,
): VaeParameters {
  const { items, hidden, latent } = shape;
  const sizes = vaeSizes(shape);
  const arrays = mapArrays((name) => trainedArray(kernels, sizes[name]));
  fillGlorot(arrays.w1.weights, items, hidden, random);
  fillGlorot(arrays.w2.weights, hidden, 2 * latent, random);
  fillGlorot(arrays.w3.weights, latent, hidden, random);
  fillGlorot(arrays.w4.weights, hidden, items, random);
  for (let i = 0; i < items; i++) arrays.b4.weights[i] = Math.log(popularity[i]! + 1);
  return { items, hidden, latent, arrays };
}

/** The weights of an autoencoder in training, not copied. */
export function vaeWeights({ items, hidden, latent, arrays }: VaeParameters): VaeWeights {
  return { items, hidden, latent, arrays: mapArrays((name) => arrays[name].weights) };
}

function mapArrays<T>(make: (name: VaeArray) => T): Record<VaeArray, T> {
  return Object.fromEntries(VAE_ARRAYS.map((name) => [name, make(name)])) as Record<VaeArray, T>;
}
