import type { Manifest } from '../types.ts';

/** NDCG@10 of each model after histories of one length. */
export interface QualityFigures {
  readonly label: string;
  /** Test users behind the figures. */
  readonly users: number;
  readonly teacher: number;
  readonly student: number;
  /** The linear table of EASE cut to the student's bytes: what distillation has to beat. null where it was not measured. */
  readonly pruned: number | null;
}

type QualityRow = Manifest['quality'][number];

const LENGTHS: readonly (readonly [QualityRow['history'], string])[] = [
  ['5', '5 likes'],
  ['10', '10 likes'],
  ['20', '20 likes'],
  ['80%', '80 % of all'],
];

/** The rows of a manifest that have both a student and its teacher, shortest history first. */
export function qualityFigures({
  quality,
  teacher,
}: Pick<Manifest, 'quality' | 'teacher'>): QualityFigures[] {
  // A teacher that is one model may have its rows under its own name.
  const name = teacher.name.toLowerCase();
  return LENGTHS.flatMap(([history, label]) => {
    const find = (model: string) => quality.find((row) => row.history === history && row.model === model);
    const student = find('student');
    const taught = find('teacher') ?? find(name);
    if (!student || !taught) return [];
    const pruned = find('ease-pruned')?.ndcg10 ?? null;
    return [{ label, users: student.users, teacher: taught.ndcg10, student: student.ndcg10, pruned }];
  });
}
