/**
 * How much of a test user's likes is shown to a model: the first 80 % of them in shuffled order, or
 * the first 5, 10 or 20. The rest are the targets.
 */
export const HISTORY_LENGTHS = ['80%', '5', '10', '20'] as const;

export type HistoryLength = (typeof HISTORY_LENGTHS)[number];
