import { allocate, layOut } from './layout.ts';
import type { Layout } from './layout.ts';
import { bytesPerStep, countSteps, panelBytes, PANEL } from './panels.ts';
import type { CodeTable } from './panels.ts';
import { FIELDS, RANGE, RECORD_BYTES } from './request-record.ts';

/** Items that the kernels score before they rank them (src/kernels/assembly/scoring/index.ts). */
const BLOCK = 512;

/** What all threads read, and the counter of the ranges that they take. */
type Common = 'codes' | 'scales' | 'bias' | 'prior' | 'mask' | 'sparse' | 'user' | 'counter';
/** What each thread has of its own. */
type Own = 'request' | 'values' | 'heap' | 'proposed' | 'proposedScores' | 'ranges';

/** What a module of the scoring kernels exports; requests are addresses. */
export interface ScoringKernels {
  begin(request: number): void;
  scoreRange(request: number, range: number): void;
  finish(request: number): void;
}

/** Where tables and requests lie, and the kernels that work on them. */
export interface ScoringPlace<Kernels extends ScoringKernels = ScoringKernels> {
  readonly memory: WebAssembly.Memory;
  readonly kernels: Kernels;
  readonly at: Layout<Common>['at'];
  /** own[threads]: addresses of what each thread has; the first is the calling one. */
  readonly own: readonly Layout<Own>['at'][];
  /** Ranges of items. */
  readonly ranges: number;
}

/**
 * A memory for a table and some threads, with 25 bytes an item beside the codes, and 12 more for each thread beyond
 * the first. Throws `kernels/memory`.
 */
export async function makePlace<Kernels extends ScoringKernels>(
  table: CodeTable,
  module: WebAssembly.Module,
  threads: number,
): Promise<ScoringPlace<Kernels>> {
  const common = layOut(commonSizes(table));
  const own: Layout<Own>['at'][] = [];
  let end = common.bytes;
  for (let thread = 0; thread < threads; thread++) {
    const { at, bytes } = layOut(ownSizes(table), end);
    own.push(at);
    end = bytes;
  }
  const memory = allocate(end, threads > 1);
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return { memory, kernels: exports as unknown as Kernels, at: common.at, own, ranges: countRanges(table) };
}

/** Places of a packed user: whole steps. */
export function userLength(table: CodeTable): number {
  return (countSteps(table) * bytesPerStep(table.bits) * 8) / table.bits;
}

function countRanges({ rows }: CodeTable): number {
  return Math.ceil(rows / RANGE);
}

/** Items up to a whole panel. */
function roomFor({ rows }: CodeTable): number {
  return Math.ceil(rows / PANEL) * PANEL;
}

function commonSizes(table: CodeTable): Record<Common, number> {
  const items = roomFor(table);
  const numbers = 4 * items;
  return {
    codes: panelBytes(table),
    scales: numbers,
    bias: numbers,
    prior: numbers,
    mask: items,
    sparse: numbers,
    user: 2 * userLength(table),
    counter: 4,
  };
}

function ownSizes(table: CodeTable): Record<Own, number> {
  const numbers = 4 * roomFor(table);
  return {
    request: 4 * FIELDS,
    values: 4 * BLOCK,
    // These three are touched only as far as there are candidates for the list.
    heap: numbers,
    proposed: numbers,
    proposedScores: numbers,
    ranges: RECORD_BYTES * countRanges(table),
  };
}
