import { overlapAt, rankBiasedOverlap } from '../../core/agreement.ts';

/** Where an item stands in a list, seen from another: the student's from the teacher's. */
export type Movement =
  | { readonly kind: 'same' }
  | { readonly kind: 'up' | 'down'; readonly by: number }
  /** Not among the other list's first. */
  | { readonly kind: 'new' };

export interface ComparedItem {
  readonly id: string;
  /** 1 is best. */
  readonly rank: number;
  /** The reader liked it, and neither model was told. */
  readonly heldOut: boolean;
}

export interface Comparison {
  readonly teacher: readonly ComparedItem[];
  readonly student: readonly (ComparedItem & { readonly movement: Movement })[];
  /** Share of the first ten that both name. */
  readonly overlap: number;
  /** Rank-biased overlap of the whole lists. */
  readonly rankBiasedOverlap: number;
  /** How many ranks of each list went into rank-biased overlap. */
  readonly depth: number;
}

/** Ranks shown and compared side by side. */
export const COMPARED_RANKS = 10;

/** Chance that a reader looks at the next rank, too: ten ranks carry 86 % of the measure's weight. */
export const PERSISTENCE = 0.9;

/** Two whole lists of ids, best first, and the ids held out. */
export function compareLists(
  teacher: readonly string[],
  student: readonly string[],
  heldOut: ReadonlySet<string>,
): Comparison {
  const depth = Math.min(teacher.length, student.length);
  const teacherTop = teacher.slice(0, COMPARED_RANKS);
  const place = (id: string, at: number) => ({ id, rank: at + 1, heldOut: heldOut.has(id) });
  return {
    teacher: teacherTop.map(place),
    student: student
      .slice(0, COMPARED_RANKS)
      .map((id, at) => ({ ...place(id, at), movement: movementOf(teacherTop.indexOf(id), at) })),
    overlap: overlapAt(teacher, student, COMPARED_RANKS),
    rankBiasedOverlap: rankBiasedOverlap(teacher.slice(0, depth), student.slice(0, depth), PERSISTENCE),
    depth,
  };
}

/** Ranks counted alike; `before` is −1 for an item that the other list lacks. */
export function movementOf(before: number, after: number): Movement {
  if (before < 0) return { kind: 'new' };
  if (before === after) return { kind: 'same' };
  return before > after ? { kind: 'up', by: before - after } : { kind: 'down', by: after - before };
}
