import { carries } from './embedded.ts';

/** The models there are, each a bundle beside the page or inside it. */
export const MODELS = {
  books: { address: './models/books/' },
  movies: { address: './models/movies/' },
} as const;

export type ModelName = keyof typeof MODELS;

const ALL: readonly ModelName[] = ['books', 'movies'];
const INSIDE = ALL.filter((name) => carries(MODELS[name].address));

/** Those that this page offers; never empty. One that carries models has no others beside it. */
export const MODEL_NAMES: readonly ModelName[] = INSIDE.length > 0 ? INSIDE : ALL;

/** Narrows a remembered or linked name to a model of this page. */
export function isModelName(value: unknown): value is ModelName {
  return MODEL_NAMES.some((name) => name === value);
}
