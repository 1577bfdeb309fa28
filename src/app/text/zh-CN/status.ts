import type { Text } from '../text.ts';
import { bundleTitle } from './bundle-words.ts';
import { spaced } from './format.ts';

export const loading: Text['loading'] = {
  phases: {
    manifest: '正在查找模型',
    download: '正在下载模型',
    verify: '正在校验每一个字节',
    prepare: '正在准备',
    ready: '已就绪',
  },
  progress: (loaded, total, share) => `${loaded} / ${total}（${share}）`,
  unknown: '大小未知',
};

export const notices: Text['notices'] = {
  offline: '你已离线，已在这台设备上的内容可以照常使用。',
  offlineReady: '可以离线使用了。',
  fellBack: '这台设备无法运行指定的引擎，已改用另一个，推荐结果相同。',
  eraseFailed: '浏览器拒绝清除为本页保存的数据，请在浏览器设置中清除本网站的数据。',
  storageBlocked: '浏览器不为本页保存数据，关闭页面后书架就会消失。',
  languageMissing: '这种语言没能下载。请检查网络连接，然后重新选择。',
};

export const faults: Text['faults'] = {
  model: '模型没能加载',
  retry: '重试',
  details: '详细信息：',
  help: {
    network: '网络没有响应。请检查网络连接后重试；你的书架安全地保存在这台设备上。',
    missing: '服务器没有给出模型的某个文件。请稍后重试；你的书架安全地保存在这台设备上。',
    damaged: '收到的模型不完整，因此完全没有使用。请重试以重新下载。',
    outdated: '模型与本页的版本不一致。请刷新页面，重新获取两者。',
    engine: '这台设备上的引擎停止了。请重试以重新启动；你的书架不受影响。',
    other: '页面遇到了错误。请重试；如果再次出现，请刷新页面。你的书架安全地保存在这台设备上。',
  },
};

export const said: Text['said'] = {
  item: {
    liked: (title) => `《${title}》已放上你的书架。`,
    disliked: (title) => `已标记不喜欢《${title}》。`,
    hidden: (title) => `《${title}》不会再出现。`,
    seen: (title) => `已标记你了解《${title}》。`,
    removed: (title) => `已移除《${title}》。`,
  },
  shelf: {
    cleared: '书架已清空。',
    added: '已加到你的书架。',
    replaced: '书架已替换。',
    undone: '已撤销。',
    erased: '全部数据已清除。',
  },
  opened: (model) => spaced(`${bundleTitle(model)}推荐已就绪。`),
  language: '页面现在显示简体中文。',
  first: (title) => `首位推荐是《${title}》。`,
  popular: '现在显示各种类型的知名作品。',
  nothing: '没有可以推荐的了。',
};

export const undo: Text['undo'] = { label: '撤销上一步', undo: '撤销', dismiss: '关闭提示' };
