import { type Runtime, checkCounts, grainFor } from './runtime.ts';

/** Values that one thread takes at a time. */
const WORK = 1 << 15;

export interface ScaledBiasOptions {
  /** scores[rows, columns], added to. */
  readonly scores: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** bias[columns] */
  readonly bias: Float32Array;
  /** factors[rows] */
  readonly factors: Float32Array;
}

export interface BiasBackwardOptions {
  /** gradientScores[rows, columns] */
  readonly gradientScores: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly bias: Float32Array;
  readonly factors: Float32Array;
  /** gradientBias[columns], added to. */
  readonly gradientBias: Float32Array;
  /** gradientFactors[rows], overwritten. */
  readonly gradientFactors: Float32Array;
}

/** scores[r, ·] += factors[r] · bias */
export function addScaledBias({ arena, pool }: Runtime, options: ScaledBiasOptions): void {
  const { rows, columns } = options;
  checkCounts({ rows, columns });
  pool.run('addScaledBias', rows, grainFor(WORK, columns), [
    arena.address(options.scores, rows * columns, 'scores'),
    columns,
    arena.address(options.bias, columns, 'bias'),
    arena.address(options.factors, rows, 'factors'),
  ]);
}

/**
 * gradientBias[j] += Σ_r factors[r] · gradientScores[r, j] and
 * gradientFactors[r] = Σ_j bias[j] · gradientScores[r, j]
 */
export function biasBackward({ arena, pool }: Runtime, options: BiasBackwardOptions): void {
  const { rows, columns } = options;
  checkCounts({ rows, columns });
  const gradient = arena.address(options.gradientScores, rows * columns, 'gradientScores');
  const bias = arena.address(options.bias, columns, 'bias');
  const factors = arena.address(options.factors, rows, 'factors');
  const gradientBias = arena.address(options.gradientBias, columns, 'gradientBias');
  const gradientFactors = arena.address(options.gradientFactors, rows, 'gradientFactors');
  pool.run('factorGradient', rows, grainFor(WORK, columns), [gradient, columns, bias, gradientFactors]);
  const grain = Math.max(16, grainFor(WORK, rows));
  pool.run('biasGradient', columns, grain, [gradient, rows, columns, factors, gradientBias]);
}
