import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { AttarError } from '../../core/errors.ts';
import type { Recipe } from './recipe.ts';

const number = v.number();
const positive = v.pipe(v.number(), v.minValue(Number.MIN_VALUE));
const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const sampling = { shortShare: share, shortMax: whole, keepMin: share, keepMax: share };
const steps = { epochs: whole, batch: whole, learningRate: positive };
const table = {
  reg: positive,
  countReg: number,
  userPower: number,
  countPower: number,
  negative: v.exactOptional(share),
  lowerRatings: v.exactOptional(v.tuple([number, number, number])),
};
const vae = {
  ...sampling,
  ...steps,
  hidden: whole,
  latent: whole,
  seeds: v.pipe(v.array(whole), v.minLength(1)),
  weightDecay: number,
  lengthPower: number,
  noise: number,
  klWeight: number,
  klWarmUp: whole,
};
/** Members name folders of unfinished work. */
const memberName = v.pipe(v.string(), v.regex(/^[a-z0-9]+$/, 'lower-case letters and digits'));
const member = v.union([
  v.strictObject({ table: v.strictObject(table) }),
  v.strictObject({ vae: v.strictObject(vae) }),
]);

const recipeSchema = v.strictObject({
  teacher: v.strictObject({
    ease: v.strictObject({ reg: positive }),
    members: v.pipe(
      v.record(memberName, member),
      v.check((members) => Object.keys(members).length > 0, 'at least one member'),
    ),
  }),
  student: v.strictObject({
    dim: v.pipe(whole, v.multipleOf(2)),
    exponent: number,
    inScale: number,
    outScale: number,
    gates: v.tuple([number, number, number]),
    biasScale: number,
    bits: v.picklist([2, 3, 4, 8]),
    storage: v.strictObject({ sparseBits: v.picklist([4, 5, 6, 8]), scaleBits: v.picklist([8, 16]) }),
    nnz: positive,
    sparse: v.strictObject({
      ...table,
      refit: v.nullable(v.strictObject({ reg: positive, countReg: number })),
      scale: number,
      joined: v.picklist(['before training', 'after training']),
    }),
  }),
  distil: v.strictObject({
    ...sampling,
    ...steps,
    rates: v.record(v.string(), number),
    lambda: share,
    temperature: positive,
    teacherAloneUpTo: v.optional(v.nullable(whole)),
    quantiseFrom: v.optional(v.nullable(share)),
    union: v.optional(v.nullable(v.strictObject({ teacherTop: whole, studentTop: whole, share }))),
    views: v.optional(v.nullable(whole)),
  }),
});

/**
 * A recipe with the parts that a JSON file names put in their place: objects are merged key by key, but
 * `teacher.members` is replaced as a whole. Throws `usage` that names the key that does not fit.
 */
export async function recipeFromFile(path: string, base: Recipe): Promise<Recipe> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AttarError('usage', `--recipe ${path} cannot be read: ${reasonOf(cause)}`, { cause });
  });
  const result = v.safeParse(recipeSchema, merged(base, parseJson(path, text), []));
  // The schema's shapes are those of Recipe; only `rates` has keys that it does not list.
  if (result.success) return result.output satisfies Omit<Recipe, 'distil'> as Recipe;
  const issue = result.issues[0];
  const at = issue.path?.map(({ key }) => String(key)).join('.') ?? '';
  throw new AttarError(
    'usage',
    `--recipe ${path}: ${at || 'the file'}: expected ${issue.expected ?? issue.message}, got ${issue.received}; ` +
      'docs/training.md lists what a recipe has',
  );
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AttarError('usage', `--recipe ${path} is not JSON: ${reasonOf(cause)}`, { cause });
  }
}

function merged(base: unknown, change: unknown, path: readonly string[]): unknown {
  if (!isRecord(base) || !isRecord(change) || path.join('.') === 'teacher.members') return change;
  const keys = Object.keys(change).map((key) => [key, merged(base[key], change[key], [...path, key])]);
  return { ...base, ...Object.fromEntries(keys) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
