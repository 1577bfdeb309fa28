import { loadRecommender } from '../../src/inference/index.ts';
import type { BackendName, LoadOptions, Thread } from '../../src/inference/index.ts';
import { LIKES, noteFirstList, SHOWN } from './start.ts';

const asked = new URLSearchParams(location.search);
const backend = asked.get('backend') as BackendName;
const thread = asked.get('thread') as Thread | null;
const start = asked.get('start') as LoadOptions['start'] | null;
/** By default plain stands in for WebGL while that starts. */
const expected = backend === 'webgl' && start !== 'ready' ? ['webgl', 'plain'] : [backend];

await noteFirstList(async () => {
  const recommender = await loadRecommender('/model/', {
    backend,
    ...(thread && { thread }),
    ...(start && { start }),
  });
  const { items, backend: by } = await recommender.recommend({ likes: LIKES, k: SHOWN });
  if (!expected.includes(by)) throw new Error(`${backend} was asked and ${by} answered`);
  return items.map(({ title }) => title);
});
