import { foldIn, scoreAll } from '../core/hybrid.ts';
import type { HybridStorage, HybridStudent, StoredBits } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { topK } from '../core/topk.ts';
import { encodeBundle } from './encode-bundle.ts';
import type { EncodedBundle } from './encode-bundle.ts';
import { goldenCase, weighTastes } from './golden.ts';
import { encodeHybrid, roundToStorage } from './hybrid.ts';
import { pick, randomStudent } from './random-student.ts';
import type { Catalogue, Manifest, QualityRow, Variant } from './schema.ts';
import type { Samples } from './on-demand-schema.ts';
import { inventLinear, inventVariant } from './tiny-extras.ts';

export interface TinyOptions {
  readonly items?: number;
  readonly dim?: number;
  readonly bits?: StoredBits | 4 | 8;
  /** Sparse entries an item. */
  readonly nnz?: number;
  readonly seed?: number;
  /** Absent: plain tensors. */
  readonly storage?: HybridStorage;
  /** With the rows of an invented linear teacher, so many a file. Absent: without. */
  readonly linearItemsPerFile?: number;
  /** With a variant of this name: the same student without its sparse part. Absent: without. */
  readonly variant?: string;
  /** What that variant is there for. */
  readonly purpose?: Variant['purpose'];
}

export interface TinyBundle extends EncodedBundle {
  readonly student: HybridStudent;
  readonly catalogue: Catalogue;
}

const FIRST = ['Amber', 'Quiet', 'Last', 'Paper', 'Winter', 'Salt', 'Glass', 'Seventh', 'Hollow', 'Golden'];
const SECOND = [
  'Garden',
  'River',
  'Orchard',
  'Letter',
  'Harbour',
  'Clock',
  'Meadow',
  'Lantern',
  'Island',
  'Rose',
];
const CREATORS = ['Ada Quill', 'Ben Thorn', 'Cleo Marsh', 'Dorian Vale', 'Esmé Faire', 'Felix Ōta'];
const TAGS = ['adventure', 'botany', 'comedy', 'drama', 'exploration', 'fable', 'ghosts'];

/** A small, valid, invented bundle for tests and demonstrations; the same options give the same bytes. */
export function tinyBundle(options: TinyOptions = {}): TinyBundle {
  const {
    items = 60,
    dim = 8,
    bits = 8,
    nnz = 5,
    seed = 1,
    storage,
    variant,
    purpose,
    linearItemsPerFile,
  } = options;
  const random = new Random(seed, items, dim, bits, nnz);
  const student = roundToStorage(randomStudent(random, { items, dim, bits, nnz, storage }));
  const catalogue = inventCatalogue(random, items);
  const bytes = encodeHybrid(student);
  const manifest = describe(student, catalogue, bytes.length, seed);
  const listed = (item: number): boolean => catalogue.titles[item] !== null;
  const some = (count: number): number[] => pick(random, items, count);
  const histories = [0, 1, 2, 5].map((count) => some(Math.min(2 * count, items - 1)));
  const cases = histories.map((history, i) => {
    const likes = history.slice(0, Math.ceil(history.length / (i % 2 === 0 ? 1 : 2)));
    return goldenCase(student, listed, { likes, dislikes: history.slice(likes.length) }, 10);
  });
  const encoded = encodeBundle({
    manifest,
    student: bytes,
    catalogue,
    samples: inventSamples(random, student),
    golden: { tolerance: 1e-4, cases },
    report: {
      dataset: 'invented',
      command: 'attar distil tiny',
      items,
      bytes: bytes.length,
      bytesPerItem: bytes.length / items,
      tensors: { bias: 2 * items, gates: 12 },
      teacher: { name: 'EASE', bytes: 4 * items * items, hyperparameters: { reg: 100 } },
      recipe: { seed, temperature: 1 },
      rows: manifest.quality,
    },
    ...(variant !== undefined && {
      variants: [{ ...inventVariant(variant, student, manifest, listed), ...(purpose && { purpose }) }],
    }),
    ...(linearItemsPerFile !== undefined && {
      linear: inventLinear(new Random(seed, 0x11ea), items, linearItemsPerFile),
    }),
  });
  return { ...encoded, student, catalogue };
}

function inventCatalogue(random: Random, items: number): Catalogue {
  const every = Array.from({ length: items }, (_, item) => item);
  const title = (item: number): string => {
    const volume = Math.floor(item / 100);
    const name = `The ${FIRST[item % 10]} ${SECOND[Math.floor(item / 10) % 10]}`;
    return volume === 0 ? name : `${name}, volume ${volume + 1}`;
  };
  return {
    ids: every.map((item) => String(item + 1)),
    // Every eleventh item has no title, as some of a real data set have none that may be shown.
    titles: every.map((item) => (item % 11 === 10 ? null : title(item))),
    creators: every.map((item) => (item % 7 === 6 ? [] : [CREATORS[random.below(CREATORS.length)]!])),
    years: every.map((item) => (item % 9 === 8 ? null : 1900 + random.below(125))),
    tagNames: [...TAGS],
    tags: every.map(() => pick(random, TAGS.length, random.below(4))),
    popularity: every.map(() => random.below(10_000)),
  };
}

function inventSamples(random: Random, student: HybridStudent): Samples {
  const { items } = student;
  const users = Array.from({ length: 3 }, (_, user) => {
    const liked = pick(random, items, Math.min(6, items - 1));
    const history = liked.slice(0, Math.ceil(liked.length / 2));
    const scores = scoreAll(student, foldIn(student, weighTastes(history, [])));
    for (const item of history) scores[item] = Number.NEGATIVE_INFINITY;
    const best = [...topK(scores, 10)];
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    const probabilities = best.map((item) => Math.min(1, Math.exp(scores[item]!) / total));
    const id = `reader-${user + 1}`;
    return { id, history, heldOut: liked.slice(history.length), teacher: { items: best, probabilities } };
  });
  return { source: 'Invented readers', users };
}

function describe(
  student: HybridStudent,
  catalogue: Catalogue,
  bytes: number,
  seed: number,
): Omit<Manifest, 'files'> {
  const { items, dim } = student;
  const row = (model: string, ndcg10: number): QualityRow[] =>
    (['80%', '5', '10', '20'] as const).map((history) => {
      return { model, history, users: 3, ndcg10, ndcg100: ndcg10 / 2, recall20: ndcg10 / 2 };
    });
  return {
    format: 'attar',
    version: 1,
    name: 'tiny',
    title: 'Tiny',
    itemNoun: { one: 'book', many: 'books' },
    licence: {
      name: 'CC0-1.0',
      url: 'https://creativecommons.org/publicdomain/zero/1.0/',
      attribution: 'Invented',
    },
    counts: {
      items,
      listed: catalogue.titles.filter((title) => title !== null).length,
      trainingUsers: 100,
      trainingInteractions: 1000,
    },
    architecture: {
      type: 'hybrid',
      dim,
      bits: student.out.storedBits ?? student.out.bits,
      exponent: student.exponent,
      sparseEntries: student.sparse.codes.length,
    },
    teacher: { name: 'EASE', bytes: Math.max(4 * items * items, 20 * bytes) },
    quality: [...row('student', 0.5), ...row('teacher', 0.5)],
    seed,
  };
}
