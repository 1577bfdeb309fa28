import { readFile } from 'node:fs/promises';
import { HISTORY_LENGTHS, type HistoryLength } from '../../core/history-length.ts';
import type { Folds } from '../../core/interactions.ts';
import type { Peer } from '../../evaluation/peers/peer.ts';
import { type RankedLists, rankFold } from '../../evaluation/ranked-lists.ts';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../format/index.ts';
import { foldParts } from '../pipeline/pipeline.ts';
import { integersOf, tensorOf } from '../pipeline/tensors.ts';
import { keyOf, type WorkDirectory } from '../pipeline/work-directory.ts';

export type FoldLists = Readonly<Record<HistoryLength, RankedLists>>;

/** A model's lists on test users, and what it ships. */
export interface RankedModel {
  readonly bytes: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly lists: FoldLists;
}

/** Where one model's lists are kept, under a key of all that went into them. */
export interface RankedPlace {
  readonly work: WorkDirectory;
  readonly stage: string;
  readonly key: string;
}

/** Makes a model and ranks all items for all test users, unless that was done before. */
export async function rankModel(
  place: RankedPlace,
  make: () => Peer | Promise<Peer>,
  folds: Folds,
  report: (line: () => string) => void,
): Promise<RankedModel> {
  const { work, stage, key } = place;
  if (!work.has(stage, key)) {
    report(() => 'building');
    const model = await make();
    const lists = await rankFolds(model, folds, report);
    const { bytes, hyperparameters } = model;
    await work.finish(stage, key, {
      'model.json': new TextEncoder().encode(JSON.stringify({ bytes, hyperparameters })),
      'lists.safetensors': encodeLists(lists),
    });
  }
  const facts = JSON.parse(await readFile(work.file(stage, key, 'model.json'), 'utf8')) as Omit<
    RankedModel,
    'lists'
  >;
  const lists = decodeLists(new Uint8Array(await readFile(work.file(stage, key, 'lists.safetensors'))));
  return { ...facts, lists };
}

/** A key of the users of all folds: what they show and what must be found. */
export function foldsKey(folds: Folds): string {
  return keyOf(...foldParts(folds));
}

async function rankFolds(
  model: Peer,
  folds: Folds,
  report: (line: () => string) => void,
): Promise<FoldLists> {
  const entries: [HistoryLength, RankedLists][] = [];
  for (const [position, length] of HISTORY_LENGTHS.entries()) {
    const lists = await rankFold(model.score, folds[length], (part) =>
      report(() => `${Math.round((100 * (position + part)) / HISTORY_LENGTHS.length)} % of the test users`),
    );
    entries.push([length, lists]);
  }
  return Object.fromEntries(entries) as FoldLists;
}

function encodeLists(lists: FoldLists): Uint8Array {
  const tensors = new Map<string, Tensor>();
  for (const length of HISTORY_LENGTHS) {
    const { users, depth, items, lengths } = lists[length];
    tensors.set(`${length}.items`, tensorOf(items, [users, depth]));
    tensors.set(`${length}.lengths`, tensorOf(lengths));
  }
  return encodeSafetensors({ tensors, metadata: {} });
}

function decodeLists(bytes: Uint8Array): FoldLists {
  const { tensors } = decodeSafetensors(bytes, 'ranked lists');
  const entries = HISTORY_LENGTHS.map((length) => {
    const items = tensors.get(`${length}.items`)!;
    const [users = 0, depth = 0] = items.shape;
    const lengths = integersOf(tensors.get(`${length}.lengths`)!);
    return [length, { users, depth, items: integersOf(items), lengths }] as const;
  });
  return Object.fromEntries(entries) as Record<HistoryLength, RankedLists>;
}
