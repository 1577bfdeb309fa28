import { overlapAt } from '../../core/agreement.ts';
import type { Catalogue } from '../../core/catalogue.ts';
import { matrixOf } from '../../core/interactions.ts';
import { addLinearRow, type LengthWeights, type LinearRows, weightsAt } from '../../core/linear.ts';
import { maskScores } from '../../core/mask-scores.ts';
import { topK } from '../../core/topk.ts';
import { teacherScorer } from '../../evaluation/fit-added.ts';
import {
  encodeLinearRows,
  type LinearContents,
  linearOrder,
  linearPlaces,
  type Samples,
} from '../../format/index.ts';
import { pruneLinear } from '../../training/compress/prune-linear.ts';
import { AddedTeacher } from '../../training/teachers/added.ts';
import { TableTeacher } from '../../training/teachers/teacher.ts';
import { readWeights } from './labels.ts';
import { loadMemberTable } from './members.ts';
import type { Pipeline } from './pipeline.ts';

/** What all rows of a model may take, bytes: two models stay below the 15 MB that the repository can bear. */
const MOST_BYTES = 7_000_000;
/** Bytes of a file, about: small enough to fetch for one like, large enough to list in a manifest. */
const FILE_BYTES = 65_536;
/** Places at the head of which lists are compared. */
const HEAD = 10;

interface LinearPart extends LengthWeights {
  readonly names: readonly string[];
  /** Each table[items, items], in the kernels' shared memory. */
  readonly tables: readonly Float32Array[];
}

/** The item-item tables among the teacher's members, pruned and cut into files; undefined where there are none. */
export async function linearTeacher(
  pipeline: Pipeline,
  samples: Samples,
): Promise<LinearContents | undefined> {
  const { dataset, kernels } = pipeline;
  const { catalogue } = dataset;
  const items = catalogue.ids.length;
  const mark = kernels.mark();
  const part = await loadLinearPart(pipeline);
  if (part.tables.length === 0) return undefined;
  const entryBytes = (items > 65_536 ? 4 : 2) + part.tables.length;
  const entries = Math.min(items, Math.floor(MOST_BYTES / (items * entryBytes)));
  const itemsPerFile = Math.max(1, Math.round(FILE_BYTES / (entries * entryBytes)));
  const order = linearOrder(catalogue.popularity);
  const files: LinearRows[] = [];
  for (let from = 0; from < items; from += itemsPerFile) {
    files.push(pruneLinear({ ...part, items }, order.subarray(from, from + itemsPerFile), entries));
    pipeline.report(() => `teacher's rows: file ${files.length} of ${Math.ceil(items / itemsPerFile)}`);
  }
  const unpruned = await unprunedLists(pipeline, part, samples);
  kernels.release(mark);
  const pruned = prunedLists({ ...part, files, itemsPerFile }, samples, catalogue);
  const teacher = samples.users.map((user) => user.teacher.items);
  return {
    about: {
      name: nameOf(part.names.length, Object.keys(pipeline.recipe.teacher.members).length),
      tables: part.names.map((name, t) => ({ name, weights: [...part.weights[t]!] })),
      knots: [...part.knots],
      entries,
      itemsPerFile,
      overlap: { unpruned: meanOverlap(pruned, unpruned), teacher: meanOverlap(pruned, teacher) },
    },
    files: files.map(encodeLinearRows),
  };
}

async function loadLinearPart(pipeline: Pipeline): Promise<LinearPart> {
  const { knots, weights } = await readWeights(pipeline);
  const members = Object.entries(pipeline.recipe.teacher.members);
  const linear = members.flatMap(([name, member], at) => ('table' in member ? [{ name, at }] : []));
  const tables: Float32Array[] = [];
  for (const { name } of linear) tables.push(await loadMemberTable(pipeline, name));
  return {
    names: linear.map(({ name }) => name),
    knots,
    weights: linear.map(({ at }) => weights[at]!),
    tables,
  };
}

/** The lists of the tables as they were trained, for the sample users. */
async function unprunedLists(
  { kernels, dataset }: Pipeline,
  { tables, weights, knots }: LinearPart,
  { users }: Samples,
): Promise<number[][]> {
  const { catalogue } = dataset;
  const items = catalogue.ids.length;
  const members = tables.map((table, t) => ({
    teacher: new TableTeacher('linear', kernels, table, items, 1),
    weights: weights[t]!,
  }));
  const scores = new Float32Array(users.length * items);
  const histories = users.map(({ history }) => history);
  const score = teacherScorer(kernels, new AddedTeacher('linear', kernels, members, knots));
  score(matrixOf(histories, items), 0, users.length, scores);
  return histories.map((history, user) =>
    listOf(scores.subarray(user * items, (user + 1) * items), history, catalogue),
  );
}

interface PrunedTeacher extends LengthWeights {
  readonly files: readonly LinearRows[];
  readonly itemsPerFile: number;
}

/** The lists of what is published. */
function prunedLists(
  { files, itemsPerFile, ...part }: PrunedTeacher,
  { users }: Samples,
  catalogue: Catalogue,
): number[][] {
  const places = linearPlaces(catalogue.popularity);
  return users.map(({ history }) => {
    const scores = new Float32Array(catalogue.ids.length);
    const weights = weightsAt(part, history.length);
    for (const item of history) {
      const at = places[item]!;
      addLinearRow(files[Math.floor(at / itemsPerFile)]!, at % itemsPerFile, weights, scores);
    }
    return listOf(scores, history, catalogue);
  });
}

function listOf(scores: Float32Array, history: readonly number[], catalogue: Catalogue): number[] {
  return [...topK(maskScores(scores, history, catalogue), HEAD)];
}

/** Four decimals. */
function meanOverlap(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  const sum = a.reduce((total, list, user) => total + overlapAt(list, b[user]!, HEAD), 0);
  return Math.round((sum / Math.max(1, a.length)) * 1e4) / 1e4;
}

/** `3 linear tables of the teacher's 4 members` */
function nameOf(tables: number, members: number): string {
  return `${tables} linear table${tables === 1 ? '' : 's'} of the teacher's ${members} members`;
}
