import type { ModelName } from '../../models.ts';
import type { Manifest } from '../../types.ts';

/** One model at one history length, as docs/results has it. */
export interface CurvePoint {
  readonly model: string;
  readonly role: string;
  readonly history: string;
  readonly users: number;
  readonly bytes: number;
  readonly ndcg10: number;
  /** Of the report's teacher, and its 95 % interval over users. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface Curve {
  /** What reproduces it. */
  readonly command: string;
  readonly points: readonly CurvePoint[];
}

/** The curve of a model; it is part of the page, in a file of its own. */
export async function loadCurve(model: ModelName): Promise<Curve> {
  const file = model === 'books' ? await import('./books.json') : await import('./movies.json');
  return file.default;
}

/** What the page has of one model of the bundle, to set beside the curve. */
export interface ShippedPoint {
  readonly kind: 'student' | 'teacher';
  readonly bytes: number;
  readonly ndcg10: number;
  /** Of the NDCG@10 of the report's teacher on as many test users. */
  readonly share: number;
}

/** The curve at one history length, smallest model first, and where the shipped student and its teacher stand. */
export interface CurveSlice {
  readonly points: readonly CurvePoint[];
  readonly shipped: readonly ShippedPoint[];
}

export function sliceCurve(
  { points }: Curve,
  history: Manifest['quality'][number]['history'],
  { quality, teacher, files }: Pick<Manifest, 'quality' | 'teacher' | 'files'>,
): CurveSlice {
  const there = points.filter((point) => point.history === history);
  const reference = there.find(({ role }) => role === 'teacher');
  const bytes = { student: files['student.safetensors'].bytes, teacher: teacher.bytes };
  const shipped = (['student', 'teacher'] as const).flatMap((kind): ShippedPoint[] => {
    const row = quality.find((candidate) => candidate.model === kind && candidate.history === history);
    if (!row || !reference) return [];
    return [{ kind, bytes: bytes[kind], ndcg10: row.ndcg10, share: row.ndcg10 / reference.ndcg10 }];
  });
  return { points: there.toSorted((a, b) => a.bytes - b.bytes), shipped };
}

/** Models far below the rest: shown, they would press all others into one line. */
export const UPPER_FROM = 0.8;

/** The points at or above the bottom of the upper part, and the names of the models that have none there. */
export function upperPart(points: readonly CurvePoint[]): { points: CurvePoint[]; below: string[] } {
  const upper = points.filter(({ share }) => share >= UPPER_FROM);
  const names = new Set(upper.map(({ model }) => model));
  const below = new Set(points.map(({ model }) => model).filter((model) => !names.has(model)));
  return { points: upper, below: [...below] };
}
