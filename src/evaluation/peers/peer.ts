import type { ScoreUsers } from '../protocol.ts';

/** A model without distillation, made as large as a student and no larger. */
export interface Peer {
  readonly label: string;
  readonly score: ScoreUsers;
  /** Everything it would ship: codes, scales, indices. */
  readonly bytes: number;
  /** What was chosen, for the report. */
  readonly hyperparameters: Readonly<Record<string, number>>;
}

/** One entry of a sparse peer: an 8-bit value and a 16-bit index (32-bit from 65,537 items on). */
export function entryBytes(items: number): number {
  return items > 65_536 ? 5 : 3;
}

/** A float16 scale. */
export const SCALE_BYTES = 2;
