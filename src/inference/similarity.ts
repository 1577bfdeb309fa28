import { codeAt } from '../core/hybrid.ts';
import type { HybridStudent } from '../core/hybrid.ts';

/**
 * cosine(a, b) of the items' `out` rows. Only the codes count: a row's scale cancels, but for its sign.
 * Codes are integers, so the sums are exact and every backend and device gets the same number.
 */
export function cosine(student: HybridStudent, a: number, b: number): number {
  const { out, dim } = student;
  let dot = 0;
  let squaredA = 0;
  let squaredB = 0;
  for (let c = 0; c < dim; c++) {
    const left = codeAt(out, a, c);
    const right = codeAt(out, b, c);
    dot += left * right;
    squaredA += left * left;
    squaredB += right * right;
  }
  const sign = Math.sign(out.scales[a]!) * Math.sign(out.scales[b]!);
  return dot === 0 || sign === 0 ? 0 : (sign * dot) / Math.sqrt(squaredA * squaredB);
}
