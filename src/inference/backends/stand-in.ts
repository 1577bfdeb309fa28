import type { Backend, ScoredModel } from './backend.ts';
import { createPlainBackend } from './plain.ts';

/**
 * Answers while another backend cannot: by the one that `start` gives where it can be started, else by `plain`.
 * It is started by the first request that needs it: most pages never do.
 */
export function createStandIn(start: () => Promise<Backend>, model: ScoredModel): Backend {
  let started: Promise<Backend> | undefined;
  let name: Backend['name'] = 'wasm';
  const backend = async (): Promise<Backend> => {
    started ??= start().catch(() => createPlainBackend(model));
    const found = await started;
    name = found.name;
    return found;
  };
  return {
    get name() {
      return name;
    },
    propose: async (query, mask, k) => (await backend()).propose(query, mask, k),
    dispose: () => void started?.then((found) => found.dispose()),
  };
}
