import { describe, expect, test } from 'vitest';
import { Arena } from './arena.ts';
import { KernelError } from './errors.ts';

describe('the arena', () => {
  test('hands out zeroed arrays at multiples of 64 bytes that do not overlap', () => {
    const arena = new Arena();
    const views = [
      arena.float32(3),
      arena.uint32(17),
      arena.float64(1),
      arena.uint16(33),
      arena.uint8(65),
      arena.int32(0),
      arena.float32(5),
    ];
    views.forEach((view, i) => view.fill(i + 1));
    views.forEach((view, i) => {
      expect(view.byteOffset % 64).toBe(0);
      expect([...view].every((value) => value === i + 1)).toBe(true);
    });
  });

  test('gives released memory out again, zeroed', () => {
    const arena = new Arena();
    const mark = arena.mark();
    const first = arena.float32(100).fill(7);
    arena.release(mark);
    const second = arena.float32(200);
    expect(second.byteOffset).toBe(first.byteOffset);
    expect(second.every((value) => value === 0)).toBe(true);
  });

  test('releases what a scope made, also when the scope throws', () => {
    const arena = new Arena();
    const before = arena.mark();
    expect(arena.scoped(() => arena.float32(9).length)).toBe(9);
    const fail = () => arena.scoped(() => arena.address(new Float32Array(1), arena.float32(9).length, 'x'));
    expect(fail).toThrow(KernelError);
    expect(arena.mark()).toBe(before);
  });

  test('keeps older arrays usable after it grew', () => {
    const arena = new Arena();
    const old = arena.float32(4).fill(3);
    const large = arena.float32(20_000_000);
    large[19_999_999] = 1;
    expect([...old]).toEqual([3, 3, 3, 3]);
    expect(arena.address(old, 4, 'old')).toBe(old.byteOffset);
    expect(arena.address(large, 20_000_000, 'large')).toBe(large.byteOffset);
  });

  test('knows its arrays also after another arena grew', () => {
    const [arena, other] = [new Arena(), new Arena()];
    const old = arena.float32(4);
    other.float32(20_000_000);
    const fresh = arena.float32(4);
    expect(arena.address(old, 4, 'old')).toBe(old.byteOffset);
    expect(arena.address(fresh, 4, 'fresh')).toBe(fresh.byteOffset);
  });

  test('refuses more than its maximum with both sizes, and stays usable', () => {
    const arena = new Arena(1000);
    expect(() => arena.float32(20_000_000)).toThrow(
      /no room for 80000000 more bytes: 65536 of at most 65536000/,
    );
    expect(arena.float32(1000).length).toBe(1000);
  });

  test('refuses lengths and marks that make no sense', () => {
    const arena = new Arena();
    expect(() => arena.float32(-1)).toThrow(/must be a whole number, not -1/);
    expect(() => arena.float32(Number.NaN)).toThrow(/must be a whole number, not NaN/);
    const mark = arena.mark();
    arena.float32(1);
    const later = arena.mark();
    arena.release(mark);
    expect(() => arena.release(later)).toThrow(/release marks in reverse order/);
  });

  test('refuses an array of another memory', () => {
    const stranger = new Arena().float32(4);
    expect(() => new Arena().address(stranger, 4, 'weights')).toThrow(
      /weights is not in the kernels' memory/,
    );
  });
});
