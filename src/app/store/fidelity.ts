import type { Recommendations, RecommendRequest } from '../../inference/index.ts';
import type { Shelf } from './shelf.ts';
import type { Tuning, TuningPart } from './tuning.ts';
import { bentParts, NEUTRAL, partAlone, requestFor } from './tuning.ts';

/** How much of the pure ranking a tuned list still shows: counts of items. */
export interface Fidelity {
  /** Length of the pure list, 20 but in tiny catalogues. */
  readonly depth: number;
  /** Items of the pure list that the tuned list shows. */
  readonly kept: number;
  /** The same where only one part is bent; absent for neutral parts. */
  readonly alone: Partial<Record<TuningPart, number>>;
}

type AskMany = (requests: readonly RecommendRequest[]) => Promise<readonly Recommendations[]>;

/** Compares a tuned list with the pure one, and with those where a single part is bent. */
export async function measureFidelity(
  shown: readonly { readonly id: string }[],
  shelf: Shelf,
  tuning: Tuning,
  ask: AskMany,
): Promise<Fidelity> {
  const parts = bentParts(tuning);
  // A single bent part is the shown list itself.
  const asked = parts.length > 1 ? parts : [];
  const tunings = [NEUTRAL, ...asked.map((part) => partAlone(tuning, part))];
  const [pure, ...bent] = await ask(tunings.map((one) => requestFor(shelf, one)));
  const wanted = new Set(pure.items.map(({ id }) => id));
  const count = (items: readonly { readonly id: string }[]) =>
    items.filter(({ id }) => wanted.has(id)).length;
  const kept = count(shown);
  const alone = parts.map((part, at) => [part, bent[at] ? count(bent[at].items) : kept] as const);
  return { depth: pure.items.length, kept, alone: Object.fromEntries(alone) };
}
