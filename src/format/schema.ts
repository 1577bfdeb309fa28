import { array, leaf, nullable, number, object, oneOf, optional, string, where } from './shape.ts';
import type { Shaped } from './shape.ts';

/** Version of the folder layout below; a reader refuses any other. */
export const FORMAT_VERSION = 1;

/** The files of a bundle, by what they are for. */
export const BUNDLE_FILES = {
  manifest: 'manifest.json',
  student: 'student.safetensors',
  catalogue: 'catalogue.json',
  samples: 'samples.json',
  golden: 'golden.json',
  report: 'report.json',
} as const;

export type BundleFile = (typeof BUNDLE_FILES)[keyof typeof BUNDLE_FILES];

const whole = leaf('a whole number', (value): value is number => Number.isInteger(value));
export const count = leaf(
  'a whole number of at least 0',
  (value): value is number => Number.isInteger(value) && (value as number) >= 0,
);
export const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 4000;
export const text = leaf('a text of at most 4000 characters', isText);
export const fraction = leaf(
  'a number from 0 to 1',
  (value): value is number => typeof value === 'number' && value >= 0 && value <= 1,
);
/** Folder-safe name, such as `movies`. */
const slug = where(text, 'lower-case letters, digits and hyphens', (value) =>
  /^[a-z0-9][a-z0-9-]*$/.test(value),
);

/** How long a test user's history is: 80 % of the likes, or the first 5, 10 or 20. */
export const historyLength = oneOf('80%', '5', '10', '20');
export type HistoryLength = Shaped<typeof historyLength>;

/** One row of a quality table: the mean over `users` test users. */
export const qualityRow = object({
  model: text,
  history: historyLength,
  users: count,
  ndcg10: fraction,
  ndcg100: fraction,
  recall20: fraction,
  /** 'report' when the figure was read from report.json instead of being computed by the command that prints it. */
  source: optional(oneOf('computed', 'report')),
});
export type QualityRow = Shaped<typeof qualityRow>;

const fileEntry = object({
  /** Length in bytes. */
  bytes: count,
  /** SHA-256, 64 lower-case hexadecimal digits. */
  sha256: where(string, '64 lower-case hexadecimal digits', (value) => /^[0-9a-f]{64}$/.test(value)),
});
export type FileEntry = Shaped<typeof fileEntry>;

const entryOfAtMost = (most: number) =>
  where(fileEntry, `at most ${most} bytes`, ({ bytes }) => bytes <= most);

const architecture = object({
  type: oneOf('hybrid'),
  dim: count,
  /** Bits of a low-rank code as stored; 2 and 3 lie in memory as 4. */
  bits: oneOf(2, 3, 4, 8),
  exponent: number,
  sparseEntries: count,
});

/** Another student of the same items: smaller, larger, without its sparse part, or trained in another way. */
const variant = object({
  /** Part of its files' names; `main` and `auto` are taken: the manifest's own student, and the loader's choice. */
  name: where(slug, 'another name than main and auto', (name) => name !== 'main' && name !== 'auto'),
  /** For people: what it costs and what it is good for. */
  description: text,
  /** Absent: as good a choice as any other. `comparison`: there to be set beside them; `auto` never takes it. */
  purpose: optional(oneOf('comparison')),
  architecture,
  /** In the folder as `student-NAME.safetensors` and `golden-NAME.json`; all other files are shared. */
  files: object({
    'student.safetensors': entryOfAtMost(2 ** 30),
    'golden.json': entryOfAtMost(256 * 2 ** 20),
  }),
});
export type Variant = Shaped<typeof variant>;

const atLeastOne = where(count, 'a whole number of at least 1', (value) => value >= 1);
const ascending = (values: readonly number[]): boolean =>
  values.every((value, at) => value > 0 && (at === 0 || value > values[at - 1]!));

/** The teacher's item-item tables, pruned, in files of some rows each: fetched for liked items only. */
const linearTeacher = object({
  /** For people: what was left out of the teacher. */
  name: text,
  tables: array(
    object({
      /** The member's name in the recipe. */
      name: text,
      /** weights[knots]: how loud the table is for histories of that length. */
      weights: array(number),
    }),
  ),
  /** History lengths, ascending; at least one. */
  knots: where(array(number), 'ascending lengths', (knots) => knots.length > 0 && ascending(knots)),
  /** Entries kept of a row, at most. */
  entries: count,
  /** Rows in each file but the last; items by falling popularity, ties by ascending index. */
  itemsPerFile: atLeastOne,
  /** Mean share of the first ten, over the sample users' whole histories, that is in the other list's first ten. */
  overlap: object({
    /** With the lists of the same tables before pruning and quantisation. */
    unpruned: fraction,
    /** With the lists of the whole teacher. */
    teacher: fraction,
  }),
  /** In the folder as `linear-0.safetensors` and so on. */
  files: array(entryOfAtMost(64 * 2 ** 20)),
});

/** manifest.json: everything a reader must know before it downloads the rest. */
export const manifestSchema = object({
  format: oneOf('attar'),
  version: oneOf(FORMAT_VERSION),
  /** Folder-safe name, such as `movies`. */
  name: slug,
  /** For people: `Movies`. */
  title: text,
  /** What one item is called: `movie`, `book`. */
  itemNoun: object({ one: text, many: text }),
  licence: object({ name: text, url: text, attribution: text }),
  counts: object({
    /** Items the student scores. */
    items: count,
    /** Items with a title: only these are recommended. */
    listed: count,
    trainingUsers: count,
    trainingInteractions: count,
  }),
  architecture,
  teacher: object({ name: text, bytes: count }),
  quality: array(qualityRow),
  seed: count,
  files: object({
    'student.safetensors': fileEntry,
    'catalogue.json': fileEntry,
    'samples.json': fileEntry,
    'golden.json': fileEntry,
    'report.json': fileEntry,
  }),
  /** Other students that a page may load instead; absent: the one above is the only one. */
  variants: optional(
    where(
      array(variant),
      'variants of different names',
      (all) => new Set(all.map(({ name }) => name)).size === all.length,
    ),
  ),
  /** Absent: the teacher's rows are not published. */
  linear: optional(linearTeacher),
});
export type Manifest = Shaped<typeof manifestSchema>;

export type LinearTeacher = Shaped<typeof linearTeacher>;

/** catalogue.json: columns of one length, position = item index. */
export const catalogueSchema = object({
  /** Stable item ids of the data set. */
  ids: array(text),
  /** null: the item has no title that may be shown; it is scored but never recommended. */
  titles: array(nullable(text)),
  /** Authors, directors …; empty where unknown. */
  creators: array(array(text)),
  years: array(nullable(whole)),
  /** Every tag once; `tags` holds positions in this list, most telling first. */
  tagNames: array(text),
  tags: array(array(count)),
  /** Likes by training users. */
  popularity: array(count),
});
export type Catalogue = Shaped<typeof catalogueSchema>;
