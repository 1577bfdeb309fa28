import { formatCount } from '../../format-text.ts';
import { formatAgreement } from '../format.ts';

const COUNT = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** What the section on temperature says. */
export const TEMPERATURE_TEXT = {
  heading: 'Temperature',
  intro:
    'The student learned from the teacher’s probabilities, not only from its order: how much more likely one item is than the next is what a list does not say. A higher temperature brings the small ones out; T = 1 is what the student was taught.',
  slider: 'Temperature of the teacher',
  value: (temperature: number) => `T = ${COUNT.format(temperature)}`,
  reset: 'Back to T = 1',
  summary: (teacher: number, student: number, divergence: number) =>
    `Among these items the teacher is as undecided as between ${COUNT.format(teacher)} equally likely ones, the student as between ${COUNT.format(student)}; KL ${formatAgreement(divergence)}.`,
  note: 'Only the teacher’s own twenty, both renormalised over them: p^(1/T) / Σ p^(1/T) for the teacher, the student as it is.',
  chart: (items: number) =>
    `Dot chart of the teacher’s ${formatCount(items)} items, best first: the probability by the teacher at the chosen temperature, and by the student. The table below has the figures.`,
  axis: 'Probability among these items',
  teacher: 'Teacher',
  student: 'Student',
  table: 'As a table',
  caption: 'Probability of each item among the teacher’s twenty',
  item: 'Item',
  waiting: 'Asking the student …',
} as const;
