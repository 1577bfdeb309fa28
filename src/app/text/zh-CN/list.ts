import type { Text } from '../text.ts';
import { nounOf } from './bundle-words.ts';
import { format } from './format.ts';
import { shelf } from './shelf.ts';

export const list: Text['list'] = {
  popular: '从这里开始',
  recommended: '为你推荐',
  failed: '这次没能给出推荐',
  nothing: '没有可以推荐的了。',
  begin: (noun) => `各种类型的知名${nounOf(noun).name}，选出三${nounOf(noun).measure}喜欢的就够了`,
  ranked: (time) => `在你的设备上排序，用时 ${time}`,
  fewer: (missing) => ` · 再选 ${format.count(missing)} 个会更懂你`,
  rank: '第',
  like: '喜欢',
  likeItem: (title) => `喜欢《${title}》`,
  dislike: '不喜欢',
  dislikeItem: (title) => `不喜欢《${title}》`,
  more: '更多',
  moreAbout: (title) => `《${title}》的更多操作`,
  similar: '看看相似的',
  seen: shelf.seen,
  hide: '不感兴趣',
  actionOn: (action, title) => `${action}：《${title}》`,
  because: (title, share) => ['因为你喜欢《', title, share === null ? '》' : `》（${share}）`],
  reasonMeans: (share, others) =>
    `占你的喜欢为它所加分数的 ${share}${others === null ? '' : `；其次：${others}`}`,
  reason: (title, share) => `《${title}》（${share}）`,
  similarTo: (title) => ['与《', title, '》最相似的'],
  close: '关闭',
  without: '去掉它会怎样？',
  withoutItem: (title) => `去掉它会怎样？《${title}》`,
  ifRemoved: (title) => ['如果没有《', title, '》'],
  moved: (moved, coming, leaving) =>
    `${format.count(moved)} 个会变动名次，${format.count(coming)} 个会进入，${format.count(leaving)} 个会离开。`,
  leaving: (titles) => ['会离开：', titles],
  nothingLeaves: '没有内容会离开列表。',
  remove: '去掉它',
};

export const tuning: Text['tuning'] = {
  heading: '调整列表',
  reset: '重置',
  filters: '只看',
  tag: '类型或标签',
  anyTag: '不限',
  anotherTag: '或者……',
  chosenTags: '至少符合一个',
  removeTag: (tag) => `去掉“${tag}”`,
  creator: '作者',
  creatorHint: '不限',
  unknownCreator: '这里没有叫这个名字的人',
  yearFrom: '起始年份',
  yearTo: '截止年份',
  diversity: '多样性',
  diversityEnds: { least: '只看分数', most: '尽量多样' },
  popularity: '知名度',
  popularityEnds: { least: '冷门', most: '热门' },
  value: (value, least, most) => `${format.figures(value)}，从“${least}”到“${most}”`,
  pure: '原始排序，未作任何调整。',
  kept: (kept, depth) => `原始前 ${format.count(depth)} 名中保留了 ${format.count(kept)} 个`,
};
