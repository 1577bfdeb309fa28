/** Shapes of the files that are read on demand: apart, so that a page downloads them when it asks for one. */
import { count, fraction, isText, qualityRow, text } from './schema.ts';
import { array, leaf, number, object, record } from './shape.ts';
import type { Shaped } from './shape.ts';

const numberOrText = leaf(
  'a number or a text of at most 4000 characters',
  (value): value is number | string => Number.isFinite(value) || isText(value),
);

const ranked = object({
  /** Item indices, best first. */
  items: array(count),
  /** Softmax probability over all listed items outside the history, same order. */
  probabilities: array(fraction),
});

/** samples.json: users who are in no training data. All items by index. */
export const samplesSchema = object({
  /** Where the users come from, for the app to say. */
  source: text,
  users: array(
    object({
      id: text,
      history: array(count),
      heldOut: array(count),
      /** The teacher's top list for that history. */
      teacher: ranked,
    }),
  ),
});
export type Samples = Shaped<typeof samplesSchema>;

/** golden.json: the engine's self-test. All items by index; unlisted items and the history are excluded. */
export const goldenSchema = object({
  /** Largest allowed |score − expected|. */
  tolerance: number,
  cases: array(
    object({
      likes: array(count),
      dislikes: array(count),
      items: array(count),
      scores: array(number),
    }),
  ),
});
export type Golden = Shaped<typeof goldenSchema>;

/** report.json: every figure the app and the documents show, and the command that reproduces it. */
export const reportSchema = object({
  dataset: text,
  command: text,
  items: count,
  /** Bytes of student.safetensors. */
  bytes: count,
  bytesPerItem: number,
  /** Bytes of each tensor of the student. */
  tensors: record(count, text),
  teacher: object({ name: text, bytes: count, hyperparameters: record(number, text) }),
  recipe: record(numberOrText, text),
  rows: array(qualityRow),
});
export type Report = Shaped<typeof reportSchema>;
