import type { Folds } from '../core/interactions.ts';
import type { Kernels } from '../kernels/index.ts';
import type { Trainable } from '../training/layers.ts';
import type { HybridParameters } from '../training/students/hybrid-parameters.ts';
import { meanLogQuality } from './quality.ts';
import { hybridScorer } from './scorers.ts';

/** How loud the parts of a student are beside its sparse part, relative to what training made them. */
export interface Volumes {
  readonly lowRank: number;
  readonly bias: number;
  /** Added to gates[1]: above 0 the sparse part falls faster as the history grows. */
  readonly slope: number;
}

const FACTORS = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 0.85, 1, 1.2, 1.5, 2, 3];

/** What is tried of each, in the order of the search. */
const STEPS = {
  lowRank: FACTORS,
  slope: [-1.2, -1, -0.85, -0.7, -0.5, -0.4, -0.3, -0.2, -0.1, -0.05, 0, 0.05, 0.1, 0.2, 0.3],
  bias: FACTORS,
} as const;
const PARTS = ['lowRank', 'slope', 'bias'] as const;
/** A part's best volume moves with the others'. */
const ROUNDS = 4;

/**
 * Sets the volume of the low-rank part and of the bias, and how the sparse part's falls with the length of
 * the history, on validation users. Training cannot: the sparse table was fitted on the very users it
 * trains on, so it looks more certain to them than it is to anybody new, and the other parts learn to lean
 * on it. Three scalars are chosen, by coordinate search over fixed steps; nothing else is touched, and no
 * test user is seen. Learned steps of `out` grow and shrink with it, so that its codes stay what they were.
 */
export async function calibrate(
  kernels: Kernels,
  parameters: HybridParameters,
  validation: Folds,
  onProgress?: (fraction: number) => void,
): Promise<Volumes> {
  const turn = volumeKnobs(parameters);
  const volumes = { lowRank: 1, bias: 1, slope: 0 };
  const apply = (): void => turn(volumes);
  const known = new Map<string, number>();
  const qualityNow = async (): Promise<number> => {
    const key = PARTS.map((part) => volumes[part]).join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    apply();
    const quality = await meanLogQuality(hybridScorer(kernels, parameters), validation);
    known.set(key, quality);
    return quality;
  };
  const all = ROUNDS * PARTS.reduce((sum, part) => sum + STEPS[part].length, 0);
  let done = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const part of PARTS) {
      let best = { volume: volumes[part], quality: Number.NEGATIVE_INFINITY };
      for (const volume of STEPS[part]) {
        volumes[part] = volume;
        const quality = await qualityNow();
        if (quality > best.quality) best = { volume, quality };
        onProgress?.(++done / all);
      }
      volumes[part] = best.volume;
    }
  }
  apply();
  return volumes;
}

/** Sets volumes that `calibrate` found on a student as it was trained. */
export function applyVolumes(parameters: HybridParameters, volumes: Volumes): void {
  volumeKnobs(parameters)(volumes);
}

/** Sets volumes again and again, each relative to the parameters as they are now. */
function volumeKnobs(parameters: HybridParameters): (volumes: Volumes) => void {
  const trained = {
    out: parameters.out.weights.slice(),
    steps: parameters.steps?.out.weights.slice(),
    bias: parameters.bias.weights.slice(),
    slope: parameters.gates.weights[1]!,
  };
  return ({ lowRank, bias, slope }) => {
    scaleInto(parameters.out, trained.out, lowRank);
    if (parameters.steps) scaleInto(parameters.steps.out, trained.steps!, lowRank);
    scaleInto(parameters.bias, trained.bias, bias);
    parameters.gates.weights[1] = trained.slope + slope;
  };
}

function scaleInto(target: Trainable, source: Float32Array, factor: number): void {
  for (let i = 0; i < source.length; i++) target.weights[i] = source[i]! * factor;
}
