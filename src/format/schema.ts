import * as v from 'valibot';

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

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(4000));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** How long a test user's history is: 80 % of the likes, or the first 5, 10 or 20. */
export const historyLength = v.picklist(['80%', '5', '10', '20']);
export type HistoryLength = v.InferOutput<typeof historyLength>;

/** One row of a quality table: the mean over `users` test users. */
export const qualityRow = v.object({
  model: text,
  history: historyLength,
  users: count,
  ndcg10: fraction,
  ndcg100: fraction,
  recall20: fraction,
  /** 'report' when the figure was read from report.json instead of being computed by the command that prints it. */
  source: v.optional(v.picklist(['computed', 'report'])),
});
export type QualityRow = v.InferOutput<typeof qualityRow>;

const fileEntry = v.object({
  /** Length in bytes. */
  bytes: count,
  /** SHA-256, 64 lower-case hexadecimal digits. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type FileEntry = v.InferOutput<typeof fileEntry>;

const architecture = v.object({
  type: v.literal('hybrid'),
  dim: count,
  /** Bits of a low-rank code as stored; 2 and 3 lie in memory as 4. */
  bits: v.picklist([2, 3, 4, 8]),
  exponent: v.number(),
  sparseEntries: count,
});

/** Another student of the same items: smaller, larger, without its sparse part. */
const variant = v.object({
  /** Part of its files' names; `main` and `auto` are taken: the manifest's own student, and the loader's choice. */
  name: v.pipe(text, v.regex(/^[a-z0-9][a-z0-9-]*$/), v.notValue('main'), v.notValue('auto')),
  /** For people: what it costs and what it is good for. */
  description: text,
  architecture,
  /** In the folder as `student-NAME.safetensors` and `golden-NAME.json`; all other files are shared. */
  files: v.object({
    'student.safetensors': v.object({ ...fileEntry.entries, bytes: v.pipe(count, v.maxValue(2 ** 30)) }),
    'golden.json': v.object({ ...fileEntry.entries, bytes: v.pipe(count, v.maxValue(256 * 2 ** 20)) }),
  }),
});
export type Variant = v.InferOutput<typeof variant>;

/** manifest.json: everything a reader must know before it downloads the rest. */
export const manifestSchema = v.object({
  format: v.literal('attar'),
  version: v.literal(FORMAT_VERSION),
  /** Folder-safe name, such as `movies`. */
  name: v.pipe(text, v.regex(/^[a-z0-9][a-z0-9-]*$/)),
  /** For people: `Movies`. */
  title: text,
  /** What one item is called: `movie`, `book`. */
  itemNoun: v.object({ one: text, many: text }),
  licence: v.object({ name: text, url: text, attribution: text }),
  counts: v.object({
    /** Items the student scores. */
    items: count,
    /** Items with a title: only these are recommended. */
    listed: count,
    trainingUsers: count,
    trainingInteractions: count,
  }),
  architecture,
  teacher: v.object({ name: text, bytes: count }),
  quality: v.array(qualityRow),
  seed: count,
  files: v.object({
    'student.safetensors': fileEntry,
    'catalogue.json': fileEntry,
    'samples.json': fileEntry,
    'golden.json': fileEntry,
    'report.json': fileEntry,
  }),
  /** Other students that a page may load instead; absent: the one above is the only one. */
  variants: v.optional(
    v.pipe(
      v.array(variant),
      v.check((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two variants of one name'),
    ),
  ),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** catalogue.json: columns of one length, position = item index. */
export const catalogueSchema = v.object({
  /** Stable item ids of the data set. */
  ids: v.array(text),
  /** null: the item has no title that may be shown; it is scored but never recommended. */
  titles: v.array(v.nullable(text)),
  /** Authors, directors …; empty where unknown. */
  creators: v.array(v.array(text)),
  years: v.array(v.nullable(v.pipe(v.number(), v.integer()))),
  /** Every tag once; `tags` holds positions in this list, most telling first. */
  tagNames: v.array(text),
  tags: v.array(v.array(count)),
  /** Likes by training users. */
  popularity: v.array(count),
});
export type Catalogue = v.InferOutput<typeof catalogueSchema>;

const ranked = v.object({
  /** Item indices, best first. */
  items: v.array(count),
  /** Softmax probability over all listed items outside the history, same order. */
  probabilities: v.array(fraction),
});

/** samples.json: users who are in no training data. All items by index. */
export const samplesSchema = v.object({
  /** Where the users come from, for the app to say. */
  source: text,
  users: v.array(
    v.object({
      id: text,
      history: v.array(count),
      heldOut: v.array(count),
      /** The teacher's top list for that history. */
      teacher: ranked,
    }),
  ),
});
export type Samples = v.InferOutput<typeof samplesSchema>;

/** golden.json: the engine's self-test. All items by index; unlisted items and the history are excluded. */
export const goldenSchema = v.object({
  /** Largest allowed |score − expected|. */
  tolerance: v.number(),
  cases: v.array(
    v.object({
      likes: v.array(count),
      dislikes: v.array(count),
      items: v.array(count),
      scores: v.array(v.number()),
    }),
  ),
});
export type Golden = v.InferOutput<typeof goldenSchema>;

/** report.json: every figure the app and the documents show, and the command that reproduces it. */
export const reportSchema = v.object({
  dataset: text,
  command: text,
  items: count,
  /** Bytes of student.safetensors. */
  bytes: count,
  bytesPerItem: v.number(),
  /** Bytes of each tensor of the student. */
  tensors: v.record(text, count),
  teacher: v.object({ name: text, bytes: count, hyperparameters: v.record(text, v.number()) }),
  recipe: v.record(text, v.union([v.number(), text])),
  rows: v.array(qualityRow),
});
export type Report = v.InferOutput<typeof reportSchema>;
