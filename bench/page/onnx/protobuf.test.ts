import { describe, expect, test } from 'vitest';
import { bytes, join, message, number, text, varint } from './protobuf.ts';

describe('protocol buffers written by hand', () => {
  test('number seven bits a byte: 150 is 96 01, as in the encoding guide', () => {
    expect([...varint(150)]).toEqual([0x96, 0x01]);
    expect([...varint(0)]).toEqual([0]);
    expect([...varint(127)]).toEqual([127]);
    expect([...varint(64_000_000)]).toEqual([0x80, 0xa0, 0xc2, 0x1e]);
  });

  test('keep numbers above 2³²', () => {
    expect([...varint(2 ** 35)]).toEqual([0x80, 0x80, 0x80, 0x80, 0x80, 0x01]);
  });

  test('write the examples of the encoding guide: a = 150, b = "testing", c { a = 150 }', () => {
    expect([...number(1, 150)]).toEqual([0x08, 0x96, 0x01]);
    expect([...text(2, 'testing')]).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
    expect([...message(3, [number(1, 150)])]).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
    expect([...bytes(16, Uint8Array.of(7))]).toEqual([0x82, 0x01, 0x01, 0x07]);
  });

  test('join nothing to nothing', () => {
    expect(join([])).toHaveLength(0);
  });
});
