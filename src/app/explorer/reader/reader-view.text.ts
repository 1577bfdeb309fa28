import { formatCount } from '../../format-text.ts';

/** What the page of one reader says. */
export const READER_TEXT = {
  heading: (id: string) => `User no. ${id}`,
  summary: (likes: number, many: string, heldOut: number) =>
    `Both models were told ${formatCount(likes)} ${many}; ${formatCount(heldOut)} more were held out.`,
  history: 'What both were told',
  more: (hidden: number) => `Show ${formatCount(hidden)} more`,
  lists: 'Both top 20s',
  teacher: 'Teacher',
  student: 'Student',
  legend:
    '✓ held out: this user liked it, and neither model was told. ▲ ▼ places above or below the teacher’s; new: not in the teacher’s list; ✕: not in the student’s. Bars: the probability each model gives the item, of one scale.',
  failed: 'The student did not answer',
} as const;
