import type { HybridStudent } from '../../core/hybrid.ts';
import { HISTORY_LENGTHS } from '../../core/history-length.ts';
import type { Folds } from '../../core/interactions.ts';
import { teacherScorer } from '../../evaluation/fit-added.ts';
import { evaluateFold, meanOf, type ScoreUsers } from '../../evaluation/protocol.ts';
import { popularityScorer, sparseScorer, studentScorer, tableScorer } from '../../evaluation/scorers.ts';
import type { QualityRow } from '../../format/index.ts';
import type { Kernels } from '../../kernels/index.ts';
import { pruneTable } from '../../training/students/sparse-table.ts';
import type { Teacher } from '../../training/teachers/teacher.ts';

/** Bytes of one entry of the peer "EASE pruned": an 8-bit value and a 16-bit index. */
export const PRUNED_ENTRY_BYTES = 3;

/** A model to evaluate, under the name its rows carry. */
export interface Candidate {
  readonly model: string;
  readonly score: ScoreUsers;
}

/** The shipped student and the list that is the same for everybody. */
export function cheapCandidates(student: HybridStudent, popularity: ArrayLike<number>): Candidate[] {
  return [
    { model: 'student', score: studentScorer(student) },
    { model: 'popularity', score: popularityScorer(popularity) },
  ];
}

/** The added teacher, and each of its members alone. */
export function teacherCandidates(
  kernels: Kernels,
  { teacher, members }: { readonly teacher: Teacher; readonly members: readonly Teacher[] },
): Candidate[] {
  return [
    { model: 'teacher', score: teacherScorer(kernels, teacher) },
    ...members.map((member) => ({
      model: `teacher: ${member.name}`,
      score: teacherScorer(kernels, member),
    })),
  ];
}

/**
 * Plain EASE, and its table pruned to the student's bytes. The peer's values stay at full precision and its
 * row pointers are free: both in its favour.
 */
export function easeCandidates(
  kernels: Kernels,
  table: Float32Array,
  items: number,
  studentBytes: number,
): Candidate[] {
  const pruned = pruneTable(table, items, Math.floor(studentBytes / PRUNED_ENTRY_BYTES));
  return [
    { model: 'ease', score: tableScorer(kernels, table, items) },
    { model: 'ease-pruned', score: sparseScorer(pruned) },
  ];
}

/** One row a candidate and history length, in that order. */
export async function qualityRows(
  candidates: readonly Candidate[],
  folds: Folds,
  onProgress?: (model: string, fraction: number) => void,
): Promise<QualityRow[]> {
  const rows: QualityRow[] = [];
  for (const { model, score } of candidates) {
    for (const [position, history] of HISTORY_LENGTHS.entries()) {
      const metrics = await evaluateFold(score, folds[history], (part) =>
        onProgress?.(model, (position + part) / HISTORY_LENGTHS.length),
      );
      rows.push({
        model,
        history,
        users: metrics.ndcg10.length,
        ndcg10: rounded(meanOf(metrics.ndcg10)),
        ndcg100: rounded(meanOf(metrics.ndcg100)),
        recall20: rounded(meanOf(metrics.recall20)),
      });
    }
  }
  return rows;
}

/** Six decimals: more than any difference that means something. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
