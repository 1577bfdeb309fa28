import type { Recommender } from '../inference/types.ts';

type Noun = Recommender['manifest']['itemNoun'];

/** What the shelf says, in one language. */
export interface Words {
  /** Heading where the page gives none. */
  readonly label: string;
  readonly loading: string;
  readonly retry: string;
  /** Before an error, whose own message is English. */
  readonly failed: string;
  readonly likes: string;
  begin(noun: Noun): string;
  made(items: number, likes: number, noun: Noun): string;
  because(title: string): string;
  like(title: string): string;
  remove(title: string): string;
}

const ENGLISH: Words = {
  label: 'Recommended for you',
  loading: 'Loading recommendations',
  retry: 'Try again',
  failed: '',
  likes: 'You like',
  begin: ({ many }) => `Popular ${many} to begin with: like what you know.`,
  made: (items, likes, { one, many }) =>
    `${items} ${items === 1 ? one : many} from ${likes} ${likes === 1 ? 'like' : 'likes'}.`,
  because: (title) => `Because you like ${title}`,
  like: (title) => `Like ${title}`,
  remove: (title) => `Remove ${title}`,
};

const CHINESE: Words = {
  label: '为你推荐',
  loading: '正在加载推荐',
  retry: '重试',
  failed: '推荐没能加载：',
  likes: '你喜欢的',
  begin: () => '先看看热门的：选出你了解并喜欢的。',
  made: (items, likes) => `根据 ${likes} 个喜欢，推荐 ${items} 个。`,
  because: (title) => `因为你喜欢《${title}》`,
  like: (title) => `喜欢《${title}》`,
  remove: (title) => `移除《${title}》`,
};

/** The words for a `lang`, which may name a region: Chinese for any `zh`, else English. */
export function wordsOf(lang: string | null | undefined): Words {
  return /^zh\b/i.test(lang ?? '') ? CHINESE : ENGLISH;
}
