import { describe, expect, test } from 'vitest';
import { countSteps, largestRowNorm, packPanels, packUser, panelBytes } from './panels.ts';
import type { CodeTable } from './panels.ts';

describe('panels', () => {
  /** The panels' bytes. */
  function pack(table: CodeTable): number[] {
    const out = new Uint16Array(panelBytes(table) / 2);
    packPanels(table, out);
    return [...new Uint8Array(out.buffer)];
  }

  test('hold two 8-bit codes of each of 16 items a step', () => {
    const codes = Int8Array.of(1, 2, 3, 4, 5, -6);
    const table = { rows: 2, columns: 3, bits: 8 as const, codes, scales: Float32Array.of(1, 1) };
    const out = pack(table);
    expect(out.length).toBe(16 * 4);
    expect(out.slice(0, 4)).toEqual([1, 2, 4, 5]);
    expect(out.slice(32, 36)).toEqual([3, 4, 250, 0]);
  });

  test('hold eight 4-bit codes of each item a step, and the 17th item in a panel of its own', () => {
    const codes = Uint8Array.from({ length: 17 * 5 }, (_, byte) => byte);
    const table = { rows: 17, columns: 10, bits: 4 as const, codes, scales: new Float32Array(17) };
    const out = pack(table);
    expect(countSteps(table)).toBe(2);
    expect(out.slice(4, 8)).toEqual([5, 6, 7, 8]);
    expect(out.slice(64 + 4, 64 + 8)).toEqual([9, 10, 0, 0]);
    expect(out.slice(128, 132)).toEqual([80, 81, 82, 83]);
  });

  test('of 4 bits take the user as columns 0 and 4, 1 and 5, 2 and 6, 3 and 7', () => {
    const out = new Int16Array(16);
    packUser(Int16Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 4, out);
    expect([...out]).toEqual([0, 4, 1, 5, 2, 6, 3, 7, 8, 0, 9, 0, 0, 0, 0, 0]);
  });

  test('know the longest row: codes (3, −4) at scale −2 with 8 bits, (−8, 6) at scale 1 with 4', () => {
    const eight = Int8Array.of(3, -4, 9, 0);
    const scales = Float32Array.of(-2, 1);
    expect(largestRowNorm({ rows: 2, columns: 2, bits: 8, codes: eight, scales })).toBe(10);
    const four = Uint8Array.of(0 | (14 << 4));
    expect(largestRowNorm({ rows: 1, columns: 2, bits: 4, codes: four, scales: Float32Array.of(1) })).toBe(
      10,
    );
  });
});
