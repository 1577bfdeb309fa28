import { AttarError } from '../core/errors.ts';

/** Where in a file a value stands. */
export interface Place {
  readonly file: string;
  /** Keys and positions from the file's root to the value. */
  readonly keys: (string | number)[];
}

/**
 * What a JSON value must look like: gives the value back as what it is, objects anew with the keys that they
 * may have, in the shape's order. Throws `bundle/format` at the first value that does not fit. Own code,
 * because a page would have to download a library for it before its first list.
 */
export interface Shape<T> {
  (value: unknown, place: Place): T;
  /** Whether a value fits as it is. Columns are long, and code that has just arrived is slow: this asks little. */
  readonly test?: Test;
}

type Test = (value: unknown) => boolean;

/** What a shape gives. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type OptionalKey<F extends Fields> = {
  [K in keyof F]: undefined extends Shaped<F[K]> ? K : never;
}[keyof F];
type ObjectOf<F extends Fields> = { [K in Exclude<keyof F, OptionalKey<F>>]: Shaped<F[K]> } & {
  [K in OptionalKey<F>]?: Shaped<F[K]>;
};
/** One object type instead of two joined ones, for people who read messages of the compiler. */
type Plain<T> = { [K in keyof T]: T[K] };

/** A value that holds no others. */
export function leaf<T>(expected: string, test: (value: unknown) => value is T): Shape<T> {
  return withTest<T>((value, place) => (test(value) ? value : refuse(place, expected, value)), test);
}

/** A finite number: JSON can write others, as 1e999. */
export const number = leaf('a number', (value): value is number => Number.isFinite(value));
export const string = leaf('a text', (value) => typeof value === 'string');

/** Any of these values, and no other. */
export function oneOf<const T extends string | number>(...values: readonly T[]): Shape<T> {
  const known: readonly unknown[] = values;
  return leaf(values.map(quote).join(' or '), (value): value is T => known.includes(value));
}

/** A shape, and what else must be true of its value. */
export function where<T>(shape: Shape<T>, expected: string, fits: (value: T) => boolean): Shape<T> {
  return (value, place) => {
    const found = shape(value, place);
    return fits(found) ? found : refuse(place, expected, value);
  };
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  const { test } = shape;
  return withTest<T | null>(
    (value, place) => (value === null ? null : shape(value, place)),
    test && ((value) => value === null || test(value)),
  );
}

/** A key that may be absent. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, place) => (value === undefined ? undefined : shape(value, place));
}

export function array<T>(shape: Shape<T>): Shape<T[]> {
  const { test } = shape;
  const fits: Test | undefined = test && ((value) => Array.isArray(value) && value.every(test));
  return withTest<T[]>((value, place) => {
    if (fits?.(value)) return value as T[];
    if (!Array.isArray(value)) return refuse(place, 'an array', value);
    return value.map((entry: unknown, at) => inside(place, at, shape, entry));
  }, fits);
}

/** An object with these keys; keys that are not among them are left out. */
export function object<F extends Fields>(fields: F): Shape<Plain<ObjectOf<F>>> {
  const known = Object.entries(fields);
  return (value, place) => {
    if (!isObject(value)) return refuse(place, 'an object', value);
    const entries = known.map(([key, shape]) => [key, inside(place, key, shape, value[key])] as const);
    return Object.fromEntries(entries.filter(([, found]) => found !== undefined)) as Plain<ObjectOf<F>>;
  };
}

/** An object with these keys and no other. */
export function exactObject<F extends Fields>(fields: F): Shape<Plain<ObjectOf<F>>> {
  const shape = object(fields);
  return (value, place) => {
    const found = shape(value, place);
    const stranger = Object.keys(value as object).find((key) => !Object.hasOwn(fields, key));
    return stranger === undefined ? found : refuse(place, `no key "${stranger}"`, value);
  };
}

/** An object of any keys whose values are alike. */
export function record<T>(shape: Shape<T>, key: Shape<string> = string): Shape<Record<string, T>> {
  return (value, place) => {
    if (!isObject(value)) return refuse(place, 'an object', value);
    const entries = Object.entries(value);
    // Entries, not assignments: a key "__proto__" stays a key.
    return Object.fromEntries(
      entries.map(([name, entry]) => [key(name, place), inside(place, name, shape, entry)]),
    );
  };
}

function withTest<T>(read: (value: unknown, place: Place) => T, test: Test | undefined): Shape<T> {
  return test === undefined ? read : Object.assign(read, { test });
}

function inside<T>(place: Place, key: string | number, shape: Shape<T>, value: unknown): T {
  place.keys.push(key);
  const found = shape(value, place);
  place.keys.pop();
  return found;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse({ file, keys }: Place, expected: string, value: unknown): never {
  const field = keys.join('.').slice(0, MAX_QUOTED);
  throw new AttarError(
    'bundle/format',
    `${file}: field "${field}" is not valid (expected ${expected.slice(0, MAX_QUOTED)}, got ${quote(value)})`,
  );
}

/** A damaged file may hold anything, of any length: what is quoted of it stays short. */
const MAX_QUOTED = 100;

function quote(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  if (typeof value !== 'string')
    return value === undefined ? 'nothing' : `${value as number | boolean | null}`;
  return value.length > MAX_QUOTED ? `"${value.slice(0, MAX_QUOTED)}…"` : `"${value}"`;
}
