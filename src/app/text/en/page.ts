import type { ModelName } from '../../models.ts';
import type { ItemNoun } from '../../types.ts';

/** The page as a whole, and its first screen. */
export const page = {
  title: 'Attar: recommendations that stay with you',
  description:
    'Books and films you may love, worked out on your own device by a recommender small enough for a browser tab.',
  parts: 'On this page',
  shelf: 'Shelf',
  list: 'For you',
  compare: 'Teacher & student',
  welcome: ({ many }: ItemNoun) => `Which ${many} have you loved?`,
  invitation: (size: string) =>
    `Like a few, and a model of ${size}, already on your device, recommends as you tap. What you like stays here.`,
};

export const header = {
  /** What this is, in one sentence. */
  tagline: 'Recommends books and movies inside this page: nothing about you leaves your device.',
  model: 'What to recommend',
  models: { books: 'Books', movies: 'Movies' } satisfies Record<ModelName, string>,
  dark: 'Dark colours',
  language: 'Language',
};
