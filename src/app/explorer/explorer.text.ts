import { formatCount } from '../format-text.ts';

/** What the explorer says around its parts. */
export const EXPLORER_TEXT = {
  fetching: 'Fetching sample users …',
  asking: (done: number, total: number) =>
    `Asking the student about ${formatCount(total)} sample users: ${formatCount(done)} answered …`,
  failed: 'No sample users',
  none: 'This model has no sample users.',
} as const;
