import { describe, expect, it } from 'vitest';
import type { Item } from '../types.ts';
import { pickStarters } from './starters.ts';

const item = (id: string, ...tags: string[]): Item => ({ id, title: id, creators: [], year: null, tags });
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);

describe('the items to begin with', () => {
  it('begin with the best known and pass over what is like it', () => {
    const known = [item('a', 'war'), item('b', 'war'), item('c', 'love'), item('d', 'war', 'love')];
    // After a: b costs 1/4 + 1, c 2/4 + 0, d 3/4 + 1/2. After c: b 5/4, d 3/4 + 1/2 = 5/4, and b is better known.
    expect(idsOf(pickStarters(known, 3))).toEqual(['a', 'c', 'b']);
  });

  it('are the best known where nothing tells items apart', () => {
    const known = ['a', 'b', 'c'].map((id) => item(id));
    expect(idsOf(pickStarters(known, 2))).toEqual(['a', 'b']);
  });

  it('are all there are where fewer are known than asked for', () => {
    expect(idsOf(pickStarters([item('a', 'war'), item('b', 'war')], 5))).toEqual(['a', 'b']);
    expect(pickStarters([], 5)).toEqual([]);
  });
});
