import { foldUser } from '../../core/hybrid.ts';
import type { UserQuery } from '../../core/hybrid.ts';
import { inOrder } from '../batch.ts';
import { rankProposal } from '../rank.ts';
import type { MeasuredBackend } from '../types.ts';
import type { Backend, ScoredModel } from './backend.ts';

/** Samples of each backend; the first is not counted: it compiles, warms caches and uploads. */
const ROUNDS = 6;
/** A sample repeats the request for so long, since the clocks of some browsers tick in ms. */
const SAMPLE_MS = 3;
const MOST_REPEATS = 32;
/** ms after which no further round begins; large models on slow devices then have two. */
const BUDGET_MS = 300;

const LIKES = 20;
const LISTED = 50;

/**
 * Asks each backend the same made-up requests, in turn, so that whatever else the device does slows all of them.
 * Gives the medians, fastest first; a backend that did not answer itself is left out.
 */
export async function measureBackends(
  model: ScoredModel,
  backends: readonly Backend[],
): Promise<MeasuredBackend[]> {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => ({ round, query: madeUp(model, round) }));
  const turns = rounds.flatMap((round) => backends.map((backend) => ({ ...round, backend })));
  const mask = new Uint8Array(model.student.items).fill(1);
  const start = performance.now();
  const samples = await inOrder(turns, async ({ round, query, backend }) => {
    if (round > 1 && performance.now() - start > BUDGET_MS) return undefined;
    return sample(model, backend, query, mask);
  });
  const timesOf = (backend: Backend): (number | undefined)[] =>
    samples.filter((_, turn) => turns[turn]!.round > 0 && turns[turn]!.backend === backend);
  return backends
    .map((backend) => ({ backend: backend.name, milliseconds: median(timesOf(backend)) }))
    .filter(({ milliseconds }) => Number.isFinite(milliseconds))
    .sort((a, b) => a.milliseconds - b.milliseconds);
}

/** A visitor with 20 likes spread over the catalogue, others in each round. */
function madeUp({ student }: ScoredModel, round: number): UserQuery {
  const items = Array.from({ length: Math.min(LIKES, student.items) }, (_, like) =>
    Math.floor(((like + round / ROUNDS) * student.items) / LIKES),
  );
  const distinct = [...new Set(items)].filter((item) => item < student.items);
  return foldUser(student, { items: distinct, weights: distinct.map(() => 1) });
}

/** ms of one request, list included; infinite when another backend answered in its place. */
async function sample(
  model: ScoredModel,
  backend: Backend,
  query: UserQuery,
  mask: Uint8Array,
): Promise<number> {
  const start = performance.now();
  for (let repeat = 1; ; repeat++) {
    const proposal = await backend.propose(query, mask, LISTED);
    if (proposal.by !== backend.name) return Number.POSITIVE_INFINITY;
    rankProposal(model, query, proposal, LISTED);
    const elapsed = performance.now() - start;
    if (elapsed >= SAMPLE_MS || repeat === MOST_REPEATS) return elapsed / repeat;
  }
}

/** Of the samples that were taken; of an even number the slower of the middle two; infinite of none. */
function median(times: readonly (number | undefined)[]): number {
  const taken = times.filter((time) => time !== undefined).sort((a, b) => a - b);
  return taken[Math.floor(taken.length / 2)] ?? Number.POSITIVE_INFINITY;
}
