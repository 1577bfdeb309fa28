import { AttarError } from '../core/errors.ts';
import type { Shape } from './shape.ts';

/** Largest JSON file a reader parses, bytes; a catalogue of a million items stays below it. */
export const MAX_JSON_BYTES = 256 * 2 ** 20;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON value in a file. Throws `bundle/size` above the cap, `bundle/format` for broken UTF-8 or JSON. */
export function parseJson(name: string, bytes: Uint8Array, cap: number = MAX_JSON_BYTES): unknown {
  if (bytes.length > cap) {
    throw new AttarError('bundle/size', `${name}: expected at most ${cap} bytes, got ${bytes.length}`);
  }
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AttarError(
      'bundle/format',
      `${name}: expected one JSON value in UTF-8, got something else (${reason}); publish the model again`,
      { cause },
    );
  }
}

/** The value, checked against a shape. Throws `bundle/format` that names the first wrong field. */
export function checkShape<T>(file: string, shape: Shape<T>, value: unknown): T {
  return shape(value, { file, keys: [] });
}

/**
 * True when an object somewhere in a JSON text names a key twice. `JSON.parse` keeps the last one in
 * silence, so two readers of one file could see two models.
 */
export function hasDuplicateKeys(text: string): boolean {
  const objects: (Set<string> | null)[] = [];
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs;
  for (const match of text.matchAll(token)) {
    const found = match[0];
    if (found === '{') objects.push(new Set());
    else if (found === '[') objects.push(null);
    else if (found === '}' || found === ']') objects.pop();
    else if (match[1] !== undefined) {
      const key = JSON.parse(found.slice(0, found.length - match[1].length)) as string;
      const keys = objects.at(-1);
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
}
