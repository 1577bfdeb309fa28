import type { Text } from '../text.ts';
import { nounOf } from './bundle-words.ts';
import { format } from './format.ts';

export const search: Text['search'] = {
  label: (noun) => `搜索喜欢的${nounOf(noun).name}`,
  hint: (noun) => `用英文名找${nounOf(noun).name}`,
  results: '搜索结果',
  nothing: (noun, listed) =>
    `${format.count(listed)} ${nounOf(noun).measure}${nounOf(noun).name}里没有符合这些词的。请用英文书写的名称搜索。`,
  count: (count) => (count === 0 ? '没有结果' : `${format.count(count)} 条结果`),
  liked: '已在书架上',
};

export const shelf: Text['shelf'] = {
  heading: '你的书架',
  count: (likes) => `已喜欢 ${format.count(likes)} 个`,
  clear: '清空书架',
  liked: '喜欢',
  empty: '还空着，从下面选喜欢的',
  remove: '移除',
  removeItem: (title) => `移除《${title}》`,
  dislike: '其实不喜欢',
  dislikeItem: (title) => `其实不喜欢《${title}》`,
  dislikes: '不喜欢',
  hidden: '不感兴趣',
  seen: (noun) => (noun.one === 'book' ? '已读过' : '已看过'),
};

export const exchange: Text['exchange'] = {
  heading: '分享或导入',
  link: '你的书架链接',
  linkNote: '你喜欢和不喜欢的内容就写在链接 # 号之后，只会到达你分享的人手中，不经过任何服务器。',
  copy: '复制链接',
  copied: '已复制。',
  notCopied: '请按 Ctrl+C 或 ⌘C 复制。',
  import: '从文件导入书架',
  offered: '有人与你分享了书架',
  offeredLikes: (count, titles) => `${format.count(count)} 个喜欢：${titles}`,
  andMore: (count) => `，还有 ${format.count(count)} 个`,
  kept: '在你决定之前，你自己的书架不会改变。',
  first: '放上你的书架，看看会推荐什么。不会发送到任何地方，随时可以撤销。',
  take: '放上我的书架',
  add: '加到我的书架',
  replace: '替换我的书架',
  decline: '不用了',
  dismiss: '知道了',
  fault: {
    unreadable: '这个文件不是本页的书架，请选择由“导出书架”生成的文件。',
    empty: '这个书架上的内容，当前模型一个都不认识，所以没有可以添加的。',
  },
};

export const footer: Text['footer'] = {
  promise: '你的书架只保存在这台设备上。没有可以接收它的服务器，你的任何信息都不会离开这个页面。',
  check: '如何验证',
  checkSteps: (place) => [
    `打开浏览器的开发者工具（F12），选择“网络”，然后使用本页：所有请求都只发往 ${place}，只为取本页自己的文件，没有一个会说出你喜欢什么。本页自带的内容安全策略（CSP）也禁止它访问其他任何地址。`,
    '只有探索器里的线性教师模型，在你请它回答时，会去取包含那里历史中各项的文件，每个文件有几十项。',
    '或者断开网络：一切照常工作。',
  ],
  checkFile:
    '打开浏览器的开发者工具（F12），选择“网络”，然后使用本页：不会有任何请求，因为模型就在这个文件里。',
  install: '添加到主屏幕',
  installByHand: '想放到主屏幕上：点“分享”，再选“添加到主屏幕”。',
  export: '导出书架',
  erase: '清除全部数据',
  eraseHeading: '清除全部数据？',
  eraseNote: '本页的所有书架和设置都会从这台设备上删除，无法撤销。',
  eraseNow: '清除',
  keep: '保留',
};
