import type { Manifest } from '../types.ts';

/** How much of a history the models were told: a number of likes, or a share of all. */
export type QualityLength = Manifest['quality'][number]['history'];

/** NDCG@10 of each model after histories of one length. */
export interface QualityFigures {
  readonly history: QualityLength;
  /** Test users behind the figures. */
  readonly users: number;
  readonly teacher: number;
  readonly student: number;
  /** The linear table of EASE cut to the student's bytes: what distillation has to beat. null where it was not measured. */
  readonly pruned: number | null;
}

/** Shortest first. */
export const QUALITY_LENGTHS: readonly QualityLength[] = ['5', '10', '20', '80%'];

/** The rows of a manifest that have both a student and its teacher, shortest history first. */
export function qualityFigures({
  quality,
  teacher,
}: Pick<Manifest, 'quality' | 'teacher'>): QualityFigures[] {
  // A teacher that is one model may have its rows under its own name.
  const name = teacher.name.toLowerCase();
  return QUALITY_LENGTHS.flatMap((history) => {
    const find = (model: string) => quality.find((row) => row.history === history && row.model === model);
    const student = find('student');
    const taught = find('teacher') ?? find(name);
    if (!student || !taught) return [];
    const pruned = find('ease-pruned')?.ndcg10 ?? null;
    return [{ history, users: student.users, teacher: taught.ndcg10, student: student.ndcg10, pruned }];
  });
}
