import type { ExplorerText } from '../../text.ts';
import { modelName } from '../bundle-words.ts';
import { format } from '../format.ts';

const { bytes, count, percent } = format;

export const curve: ExplorerText['curve'] = {
  heading: '质量与字节数',
  intro:
    '每个模型以自己的大小能达到什么质量，测试用户不在任何训练数据中：越高越好，越靠左越小。竖线是用户间的 95% 置信区间。',
  history: '已知的历史',
  lengths: { '5': '5 个喜欢', '10': '10 个喜欢', '20': '20 个喜欢', '80%': '全部喜欢的 80%' },
  upper: (from) => `只看达到 ${percent(from)} 及以上的`,
  below: (names) => `在图表范围之下：${names}；表格里有它们。`,
  chart: (points) =>
    `${count(points)} 个模型的图表：横轴是字节数，每格大十倍；纵轴是 NDCG@10 与教师模型之比，带置信区间。下方表格里有相同的数据。`,
  acrossAxis: '字节数',
  upAxis: '与教师模型的 NDCG@10 之比',
  model: modelName,
  members: '教师模型的一部分',
  shipped: { student: '本页的学生模型', teacher: '它的教师模型' },
  shippedRow: { student: '★ 本页的学生模型', teacher: '★ 它的教师模型' },
  otherTeacher: (report, shipped) =>
    `报告自己的教师模型占 ${bytes(report)}；本页的学生模型学自另一个，占 ${bytes(shipped)}。两者都以报告的教师模型为基准。`,
  reproduce: '复现命令：',
  caption: (users) => `所有模型，基于 ${count(users)} 位测试用户`,
  columns: ['模型', '字节数', 'NDCG@10', '与教师之比', '95% 置信区间'],
  interval: (low, high) => `${percent(low, 1)} 至 ${percent(high, 1)}`,
  loading: '正在获取曲线……',
  failed: '曲线没能下载。请检查网络连接，然后重新加载页面。',
};
