import type { HybridStorage } from '../../core/hybrid.ts';
import type { TableBits } from '../../core/quantise.ts';
import type { DistilOptions } from '../../training/distil/distil.ts';
import type { HybridStart } from '../../training/students/hybrid-parameters.ts';
import type { RefitOptions } from '../../training/students/refit.ts';
import type { VaeOptions } from '../../training/teachers/vae-training.ts';

/** Every choice that shapes a model. A run is determined by its data, its recipe and its seed. */
export interface Recipe {
  readonly teacher: {
    /** Plain EASE: the yardstick of every figure, and what the peer "EASE pruned" is made of. */
    readonly ease: { readonly reg: number };
    /** The teachers that are added, by name; the sum's scale is that of the first. */
    readonly members: Readonly<Record<string, MemberRecipe>>;
  };
  readonly student: HybridStart & {
    /** Bits of a code of `in` and `out`. */
    readonly bits: TableBits;
    /** How student.safetensors stores sparse values and scales; docs/bundle.md, version 2. */
    readonly storage: HybridStorage;
    /** Mean entries an item in the sparse part. */
    readonly nnz: number;
    /** Where the sparse part's support and first values come from. */
    readonly sparse: TableRecipe & {
      /** Values refitted on the kept support; null keeps those of the table. */
      readonly refit: RefitOptions | null;
      /** All values times this: closed-form scores to logits. */
      readonly scale: number;
      /** Whether the low-rank part is trained beside it, or alone and joined with it afterwards; decision 0008. */
      readonly joined: 'before training' | 'after training';
    };
  };
  readonly distil: Omit<DistilOptions, 'seed'>;
}

/** A closed-form item-item table: what `trainEase` is asked for. */
export interface TableRecipe {
  readonly reg: number;
  readonly countReg: number;
  readonly userPower: number;
  readonly countPower: number;
  /** Factor of the table's negative entries. Default 1. */
  readonly negative?: number;
  /** What a rating of 1, 2 and 3 stars counts in the Gram matrix beside a like's 1. Default: nothing. */
  readonly lowerRatings?: readonly [number, number, number];
}

/** Autoencoders that differ in their seed alone; their logits are averaged. */
export interface VaeRecipe extends Omit<VaeOptions, 'seed'> {
  readonly hidden: number;
  readonly latent: number;
  readonly seeds: readonly number[];
}

export type MemberRecipe = { readonly table: TableRecipe } | { readonly vae: VaeRecipe };
