import { formatCount } from '../../format-text.ts';

/** What the section on another history says. */
export const WHAT_IF_TEXT = {
  heading: 'What if?',
  intro: (many: string) =>
    `Take ${many} out of this history or put others in, and the student answers anew on this device.`,
  history: (count: number, many: string) => `History: ${formatCount(count)} ${many}`,
  remove: (title: string) => `Take out ${title}`,
  add: (one: string) => `Put in a ${one}`,
  found: 'Found',
  put: (title: string) => `Put in ${title}`,
  reset: 'As it was',
  against: 'Set against',
  before: 'the list before the last change',
  original: 'the list for the whole history',
  beforeName: 'Before',
  originalName: 'Whole history',
  now: 'Now',
  unchanged: 'Nothing is changed yet: both lists are the same.',
} as const;
