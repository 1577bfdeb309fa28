import { engineBytes, makeModel, startBackend } from '../attar.ts';
import type { BackendName, ScoredModel } from '../attar.ts';
import { rankProposal } from '../../../src/inference/rank.ts';
import { DIM, STEP } from '../workload.ts';
import type { Workload } from '../workload.ts';
import type { Route } from './route.ts';

/** This engine, from the user vector to the list: what a backend, started by `start`, proposes, ranked by the reference. */
export async function attarRoute(
  workload: Workload,
  k: number,
  name: BackendName,
  start = (model: ScoredModel) => startBackend(name, model),
): Promise<Route> {
  const { items, codes } = workload;
  const out = {
    rows: items,
    columns: DIM,
    bits: 8,
    codes,
    scales: new Float32Array(items).fill(STEP),
  } as const;
  const model = makeModel(out);
  const backend = await start(model);
  await backend.ready;
  const mask = new Uint8Array(items).fill(1);
  const history = { items: [], weights: [] };
  return {
    ...(name === 'webgl' && { gpuBytes: engineBytes }),
    recommend: async (user) => {
      const query = { history, user, gate: 0, fade: 0, popularity: 0 };
      const proposal = await backend.propose(query, mask, k);
      if (proposal.by !== name) throw new Error(`${name} was asked and ${proposal.by} answered`);
      return rankProposal(model, query, proposal, k);
    },
  };
}
