import { AttarError } from './errors.ts';
import { Random } from './random.ts';

/** A figure and the ends of its interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The mean of one figure over users, and over each resample of users. */
export interface SampledMean {
  readonly mean: number;
  /** resampled[resamples] */
  readonly resampled: Float64Array;
}

/** Resamples of a published interval. */
export const RESAMPLES = 2000;

/**
 * Users drawn with replacement, the same draws for every model: that is what makes intervals paired, and
 * those of two models on the same users far narrower than either model's own. Efron & Tibshirani 1993,
 * chapters 6 and 13.
 */
export class UserResamples {
  readonly users: number;
  readonly count: number;
  /** draws[count, users]: who stands where in each resample. */
  private readonly draws: Uint16Array | Uint32Array;

  /** `seed` names the random stream; the same name gives the same draws. */
  constructor(users: number, seed: readonly number[], count: number = RESAMPLES) {
    this.users = users;
    this.count = count;
    const random = new Random(...seed);
    this.draws = users > 65_536 ? new Uint32Array(count * users) : new Uint16Array(count * users);
    for (let i = 0; i < this.draws.length; i++) this.draws[i] = random.below(users);
  }

  /** values[users] → its mean, and its mean over each resample. */
  sample(values: ArrayLike<number>): SampledMean {
    const { users, count, draws } = this;
    if (values.length !== users) {
      throw new AttarError(
        'request/invalid',
        `a bootstrap over ${users} users needs a figure of each, got ${values.length}`,
      );
    }
    let total = 0;
    for (let user = 0; user < users; user++) total += values[user]!;
    const resampled = new Float64Array(count);
    for (let r = 0, at = 0; r < count; r++) {
      let sum = 0;
      for (const end = at + users; at < end; at++) sum += values[draws[at]!]!;
      resampled[r] = users === 0 ? 0 : sum / users;
    }
    return { mean: users === 0 ? 0 : total / users, resampled };
  }
}

/** mean(a) − mean(b) with its interval; both sampled by the same resamples. */
export function differenceInterval(a: SampledMean, b: SampledMean, level = 0.95): Interval {
  return pairedInterval(a, b, (x, y) => x - y, level);
}

/** mean(a) / mean(b) with its interval; both sampled by the same resamples. 0 where b is 0. */
export function ratioInterval(a: SampledMean, b: SampledMean, level = 0.95): Interval {
  return pairedInterval(a, b, (x, y) => (y === 0 ? 0 : x / y), level);
}

/** The percentile method: the middle `level` of the resampled figures. Efron & Tibshirani 1993, section 13.3. */
function pairedInterval(
  a: SampledMean,
  b: SampledMean,
  compare: (x: number, y: number) => number,
  level: number,
): Interval {
  const figures = a.resampled.map((x, r) => compare(x, b.resampled[r]!)).sort();
  return {
    value: compare(a.mean, b.mean),
    low: quantile(figures, (1 - level) / 2),
    high: quantile(figures, (1 + level) / 2),
  };
}

/** The quantile of ascending figures, interpolated between neighbours (Hyndman & Fan 1996, type 7). */
export function quantile(ascending: ArrayLike<number>, part: number): number {
  const at = part * (ascending.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below]! + (at - below) * (ascending[above]! - ascending[below]!);
}
