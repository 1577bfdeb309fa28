import { loadRecommender } from '../../src/inference/index.ts';
import type { BackendName, Thread } from '../../src/inference/index.ts';
import { LIKES, noteFirstList, SHOWN } from './start.ts';

const asked = new URLSearchParams(location.search);
const backend = asked.get('backend') as BackendName;
const thread = asked.get('thread') as Thread | null;

await noteFirstList(async () => {
  const recommender = await loadRecommender('/model/', { backend, ...(thread && { thread }) });
  const { items, backend: by } = await recommender.recommend({ likes: LIKES, k: SHOWN });
  if (by !== backend) throw new Error(`${backend} was asked and ${by} answered`);
  return items.map(({ title }) => title);
});
