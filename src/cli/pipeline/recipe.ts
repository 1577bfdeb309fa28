import type { HybridStorage } from '../../core/hybrid.ts';
import type { DistilOptions } from '../../training/distil/distil.ts';
import type { HybridStart } from '../../training/students/hybrid-parameters.ts';
import type { RefitOptions } from '../../training/students/refit.ts';

/** Every choice that shapes a model. A run is determined by its data, its recipe and its seed. */
export interface Recipe {
  readonly teacher: {
    /** λ of EASE. */
    readonly reg: number;
    /** Inverse temperature of the soft labels. */
    readonly sharpness: number;
  };
  readonly student: HybridStart & {
    /** Bits of a code of `in` and `out`. */
    readonly bits: 2 | 3 | 4 | 8;
    /** How student.safetensors stores sparse values and scales; docs/bundle.md, version 2. */
    readonly storage: HybridStorage;
    /** Mean entries an item in the sparse part. */
    readonly nnz: number;
    /** Where the sparse part's support and first values come from. */
    readonly sparse: {
      /** λ and count-regularisation of the table that is pruned. */
      readonly reg: number;
      readonly countReg: number;
      /** Values refitted on the kept support; null keeps those of the table. */
      readonly refit: RefitOptions | null;
      /** Column j times likes(j)^countPower. */
      readonly countPower: number;
      /** All values times this: closed-form scores to logits. */
      readonly scale: number;
    };
  };
  readonly distil: Omit<DistilOptions, 'seed'>;
}
