import type { ExplorerText } from '../../text.ts';
import { bundleTitle } from '../bundle-words.ts';
import { spaced } from '../format.ts';

export const device: ExplorerText['device'] = {
  heading: '就在这里，现场测量',
  intro: (requests) =>
    `用这个浏览器能运行的每种后端重新打开模型，各以示例用户的历史请求 ${requests} 次。用时是页面等待的时间，包括往返 Worker 的时间。`,
  measure: '测量这台设备',
  again: '再测一次',
  measuring: (backend) => spaced(`正在测量${backend}……`),
  done: '测量完成。',
  chart: (requests, names) => `各后端 ${requests} 次用时的直方图：${names}。表格里有中位数和极值。`,
  axis: '推荐用时（ms）',
  countAxis: '次数',
  caption: '各后端的推荐用时',
  columns: ['后端', '运行位置', '启动', '最短', '中位数', '95% 以内', '最长', '内存'],
  where: { page: '页面', worker: 'Worker' },
  memoryUntold: '未提供',
  memoryNote:
    '启动：从打开模型到第一次推荐。内存：页面的 JavaScript 内存（在浏览器提供时），不包括 Worker 的内存。',
  notHere: '无法在这里运行：',
  copy: '复制报告',
  copied: '已复制。',
  notCopied: '浏览器不允许复制，报告显示在下方。',
  report: '报告',
  reportHeading: (requests) =>
    `Attar 在这台设备上，每种后端 ${requests} 次请求：最短 / 中位数 / 95% 以内 / 最长`,
  reportModel: (title, items, size) => `${bundleTitle(title)}：${items} 项，${size}`,
  reportNotHere: (backend, reason) => `${backend}：无法在这里运行（${reason}）`,
  reportTimes: (backend, where, times, start, memory) =>
    `${backend}，${where}：${times}；启动 ${start}；内存 ${memory}`,
};
