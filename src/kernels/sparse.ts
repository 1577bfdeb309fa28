import { checkIndices, checkOffsets, type Histories, historyAddresses } from './histories.ts';
import { type Runtime, checkCounts } from './runtime.ts';

/** History rows that one thread takes at a time. */
const ROWS = 8;
/** Ranges of table rows that the values' gradient is cut into; each reads all entries, so they are few. */
const PARTITIONS = 16;

/** Histories and the sparse table they are multiplied with. */
export interface SparseOptions extends Histories {
  /** gates[rows]: one factor a history. */
  readonly gates: Float32Array;
  /** tableOffsets[tableRows + 1] */
  readonly tableOffsets: Uint32Array;
  /** tableColumns[tableEntries], below `columns`. */
  readonly tableColumns: Uint32Array;
  /** tableValues[tableEntries] */
  readonly tableValues: Float32Array;
  readonly columns: number;
}

export interface SparseForwardOptions extends SparseOptions {
  /** scores[rows, columns], added to. */
  readonly scores: Float32Array;
}

export interface SparseBackwardOptions extends SparseOptions {
  /** gradientScores[rows, columns] */
  readonly gradientScores: Float32Array;
  /** gradientValues[tableEntries], added to. */
  readonly gradientValues: Float32Array;
  /** gradientGates[rows], overwritten. */
  readonly gradientGates: Float32Array;
}

/**
 * scores[r, tableColumns[t]] += gates[r] · weights[e] · tableValues[t] for r's entries e, t of row
 * indices[e].
 */
export function sparseForward(runtime: Runtime, options: SparseForwardOptions): void {
  const { arena, pool } = runtime;
  const { rows, columns } = options;
  const { history, gates, table, values } = sparseAddresses(runtime, options);
  const scores = arena.address(options.scores, rows * columns, 'scores');
  pool.run('sparseForward', rows, ROWS, [...history, gates, ...table, values, columns, scores]);
}

/**
 * gradientValues[t] += Σ_r gates[r] · weights[e] · gradientScores[r, tableColumns[t]] and
 * gradientGates[r] = Σ weights[e] · tableValues[t] · gradientScores[r, tableColumns[t]]
 */
export function sparseBackward(runtime: Runtime, options: SparseBackwardOptions): void {
  const { arena, pool } = runtime;
  const { rows, columns } = options;
  const { history, gates, table, values, tableRows, entries } = sparseAddresses(runtime, options);
  const gradient = arena.address(options.gradientScores, rows * columns, 'gradientScores');
  const gradientGates = arena.address(options.gradientGates, rows, 'gradientGates');
  const gradientValues = arena.address(options.gradientValues, entries, 'gradientValues');
  pool.run('sparseGateGradient', rows, ROWS, [
    ...history,
    ...table,
    values,
    columns,
    gradient,
    gradientGates,
  ]);
  pool.run('sparseValueGradient', tableRows, Math.max(1, Math.ceil(tableRows / PARTITIONS)), [
    ...history,
    gates,
    rows,
    ...table,
    columns,
    gradient,
    gradientValues,
  ]);
}

/** Addresses of checked options. */
function sparseAddresses(runtime: Runtime, options: SparseOptions) {
  const { arena } = runtime;
  const { rows, columns, tableOffsets, tableColumns } = options;
  checkCounts({ columns });
  const tableRows = Math.max(0, tableOffsets.length - 1);
  const history = historyAddresses(runtime, options, tableRows);
  const offsets = arena.address(tableOffsets, 1, 'tableOffsets');
  const entries = checkOffsets(tableOffsets, tableRows, 'tableOffsets');
  const table = [offsets, arena.address(tableColumns, entries, 'tableColumns')];
  checkIndices(tableColumns, tableOffsets[0]!, entries, columns, 'tableColumns');
  const gates = arena.address(options.gates, rows, 'gates');
  const values = arena.address(options.tableValues, entries, 'tableValues');
  return { history, gates, table, values, tableRows, entries };
}
