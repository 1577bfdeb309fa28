import { addSparseRow } from '../../core/hybrid.ts';
import type { UserQuery } from '../../core/hybrid.ts';
import type { ScoredModel } from './backend.ts';
import type { ScoringLayout } from './scoring-layout.ts';
import { rangeBetween } from './two-bytes.ts';
import type { TwoByteRange } from './two-bytes.ts';

/** What a request adds to each item's product, in two bytes an item. */
export interface AddedCodes {
  /** tiles[…][slots]: 0: not to be returned; else gate · sparse + fade · bias + popularity · prior ≈ origin + step · code. */
  readonly tiles: readonly Uint16Array[];
  /** Writes the codes of a request into `tiles`. */
  fill(query: UserQuery, mask: Uint8Array): TwoByteRange;
}

/** The arrays are made once and written anew for every request. */
export function createAddedCodes(
  model: ScoredModel,
  { tiles, slots, itemsPerTile }: ScoringLayout,
): AddedCodes {
  const { student, prior } = model;
  const sums = new Float32Array(student.items);
  const ends = { bias: endsOf(student.bias), prior: endsOf(prior) };
  const codes = Array.from({ length: tiles }, () => new Uint16Array(slots));
  return {
    tiles: codes,
    fill: (query, mask) => {
      const sparse = addHistory(model, query, sums);
      const parts = [sparse, scaled(query.fade, ends.bias), scaled(query.popularity, ends.prior)];
      const total = (end: 'least' | 'most'): number => parts.reduce((sum, part) => sum + part[end], 0);
      // Codes run from 1, so that 0 is free for what may not be returned.
      const range = rangeBetween(total('least'), total('most'), 1);
      const write = parts.every(({ finite }) => finite) ? writeFinite : writeAny;
      codes.forEach((tile, number) => {
        const first = number * itemsPerTile;
        const count = Math.min(itemsPerTile, student.items - first);
        write(tile, first, count, { ...query, bias: student.bias, prior, mask, sums, range });
      });
      clearHistory(model, query, sums);
      return range;
    },
  };
}

/** Least and largest of the finite numbers among some, 0 counted in; and whether all are finite. */
interface Ends {
  readonly least: number;
  readonly most: number;
  readonly finite: boolean;
}

function endsOf(values: Float32Array): Ends {
  let [least, most, finite] = [0, 0, true];
  for (const value of values) {
    if (!Number.isFinite(value)) finite = false;
    else if (value < least) least = value;
    else if (value > most) most = value;
  }
  return { least, most, finite };
}

function scaled(factor: number, { least, most, finite }: Ends): Ends {
  const ends = [factor * least, factor * most] as const;
  return { least: Math.min(...ends), most: Math.max(...ends), finite };
}

/** sums[items] += gate · Σ w_i · S[i, ·], as the reference does it; gives the ends of all sums. */
function addHistory({ student }: ScoredModel, { history, gate }: UserQuery, sums: Float32Array): Ends {
  const { sparse } = student;
  for (let h = 0; h < history.items.length; h++) {
    addSparseRow(sparse, history.items[h]!, gate * history.weights[h]!, sums);
  }
  let [least, most, finite] = [0, 0, true];
  for (let h = 0; h < history.items.length; h++) {
    const row = history.items[h]!;
    for (let e = sparse.offsets[row]!; e < sparse.offsets[row + 1]!; e++) {
      const sum = sums[sparse.columns[e]!]!;
      if (!Number.isFinite(sum)) finite = false;
      else if (sum < least) least = sum;
      else if (sum > most) most = sum;
    }
  }
  return { least, most, finite };
}

/** Zeros what `addHistory` wrote, and only that. */
function clearHistory(
  { student: { sparse } }: ScoredModel,
  { history }: UserQuery,
  sums: Float32Array,
): void {
  for (let h = 0; h < history.items.length; h++) {
    const row = history.items[h]!;
    for (let e = sparse.offsets[row]!; e < sparse.offsets[row + 1]!; e++) sums[sparse.columns[e]!] = 0;
  }
}

/** What codes are made of. */
interface Parts extends Pick<UserQuery, 'fade' | 'popularity'> {
  readonly bias: Float32Array;
  readonly prior: Float32Array;
  readonly sums: Float32Array;
  readonly mask: Uint8Array;
  readonly range: TwoByteRange;
}

/** Writes codes where all numbers are finite: nothing is asked of an item, since every item passes here. */
function writeFinite(codes: Uint16Array, first: number, count: number, parts: Parts): void {
  const { fade, popularity, bias, prior, sums, mask } = parts;
  const factor = 1 / parts.range.step;
  // Half a step up, since writing cuts the fraction off.
  const offset = 0.5 - parts.range.origin * factor;
  for (let slot = 0; slot < count; slot++) {
    const item = first + slot;
    const value = sums[item]! + fade * bias[item]! + popularity * prior[item]!;
    codes[slot] = mask[item]! * (value * factor + offset);
  }
}

/** Writes codes where some numbers are not finite; what comes to none is no candidate's. */
function writeAny(codes: Uint16Array, first: number, count: number, parts: Parts): void {
  const { fade, popularity, bias, prior, sums, mask, range } = parts;
  const factor = 1 / range.step;
  for (let slot = 0; slot < count; slot++) {
    const item = first + slot;
    const lean = popularity === 0 ? 0 : popularity * prior[item]!;
    const value = sums[item]! + fade * bias[item]! + lean;
    const code = (value - range.origin) * factor + 0.5;
    codes[slot] = mask[item] === 1 && Number.isFinite(value) ? code : 0;
  }
}
