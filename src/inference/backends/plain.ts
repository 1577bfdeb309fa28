import { scoreAll } from '../../core/hybrid.ts';
import type { HybridStudent } from '../../core/hybrid.ts';
import type { Backend } from './backend.ts';

/** Typed arrays and nothing else: the reference, and what every device can run. */
export function createPlainBackend(student: HybridStudent): Backend {
  return {
    name: 'plain',
    score: (query) => ({ scores: scoreAll(student, query), error: 0, by: 'plain' }),
    dispose: () => undefined,
  };
}
