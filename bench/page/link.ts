import { loadRecommender } from '../../src/inference/index.ts';
import type { ModelLoadOptions } from '../../src/inference/index.ts';
import { noteFirstList, SHOWN } from './start.ts';

declare global {
  interface Window {
    /** ms from the start of the page until the student asked for answers. */
    wholeStudent?: number;
  }
}

const asked = new URLSearchParams(location.search);
const sharpen = asked.get('sharpen') as NonNullable<ModelLoadOptions['sharpen']>;

const noteWhole = (): void => {
  window.wholeStudent = performance.now();
};

await noteFirstList(async () => {
  const recommender = await loadRecommender(`/models/${asked.get('model')}/`, {
    // The browser slows the page's own requests, and not its worker's.
    thread: 'page',
    sharpen,
    onNotice: ({ code }) => {
      if (code === 'student/changed') noteWhole();
    },
  });
  const { items } = await recommender.recommend({ likes: recommender.catalogue.ids.slice(0, 3), k: SHOWN });
  if (sharpen === 'never') noteWhole();
  return items.map(({ title }) => title);
});
