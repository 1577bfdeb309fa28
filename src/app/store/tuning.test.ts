import { describe, expect, it } from 'vitest';
import type { Recommendations, RecommendRequest } from '../../inference/index.ts';
import { measureFidelity } from './fidelity.ts';
import { EMPTY_SHELF } from './shelf.ts';
import { bentParts, changeTuning, NEUTRAL, parseTuning, partAlone, requestFor } from './tuning.ts';

const known = { hasTag: (name: string) => name === 'war', hasCreator: (name: string) => name === 'Ann Oak' };
const shelf = { ...EMPTY_SHELF, likes: ['1'], hidden: ['2'], seen: ['3'] };

describe('a tuning', () => {
  it('asks for the pure ranking while it is neutral, without what is hidden or seen', () => {
    expect(requestFor(shelf, NEUTRAL)).toEqual({
      likes: ['1'],
      dislikes: [],
      exclude: ['2', '3'],
      k: 20,
      filter: {},
      diversity: 0,
      popularity: 0,
    });
  });

  it('turns its filters into those of the engine', () => {
    const tuning = { ...NEUTRAL, tags: ['war', 'sea'], creator: 'Ann Oak', yearFrom: 1950, diversity: 0.3 };
    const { filter, diversity } = requestFor(shelf, tuning);
    expect(filter).toEqual({ tags: ['war', 'sea'], creators: ['Ann Oak'], yearFrom: 1950 });
    expect(diversity).toBe(0.3);
    expect(bentParts(tuning)).toEqual(['filter', 'diversity']);
    expect(partAlone(tuning, 'diversity')).toEqual({ ...NEUTRAL, diversity: 0.3 });
  });

  it('moves the other year along where the two would cross', () => {
    const nineties = { ...NEUTRAL, yearFrom: 1990, yearTo: 1999 };
    expect(changeTuning(nineties, { yearFrom: 2005 })).toMatchObject({ yearFrom: 2005, yearTo: 2005 });
    expect(changeTuning(nineties, { yearTo: 1985 })).toMatchObject({ yearFrom: 1985, yearTo: 1985 });
    expect(changeTuning(nineties, { yearTo: null })).toMatchObject({ yearFrom: 1990, yearTo: null });
  });

  it('out of storage is read back, and loses what this model does not have', () => {
    const tuning = { ...NEUTRAL, tags: ['war'], creator: 'Ann Oak', yearTo: 1999, popularity: -0.5 };
    expect(parseTuning(structuredClone(tuning), known)).toEqual(tuning);
    expect(parseTuning({ ...tuning, tags: ['gone', 7], creator: 7, popularity: -3 }, known)).toEqual({
      ...NEUTRAL,
      yearTo: 1999,
    });
    expect(parseTuning({ tag: 'war' }, known)).toEqual({ ...NEUTRAL, tags: ['war'] });
    for (const value of [undefined, null, 7, 'tuned', []]) expect(parseTuning(value, known)).toEqual(NEUTRAL);
  });
});

describe('fidelity', () => {
  const answer = (ids: string): Recommendations => ({
    backend: 'plain',
    elapsed: 0,
    computed: 0,
    items: [...ids].map((id, at) => ({ id, title: id, rank: at + 1, score: 0, probability: 0, because: [] })),
  });
  const shown = answer('abxy').items;

  it('counts what of the pure list is still shown; one bent part costs all of it', async () => {
    const asked: RecommendRequest[] = [];
    const fidelity = await measureFidelity(shown, shelf, { ...NEUTRAL, diversity: 0.5 }, async (requests) => {
      asked.push(...requests);
      return [answer('abcd')];
    });
    expect(asked).toEqual([requestFor(shelf, NEUTRAL)]);
    expect(fidelity).toEqual({ depth: 4, kept: 2, alone: { diversity: 2 } });
  });

  it('weighs each of several bent parts alone', async () => {
    const tuning = { ...NEUTRAL, diversity: 0.5, popularity: 1 };
    const fidelity = await measureFidelity(shown, shelf, tuning, async (requests) =>
      requests.map(({ diversity, popularity }) =>
        answer(diversity === 0.5 ? 'abcz' : popularity === 1 ? 'axyz' : 'abcd'),
      ),
    );
    expect(fidelity).toEqual({ depth: 4, kept: 2, alone: { diversity: 3, popularity: 1 } });
  });
});
