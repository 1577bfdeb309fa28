import { expect, test } from 'vitest';
import { takeTurns } from './take-turns.ts';
import type { Recommendations, Recommender } from './types.ts';

/** A recommender that answers when it is told to, and notes when it is freed. */
function slow(name: string) {
  const answers: (() => void)[] = [];
  let freed = false;
  const recommender = {
    manifest: { name },
    recommend: () =>
      new Promise<Recommendations>((resolve, reject) => {
        answers.push(() => (freed ? reject(new Error('freed')) : resolve({ by: name } as never)));
      }),
    dispose: () => {
      freed = true;
    },
  } as unknown as Recommender;
  return {
    recommender,
    answer: () => {
      for (const give of answers.splice(0)) give();
    },
    isFreed: () => freed,
  };
}

const nothing = (): void => undefined;
/** All that follows from what was done has been done. */
const settled = () => new Promise((next) => setTimeout(next));

test('who was asked answers, though another has the turn by then, and is freed only after that', async () => {
  const [first, second] = [slow('first'), slow('second')];
  const turns = takeTurns(first.recommender, nothing);
  const early = turns.recommender.recommend({ likes: [] });
  turns.take(second.recommender);
  const late = turns.recommender.recommend({ likes: [] });
  await settled();
  expect(first.isFreed()).toBe(false);
  first.answer();
  second.answer();
  expect([await early, await late]).toEqual([{ by: 'first' }, { by: 'second' }]);
  await settled();
  expect([first.isFreed(), second.isFreed()]).toEqual([true, false]);
  expect(turns.recommender.manifest.name).toBe('second');
});

test('disposing frees whoever has the turn and says so', () => {
  const first = slow('first');
  let told = false;
  const turns = takeTurns(first.recommender, () => {
    told = true;
  });
  turns.recommender.dispose();
  expect([first.isFreed(), told]).toEqual([true, true]);
});
