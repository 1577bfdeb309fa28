const SCORE = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const AGREEMENT = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  // What rounds to nothing has no sign.
  signDisplay: 'negative',
});
const PROBABILITY = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumSignificantDigits: 2,
  maximumSignificantDigits: 2,
});
const SHARE = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** 0.412 */
export const formatScore = (score: number): string => SCORE.format(score);

/** 0.41; a true minus before what is below 0. */
export const formatAgreement = (value: number): string => AGREEMENT.format(value).replace('-', '−');

/** 12%, 1.2%, 0.046% */
export const formatProbability = (probability: number): string => PROBABILITY.format(probability);

/** 98.7% */
export const formatShare = (share: number): string => SHARE.format(share);
