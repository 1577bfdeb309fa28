import { describe, expect, it } from 'vitest';
import { drawSampleHistories } from './sample-histories.ts';

/** User u has u likes. */
const LIKES = new Map(
  Array.from({ length: 160 }, (_, u) => [u, Array.from({ length: u }, (_unused, i) => i * 2)]),
);

describe('sample users', () => {
  it('have 6 to 150 likes', () => {
    const ids = drawSampleHistories(LIKES, 1000, 1).map(({ id }) => Number(id));
    expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 145 }, (_, i) => i + 6));
  });

  it('show 80 % of the likes and hold the rest out', () => {
    for (const { id, history, heldOut } of drawSampleHistories(LIKES, 1000, 1)) {
      expect(history.length).toBe(Math.ceil(0.8 * Number(id)));
      expect([...history, ...heldOut].sort((a, b) => a - b)).toEqual(LIKES.get(Number(id)));
    }
  });

  it('are the same for the same seed, and others for another', () => {
    expect(drawSampleHistories(LIKES, 5, 7)).toEqual(drawSampleHistories(LIKES, 5, 7));
    expect(drawSampleHistories(LIKES, 5, 7)).not.toEqual(drawSampleHistories(LIKES, 5, 8));
  });

  it('are as many as asked for, and fewer keep their order', () => {
    expect(drawSampleHistories(LIKES, 9, 3).slice(0, 4)).toEqual(drawSampleHistories(LIKES, 4, 3));
  });
});
