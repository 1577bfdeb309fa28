import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localChoices, recall, remember } from './remembered.ts';
import type { ChoiceMemory } from './remembered.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 4, 1, 12);
const choice = {
  backend: 'wasm',
  reason: 'the fastest here now: wasm 0.25 ms, plain 0.50 ms',
  measured: [
    { backend: 'wasm', milliseconds: 0.25 },
    { backend: 'plain', milliseconds: 0.5 },
  ],
} as const;

function memoryOf(text: string | null): ChoiceMemory & { text: string | null } {
  const memory = {
    text,
    read: () => memory.text,
    write: (next: string) => void (memory.text = next),
  };
  return memory;
}

test('a choice is recalled with its figures and its day, for models of its size only', () => {
  const memory = memoryOf(null);
  remember(memory, 'worker 2^19', choice, NOON);
  remember(memory, 'worker 2^26', { ...choice, backend: 'webgl' }, NOON);
  expect(recall(memory, 'worker 2^19', NOON + DAY)).toEqual({
    ...choice,
    reason: 'the fastest here on 2026-05-01',
  });
  expect(recall(memory, 'worker 2^26', NOON)!.backend).toBe('webgl');
  expect(recall(memory, 'page 2^19', NOON)).toBeUndefined();
});

test('a choice is forgotten after 30 days, and one of the future was made by a wrong clock', () => {
  const memory = memoryOf(null);
  remember(memory, 'page 2^19', choice, NOON);
  expect(recall(memory, 'page 2^19', NOON + 30 * DAY)).toBeDefined();
  expect(recall(memory, 'page 2^19', NOON + 30 * DAY + 1)).toBeUndefined();
  expect(recall(memory, 'page 2^19', NOON - 1)).toBeUndefined();
});

test('whatever others wrote there is no choice, and is written over', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const memory = memoryOf(text);
      expect(recall(memory, 'page 2^19', NOON)).toBeUndefined();
      remember(memory, 'page 2^19', choice, NOON);
      expect(recall(memory, 'page 2^19', NOON)!.backend).toBe('wasm');
    }),
  );
});

test.each([
  { backend: 'webgpu', measured: [], at: NOON },
  { backend: 'wasm', measured: [{ backend: 'wasm' }], at: NOON },
  { backend: 'wasm', measured: {}, at: NOON },
  { backend: 'wasm', measured: [], at: 'noon' },
])('%j is no choice', (kept) => {
  const memory = memoryOf(JSON.stringify({ 'page 2^19': kept }));
  expect(recall(memory, 'page 2^19', NOON)).toBeUndefined();
});

test('where nothing can be stored nothing is remembered, and nothing is thrown', () => {
  const memory = localChoices();
  remember(memory, 'page 2^19', choice, NOON);
  expect(recall(memory, 'page 2^19', NOON)).toBeUndefined();
});
