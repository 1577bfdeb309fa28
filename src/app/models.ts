/** The models this page offers, each a bundle beside the page. */
export const MODELS = {
  books: { address: './models/books/' },
  movies: { address: './models/movies/' },
} as const;

export type ModelName = keyof typeof MODELS;

export const MODEL_NAMES: readonly ModelName[] = ['books', 'movies'];

/** Narrows a remembered or linked name to a model of this page. */
export function isModelName(value: unknown): value is ModelName {
  return value === 'books' || value === 'movies';
}
