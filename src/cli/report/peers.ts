import { join } from 'node:path';
import { countItems } from '../../core/interactions.ts';
import { itemKnnPeer } from '../../evaluation/peers/item-knn.ts';
import { lowRankPeer } from '../../evaluation/peers/low-rank-peer.ts';
import type { Peer } from '../../evaluation/peers/peer.ts';
import { popularityPeer } from '../../evaluation/peers/popularity.ts';
import { prunedTablePeer } from '../../evaluation/peers/pruned-table.ts';
import { teacherScorer } from '../../evaluation/fit-added.ts';
import { tableScorer } from '../../evaluation/scorers.ts';
import { addGram } from '../../training/gram.ts';
import type { Teacher } from '../../training/teachers/teacher.ts';
import { loadTeacher } from '../pipeline/labels.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { teach } from '../pipeline/stages.ts';
import { loadEase } from '../pipeline/teach.ts';
import { keyOf, WorkDirectory } from '../pipeline/work-directory.ts';
import { ElsaPeers, type ElsaRecipe } from './elsa.ts';
import { foldsKey, type RankedModel, rankModel } from './ranked-model.ts';
import type { StepReport } from './step.ts';

/** Raised when a peer's arithmetic changes, so that old lists are not taken for new. */
const PEERS_VERSION = 2;

/** A model that is no student, and how to make it. */
export interface PeerRun {
  readonly label: string;
  readonly role: 'teacher' | 'peer';
  /** Bytes an item it stands beside; null where it has its own size. */
  readonly budget: number | null;
  /** Of what it is made from, where that is more than the data and the teacher's recipe. */
  readonly key?: string;
  readonly make: (report: StepReport) => Peer | Promise<Peer>;
}

/** How peers are made, beside the pipeline that makes the teacher. */
export interface PeerPlan {
  /** Folder of the report's unfinished work. */
  readonly path: string;
  readonly budgets: readonly PeerBudget[];
  readonly elsa: ElsaRecipe;
}

/** Bytes that the peers of a budget may take: the budget, or the student's own if that is more. */
export interface PeerBudget {
  readonly budget: number;
  readonly bytes: number;
}

/**
 * The teacher and each of its members, EASE, popularity, and for each budget EASE pruned, its low-rank factor,
 * item-kNN and Compressed ELSA. Tables are read only if a peer is really made; `close` gives their memory back.
 */
export function peerRuns(
  pipeline: Pipeline,
  { path, budgets, elsa: elsaRecipe }: PeerPlan,
): { runs: PeerRun[]; close: () => void } {
  const { dataset, kernels } = pipeline;
  const { training, validation } = dataset.split;
  const { items } = training;
  const mark = kernels.mark();
  const table = once(async () => {
    await teach(pipeline);
    return await loadEase(pipeline);
  });
  const gram = once(() => {
    const counts = kernels.float32(items * items);
    addGram(training, counts);
    return counts;
  });
  const { ease: easeRecipe, members } = pipeline.recipe.teacher;
  const taught = once(async () => {
    await teach(pipeline);
    return await loadTeacher(pipeline);
  });
  const teacherPeer = (teacher: Teacher): Peer => ({
    label: teacher.name,
    score: teacherScorer(kernels, teacher),
    bytes: teacher.bytes,
    hyperparameters: {},
  });
  const ease = async (): Promise<Peer> => ({
    label: 'EASE',
    score: tableScorer(kernels, await table(), items),
    bytes: items * items * Float32Array.BYTES_PER_ELEMENT,
    hyperparameters: easeRecipe,
  });
  const whole = (label: string, make: PeerRun['make']): PeerRun => ({
    label,
    role: 'peer',
    budget: null,
    make,
  });
  const elsa = new ElsaPeers(
    pipeline,
    peersWork(path),
    elsaRecipe,
    budgets.map(({ bytes }) => bytes / items),
  );
  const runs: PeerRun[] = [
    {
      label: 'teacher',
      role: 'teacher',
      budget: null,
      make: async () => teacherPeer((await taught()).teacher),
    },
    ...Object.keys(members).map((name, m) =>
      whole(`teacher: ${name}`, async () => teacherPeer((await taught()).members[m]!)),
    ),
    whole('EASE', ease),
    {
      label: 'popularity',
      role: 'peer',
      budget: null,
      make: () => popularityPeer(countItems(training)),
    },
    ...budgets.flatMap(({ budget, bytes }): PeerRun[] => {
      const peer = (label: string, make: PeerRun['make']): PeerRun => ({ label, role: 'peer', budget, make });
      return [
        peer('EASE pruned', async () => prunedTablePeer(await table(), items, bytes)),
        peer('EASE low rank', async () => lowRankPeer(kernels, await table(), items, bytes)),
        peer('item-kNN', async () => await itemKnnPeer(await gram(), items, bytes, validation)),
        {
          ...peer('Compressed ELSA', async (report) => await elsa.peer(bytes / items, report)),
          key: elsa.key,
        },
      ];
    }),
  ];
  return { runs, close: () => kernels.release(mark) };
}

/** Makes and ranks one of them, unless that was done before. */
export async function rankPeer(
  pipeline: Pipeline,
  path: string,
  run: PeerRun,
  bytes: number,
): Promise<RankedModel> {
  const { dataset, kernels, recipe, report } = pipeline;
  const { split } = dataset;
  const name = `${run.label.toLowerCase().replaceAll(' ', '-')}-${run.budget ?? 'whole'}`;
  const key = keyOf(
    PEERS_VERSION,
    run.label,
    bytes,
    ...(run.key ? [run.key] : []),
    recipe.teacher,
    kernels.variant,
    split.itemIds,
    split.training.offsets,
    split.training.indices,
    foldsKey(split.validation),
    foldsKey(split.test),
  );
  const place = { work: peersWork(path), stage: name, key };
  return await rankModel(place, () => run.make(report), split.test, report);
}

function peersWork(path: string): WorkDirectory {
  return new WorkDirectory(join(path, 'report', 'peers'));
}

/** Runs a task when its result is first asked for, and keeps it. */
function once<T>(task: () => T | Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= Promise.resolve(task()));
}
