import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { LibraryHost } from './library-host.ts';

const LIKES = ['1', '40', '700'];

/** What a load, or a request, came to in a page of the library's host. */
export interface Outcome {
  /** Ids and scores. */
  readonly list?: readonly (readonly [string, number])[];
  readonly by?: string;
  readonly thread?: string;
  readonly notices: readonly string[];
  /** Code of a fault. */
  readonly fault?: string;
}

/** Loads the model in a page, keeps it there as `recommender`, and asks it once. */
export function load(host: LibraryHost, page: Page, options: object = {}): Promise<Outcome> {
  return page.evaluate(
    async ([given, library, likes]) => {
      const { loadRecommender } = await import(library as string);
      const notices: string[] = [];
      const onNotice = ({ code, message }: { code: string; message: string }) =>
        notices.push(code === 'backend/changed' ? message.split(' ')[0]! : code);
      try {
        const recommender = await loadRecommender('./model/', { ...(given as object), onNotice });
        Object.assign(globalThis, { recommender, notices });
        const { items, backend: by } = await recommender.recommend({ likes, k: 50 });
        const list = items.map(({ id, score }: { id: string; score: number }) => [id, score]);
        return { list, by, thread: recommender.thread, notices };
      } catch (error) {
        return { notices, fault: (error as { code: string }).code };
      }
    },
    [options, `${host.address}library.js`, LIKES] as const,
  );
}

/** Who answers now, with what, and what was told since the load. */
export function ask(page: Page): Promise<Outcome> {
  return page.evaluate(async (likes) => {
    const { recommender, notices } = globalThis as never as {
      recommender: { recommend(request: object): Promise<{ items: []; backend: string }> };
      notices: string[];
    };
    const { items, backend: by } = await recommender.recommend({ likes, k: 50 });
    return { list: items.map(({ id, score }: { id: string; score: number }) => [id, score]), by, notices };
  }, LIKES);
}

/** The list that every backend must give. */
export async function wantedList(host: LibraryHost, page: Page): Promise<Outcome['list']> {
  const { list } = await load(host, page, { backend: 'plain', cache: 'none' });
  expect(list).toHaveLength(50);
  return list;
}
