/** What a chart says of itself. */
export const CHART_TEXT = {
  missing: 'The chart could not be downloaded; the table has the same figures.',
} as const;
