import { AttarError } from '../core/errors.ts';
import { addLinearRow, weightsAt } from '../core/linear.ts';
import type { LinearRows } from '../core/linear.ts';
import { maskScores } from '../core/mask-scores.ts';
import { topK } from '../core/topk.ts';
import { linearPlaces } from '../format/linear-file.ts';
import { parseLinearRows } from '../format/on-demand.ts';
import type { Catalogue, LinearTeacher, Manifest } from '../format/index.ts';
import { checkK, indexOf } from './request.ts';
import type { ItemIndex } from './request.ts';
import type { LinearAnswer, LinearRequest } from './types.ts';

interface LinearParts {
  readonly manifest: Manifest;
  readonly catalogue: Catalogue;
  readonly index: ItemIndex;
  /** Fetches and verifies one file of rows. */
  readonly get: (file: number) => Promise<Uint8Array>;
}

/**
 * Answers with the teacher's own rows, of which only those files are fetched that hold a liked item, each once.
 * Rejects with `request/invalid` where the model has no such rows or the request is wrong, and with `load/…` or
 * `bundle/…` for a file that cannot be had; the next request asks for it again.
 */
export function createLinear(parts: LinearParts): (request: LinearRequest) => Promise<LinearAnswer> {
  const { manifest, catalogue, index } = parts;
  const rowsOf = createShelfOfRows(parts);
  let places: Uint32Array | undefined;
  return async ({ likes, k }) => {
    const start = performance.now();
    const linear = checkPublished(manifest);
    const liked = [...new Set(likes.map((id) => indexOf('likes', id, index)))];
    const most = checkK(k);
    places ??= linearPlaces(catalogue.popularity);
    const { itemsPerFile } = linear;
    const seats = liked.map((item) => {
      const place = places![item]!;
      return { file: Math.floor(place / itemsPerFile), row: place % itemsPerFile };
    });
    const rows = await rowsOf(new Set(seats.map(({ file }) => file)));
    const scores = new Float32Array(catalogue.ids.length);
    const weights = weightsAt(weightsOf(linear), liked.length);
    for (const { file, row } of seats) addLinearRow(rows.get(file)!, row, weights, scores);
    maskScores(scores, liked, catalogue);
    const items = liked.length === 0 ? [] : ranked(scores, most, catalogue);
    const bytes = [...rows.keys()].reduce((sum, file) => sum + linear.files[file]!.bytes, 0);
    return { items, files: rows.size, bytes, elapsed: performance.now() - start };
  };
}

function checkPublished({ linear }: Manifest): LinearTeacher {
  if (linear !== undefined) return linear;
  throw new AttarError(
    'request/invalid',
    'this model publishes no rows of its teacher; distil it again, or look at manifest.linear before asking',
  );
}

/** Rows by file; a file on its way is not asked for twice, a failed one is forgotten. */
function createShelfOfRows({ manifest, get }: LinearParts) {
  const kept = new Map<number, Promise<LinearRows>>();
  const fetchRows = (file: number): Promise<LinearRows> => {
    const coming = get(file).then((bytes) => parseLinearRows(bytes, file, manifest));
    coming.catch(() => kept.delete(file));
    kept.set(file, coming);
    return coming;
  };
  return async (files: ReadonlySet<number>): Promise<Map<number, LinearRows>> => {
    const all = [...files].map(async (file) => [file, await (kept.get(file) ?? fetchRows(file))] as const);
    return new Map(await Promise.all(all));
  };
}

function weightsOf({ knots, tables }: LinearTeacher) {
  return { knots, weights: tables.map(({ weights }) => weights) };
}

function ranked(scores: Float32Array, k: number, { ids, titles }: Catalogue): LinearAnswer['items'] {
  return [...topK(scores, k)].map((item, at) => ({
    id: ids[item]!,
    title: titles[item]!,
    rank: at + 1,
    score: scores[item]!,
  }));
}
