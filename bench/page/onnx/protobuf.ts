/**
 * Writes Protocol Buffers by hand: a message is its fields one after the other, a field is a tag (number · 8 +
 * wire type) and a value. Only what a small ONNX graph needs.
 */

/** A field, encoded. */
export type Field = Uint8Array;

/** Wire types. */
const VARINT = 0;
const LENGTH = 2;

/** A whole number from 0 to 2⁵³ − 1, seven bits a byte, the lowest first. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...bytes, rest);
}

/** int32, int64 or an enum's value. */
export function number(field: number, value: number): Field {
  return join([varint(field * 8 + VARINT), varint(value)]);
}

/** bytes, or the fields of a message. */
export function bytes(field: number, content: Uint8Array): Field {
  return join([varint(field * 8 + LENGTH), varint(content.length), content]);
}

/** string */
export function text(field: number, content: string): Field {
  return bytes(field, new TextEncoder().encode(content));
}

/** An embedded message. */
export function message(field: number, fields: readonly Field[]): Field {
  return bytes(field, join(fields));
}

/** The fields of a whole message, or any bytes one after the other. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
