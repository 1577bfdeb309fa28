/**
 * Kendall's τ-b of two top lists, over the union of their entries: 1 for equal lists, −1 for reversed
 * ones. An entry that a list lacks stands behind that list's end, tied with all others it lacks, so
 * what is missing counts as well as what is swapped (Fagin, Kumar & Sivakumar 2003, "Comparing top k
 * lists", section 3); ties as in Kendall 1945:
 *
 *   τ = (concordant − discordant) / √((pairs − tied in a) · (pairs − tied in b))
 *
 * Two lists of k entries that share nothing have −2k / (3k − 1). Entries inside one list must differ.
 * Where τ is undefined (fewer than two entries, or an empty list), equal lists have 1 and others 0.
 */
export function kendallTau<Entry>(a: ArrayLike<Entry>, b: ArrayLike<Entry>): number {
  const { placesA, placesB } = placesInUnion(a, b);
  const size = placesA.length;
  let balance = 0;
  let untiedA = 0;
  let untiedB = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const inA = Math.sign(placesA[i]! - placesA[j]!);
      const inB = Math.sign(placesB[i]! - placesB[j]!);
      balance += inA * inB;
      untiedA += inA * inA;
      untiedB += inB * inB;
    }
  }
  if (untiedA === 0 || untiedB === 0) return a.length === b.length ? 1 : 0;
  return balance / Math.sqrt(untiedA * untiedB);
}

/** places[union] in each list, from 0; a list's length for an entry that it lacks. */
function placesInUnion<Entry>(
  a: ArrayLike<Entry>,
  b: ArrayLike<Entry>,
): { placesA: number[]; placesB: number[] } {
  const position = new Map<Entry, number>();
  const placesA: number[] = [];
  const placesB: number[] = [];
  for (let place = 0; place < a.length; place++) {
    position.set(a[place]!, place);
    placesA.push(place);
    placesB.push(b.length);
  }
  for (let place = 0; place < b.length; place++) {
    const at = position.get(b[place]!);
    if (at !== undefined) {
      placesB[at] = place;
    } else {
      placesA.push(a.length);
      placesB.push(place);
    }
  }
  return { placesA, placesB };
}
