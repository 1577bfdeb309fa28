// Rows for the cross entropy's tests, and what runs the kernel on them.
import type { Kernels } from './index.ts';
import type { CrossEntropyRow } from './reference.ts';
import { float32Of, listsOf, uint16Of } from './testing.ts';

/** Float16's bits (IEEE 754 binary16) of the numbers that tests name. */
export const HALF = {
  zero: 0x0000,
  one: 0x3c00,
  minusOne: 0xbc00,
  minusInfinity: 0xfc00,
  smallest: 0x0001,
} as const;

/** The number that float16's bits stand for. */
export function fromHalf(bits: number): number {
  const [exponent, fraction] = [(bits >>> 10) & 31, bits & 1023];
  const size =
    exponent === 31
      ? Number.POSITIVE_INFINITY
      : exponent === 0
        ? fraction * 2 ** -24
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}

/** A row whose labels are float16's bits. */
export type Row = Omit<CrossEntropyRow, 'teacher'> & { readonly labels?: readonly number[] };

/** As the kernel takes them; default: 1/2, 1 and 1. */
export interface Mixture {
  readonly lambda?: number;
  readonly temperature?: number;
  readonly scale?: number;
}

/** Runs rows of one length; labels are float16's bits. */
export function runCrossEntropy(
  kernels: Kernels,
  rows: readonly Row[],
  { lambda = 0.5, temperature = 1, scale = 1 }: Mixture = {},
) {
  return kernels.scoped(() => {
    const columns = rows[0]!.logits.length;
    const logits = float32Of(
      kernels,
      rows.flatMap((row) => Array.from(row.logits)),
    );
    const losses = kernels.float64(rows.length);
    const subset = kernels.uint8(rows.length * columns);
    rows.forEach(({ subset: inside }, r) =>
      inside?.forEach((column) => {
        subset[r * columns + column] = 1 + (column % 255);
      }),
    );
    const labels = uint16Of(
      kernels,
      rows.flatMap((row) => row.labels ?? []),
    );
    kernels.crossEntropy({
      logits,
      rows: rows.length,
      columns,
      given: listsOf(
        kernels,
        rows.map((row) => row.given),
      ),
      held: listsOf(
        kernels,
        rows.map((row) => row.held),
      ),
      teacher: rows[0]!.labels ? { labels, lambda, temperature } : null,
      subset: rows[0]!.subset ? subset : null,
      scale,
      losses,
    });
    return { losses: losses.slice(), gradient: logits.slice() };
  });
}

/** Logits in [−5, 5), labels from −8 to 0 with a −Infinity, 0 to 3 given and held columns that differ. */
export function randomRow(
  columns: number,
  restricted: boolean,
  random: () => number,
): CrossEntropyRow & { labels: number[] } {
  const below = (bound: number) => Math.floor(random() * bound);
  const order = Array.from({ length: columns }, (_, column) => [random(), column] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, column]) => column);
  const half = Math.min(3, columns >> 1);
  const given = order.slice(0, below(half + 1));
  const held = order.slice(half, half + below(half + 1));
  // One more column is always inside, or there would be nothing to take a softmax of.
  const others = order.slice(2 * half - 1 > half ? 2 * half - 1 : half);
  const labels = order.map((_, j) => (j === order[0] ? HALF.minusInfinity : 0x8000 | below(0x4800)));
  const logits = order.map(() => random() * 10 - 5);
  const subset = restricted ? [...held, ...others.slice(0, 1 + below(others.length))] : undefined;
  return { logits: Float32Array.from(logits), given, held, labels, ...(subset && { subset }) };
}
