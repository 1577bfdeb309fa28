import type { Target } from './report.ts';
import { round } from './statistics.ts';

export type Bound = 'at least' | 'at most' | 'exactly';

const SIGNS = { 'at least': '>=', 'at most': '<=', exactly: '=' } as const;

/** Holds a figure against its limit. It is judged before it is rounded: 9.999 is not 10. */
export function judge(what: string, bound: Bound, limit: number, measured: number): Target {
  return {
    what,
    target: `${SIGNS[bound]} ${limit}`,
    measured: round(measured),
    met: isMet(measured, bound, limit),
  };
}

/** NaN meets nothing: it stands for what never happened. */
function isMet(measured: number, bound: Bound, limit: number): boolean {
  if (bound === 'at least') return measured >= limit;
  return bound === 'at most' ? measured <= limit : measured === limit;
}
