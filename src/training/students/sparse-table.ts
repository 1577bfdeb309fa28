/** A trainable sparse item-item table in compressed rows: S[row, columns[e]] = values[e]. */
export interface SparseValues {
  readonly rows: number;
  /** offsets[rows + 1] */
  readonly offsets: Uint32Array;
  /** columns[entries], ascending inside a row. */
  readonly columns: Uint32Array;
  /** values[entries] */
  readonly values: Float32Array;
}

/** A table without entries. */
export function noEntries(rows: number): SparseValues {
  return {
    rows,
    offsets: new Uint32Array(rows + 1),
    columns: new Uint32Array(0),
    values: new Float32Array(0),
  };
}

/**
 * The `entries` largest magnitudes of a square table, kept as compressed rows. Equal magnitudes are
 * kept in reading order, so the result depends on nothing but the table.
 */
export function pruneTable(table: Float32Array, rows: number, entries: number): SparseValues {
  const { threshold, ties } = magnitudeThreshold(table, entries);
  const offsets = new Uint32Array(rows + 1);
  const columns: number[] = [];
  const values: number[] = [];
  let tiesLeft = ties;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < rows; column++) {
      const value = table[row * rows + column]!;
      const magnitude = Math.abs(value);
      if (magnitude < threshold || value === 0) continue;
      if (magnitude === threshold && tiesLeft-- <= 0) continue;
      columns.push(column);
      values.push(value);
    }
    offsets[row + 1] = columns.length;
  }
  return { rows, offsets, columns: Uint32Array.from(columns), values: Float32Array.from(values) };
}

/**
 * The magnitude of the `count`-th largest entry, and how many entries of exactly that magnitude are
 * among the first `count`. Counts the float patterns in two passes of 2¹⁶ buckets instead of sorting:
 * positive floats order like their bit patterns.
 */
function magnitudeThreshold(table: Float32Array, count: number): { threshold: number; ties: number } {
  const patterns = new Uint32Array(table.buffer, table.byteOffset, table.length);
  const high = new Uint32Array(32_768);
  for (let i = 0; i < patterns.length; i++) high[(patterns[i]! & 0x7fffffff) >>> 16]!++;
  const [highBucket, above] = bucketOf(high, count);
  const low = new Uint32Array(65_536);
  for (let i = 0; i < patterns.length; i++) {
    const pattern = patterns[i]! & 0x7fffffff;
    if (pattern >>> 16 === highBucket) low[pattern & 0xffff]!++;
  }
  const [lowBucket, aboveInBucket] = bucketOf(low, count - above);
  const bits = Uint32Array.of((highBucket << 16) | lowBucket);
  return { threshold: new Float32Array(bits.buffer)[0]!, ties: count - above - aboveInBucket };
}

/** The bucket that holds the count-th largest entry, and how many entries lie in higher buckets. */
function bucketOf(histogram: Uint32Array, count: number): [bucket: number, above: number] {
  let above = 0;
  for (let bucket = histogram.length - 1; bucket > 0; bucket--) {
    if (above + histogram[bucket]! >= count) return [bucket, above];
    above += histogram[bucket]!;
  }
  return [0, above];
}
