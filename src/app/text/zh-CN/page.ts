import type { Text } from '../text.ts';
import { nounOf } from './bundle-words.ts';

export const page: Text['page'] = {
  title: 'Attar：不离开你设备的推荐',
  description: '为你推荐可能喜欢的书和电影。推荐模型小到能装进一个浏览器标签页，一切都在你自己的设备上完成。',
  parts: '本页内容',
  shelf: '书架',
  list: '为你推荐',
  compare: '教师与学生',
  welcome: (noun) => `你喜欢过哪些${nounOf(noun).name}？`,
  invitation: (size) =>
    `点选几个喜欢的，推荐马上就来：模型只有 ${size}，已经在你的设备上，你的喜好也只留在这里。`,
};

export const header: Text['header'] = {
  tagline: '就在这个网页里为你推荐书和电影，你的任何信息都不会离开这台设备。',
  model: '推荐什么',
  models: { books: '图书', movies: '电影' },
  dark: '深色外观',
  language: '语言（Language）',
};
