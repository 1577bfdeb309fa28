import { describe, expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { splitHistory } from './split-history.ts';
import { partAt, viewAt, viewOf } from './views.ts';

const sampling = { shortShare: 0.5, shortMax: 5, keepMin: 0.1, keepMax: 0.9 };
const likes = Uint32Array.from({ length: 40 }, (_, i) => i);

describe('partAt', () => {
  test('without views draws a part anew for each epoch and seed', () => {
    const part = partAt(likes, { ...sampling, seed: 3 }, 2, 7);
    expect(part).toEqual(splitHistory(likes, sampling, new Random(3, 2, 7)));
    expect(partAt(likes, { ...sampling, seed: 3, views: null }, 2, 7)).toEqual(part);
    expect(partAt(likes, { ...sampling, seed: 3 }, 3, 7)).not.toEqual(part);
  });

  test('with views takes the same parts in turn, whatever the seed', () => {
    const parts = [0, 1, 2, 3, 4, 5].map((epoch) =>
      partAt(likes, { ...sampling, views: 3, seed: epoch }, epoch, 7),
    );
    expect(parts.slice(3)).toEqual(parts.slice(0, 3));
    expect(parts[0]).not.toEqual(parts[1]);
    expect(parts[2]).toEqual(viewOf(likes, sampling, 2, 7));
  });

  test('shows different users different parts', () => {
    expect(viewOf(likes, sampling, 0, 1)).not.toEqual(viewOf(likes, sampling, 0, 2));
  });
});

test('viewAt counts round, and stays at 0 without views', () => {
  expect([0, 1, 2, 3, 4].map((epoch) => viewAt({ ...sampling, views: 2 }, epoch))).toEqual([0, 1, 0, 1, 0]);
  expect([0, 1, 2].map((epoch) => viewAt(sampling, epoch))).toEqual([0, 0, 0]);
});
