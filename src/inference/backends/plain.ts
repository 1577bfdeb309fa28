import { addSparseRow, scoreWith } from '../../core/hybrid.ts';
import type { SparseTable, UserQuery } from '../../core/hybrid.ts';
import { logSumExp } from '../../core/log-sum-exp.ts';
import { topK } from '../../core/topk.ts';
import type { Backend, ScoredModel } from './backend.ts';

/** Typed arrays and nothing else: the reference, and what every device can run. It proposes the list itself. */
export function createPlainBackend({ student, prior }: ScoredModel): Backend {
  // No call waits for anything while it uses them, so calls in flight cannot meet here.
  const sparse = new Float32Array(student.items);
  const scores = new Float32Array(student.items);
  const fill = (query: UserQuery, mask: Uint8Array): void => {
    addHistory(student.sparse, query, sparse);
    for (let item = 0; item < student.items; item++) {
      const score = mask[item] === 1 ? scoreWith(student, prior, query, item, sparse[item]!) : Number.NaN;
      scores[item] = Number.isFinite(score) ? score : Number.NEGATIVE_INFINITY;
    }
    clearHistory(student.sparse, query, sparse);
  };
  return {
    name: 'plain',
    propose: async (query, mask, k) => {
      fill(query, mask);
      return { items: topK(scores, k).sort(), logTotal: logSumExp(scores), by: 'plain' };
    },
    dispose: () => undefined,
  };
}

/** sparse[items] += gate · Σ w_i · S[i, ·] */
function addHistory(table: SparseTable, { history, gate }: UserQuery, sparse: Float32Array): void {
  for (let h = 0; h < history.items.length; h++) {
    addSparseRow(table, history.items[h]!, gate * history.weights[h]!, sparse);
  }
}

/** Zeros what `addHistory` wrote, and only that. */
function clearHistory(table: SparseTable, { history }: UserQuery, sparse: Float32Array): void {
  for (let h = 0; h < history.items.length; h++) {
    const row = history.items[h]!;
    for (let e = table.offsets[row]!; e < table.offsets[row + 1]!; e++) sparse[table.columns[e]!] = 0;
  }
}
