import type { ExplorerText } from '../../text.ts';
import { nounOf } from '../bundle-words.ts';
import { format } from '../format.ts';

const { count, figures } = format;

export const reader: ExplorerText['reader'] = {
  heading: (id) => `${id} 号用户`,
  summary: (likes, noun, heldOut) =>
    `两个模型都知道其中 ${count(likes)} ${nounOf(noun).measure}${nounOf(noun).name}，另有 ${count(heldOut)} ${nounOf(noun).measure}被留出。`,
  lists: '两个模型的前 20 名',
  legend:
    '✓ 留出项：这位用户喜欢，但两个模型都不知道。▲ ▼：比教师模型的名次高或低几位；新：不在教师模型的列表中；✕：不在学生模型的列表中。条形：各模型给出的概率，刻度相同。',
  failed: '学生模型没有回应',
  missing: { sign: '✕', spoken: '不在另一个列表中' },
  probability: (percent) => `概率 ${percent}`,
  counts: ({ same, moved, added, missing }) =>
    `${count(same)} 个名次不变，${count(moved)} 个变动，${count(added)} 个新进入，${count(missing)} 个缺失。`,
};

export const temperature: ExplorerText['temperature'] = {
  heading: '温度',
  intro:
    '学生模型学的不只是教师模型的排序，还有它的概率：一项比下一项可能性高多少，列表是说不出来的。温度越高，小概率就越明显；T = 1 就是学生模型所学的。',
  slider: '教师模型的温度',
  value: (value) => `T = ${figures(value)}`,
  reset: '回到 T = 1',
  summary: (teacher, student, divergence) =>
    `在这些项之间，教师模型的困惑程度相当于面对 ${figures(teacher)} 个同样可能的选项，学生模型相当于 ${figures(student)} 个；KL ${format.agreement(divergence)}。`,
  note: '只看教师模型自己的前二十名，两者都在其中重新归一化：教师模型为 p^(1/T) / Σ p^(1/T)，学生模型保持原样。',
  chart: (items) =>
    `教师模型前 ${count(items)} 名的点图，由高到低：所选温度下教师模型的概率，以及学生模型的概率。下方表格里有具体数值。`,
  axis: '在这些项中的概率',
  table: '以表格显示',
  caption: '教师模型前二十名中每一项的概率',
  item: '作品',
  waiting: '正在询问学生模型……',
};

export const whatIf: ExplorerText['whatIf'] = {
  heading: '如果换一段历史？',
  intro: (noun) =>
    `从这段历史中去掉几${nounOf(noun).measure}${nounOf(noun).name}，或加入别的，学生模型会在这台设备上重新推荐。`,
  history: (items, noun) => `历史：${count(items)} ${nounOf(noun).measure}${nounOf(noun).name}`,
  remove: (title) => `去掉《${title}》`,
  add: (noun) => `加入一${nounOf(noun).measure}${nounOf(noun).name}`,
  found: '找到的',
  put: (title) => `加入《${title}》`,
  reset: '恢复原样',
  against: '对比',
  choices: { original: '完整历史的列表', before: '上次改动之前的列表' },
  names: { original: '完整历史', before: '改动之前' },
  now: '现在',
  unchanged: '还没有改动，两个列表相同。',
};

export const linear: ExplorerText['linear'] = {
  heading: '线性教师模型对同一段历史的回答',
  name: '线性教师模型',
  intro: (tables, entries, overlap) =>
    `这不是整个教师模型（它太大，放不进网页），只是其中的 ${count(tables)} 个线性表，按历史长度加权；每行只保留最大的 ${count(entries)} 项，每项 8 位。在示例用户上，它的前十名与整个教师模型的前十名重合 ${format.percent(overlap)}。`,
  leftOut: '这些行有数兆字节，这个单文件版没有包含；放在网站上的应用里有。',
  ask: (noun, bytes) => `也询问线性教师模型：每${nounOf(noun).measure}${nounOf(noun).name}最多下载 ${bytes}`,
  asking: '正在下载这段历史所需的行……',
  failed: '线性教师模型没有回应',
  agreement: (overlap, rankBiasedOverlap) => `现在两者的前十名重合 ${overlap}；RBO ${rankBiasedOverlap}。`,
  fetched: (files, bytes) => `这段历史的行分布在 ${count(files)} 个文件中，共 ${bytes}。`,
  moves: (teacher, student) => `线性教师模型：${teacher}（学生模型：${student}）`,
  legend: '连线连接两个列表现在共有的项。▲ ▼ 与“新”：各列表相对于所对比列表的变动。',
};

const VARIANTS: Readonly<Record<string, string>> = {
  bits8: '每个编码 8 位，稀疏值 8 位，尺度 16 位',
  bits4: '每个编码 4 位',
  bits3: '每个编码 3 位',
  bits2: '每个编码 2 位',
  'no-sparse': '不含稀疏部分',
  'no-teacher': '未经蒸馏',
};

export const variants: ExplorerText['variants'] = {
  heading: '其他学生模型',
  intro:
    '同一次训练得到的学生模型，以不同方式存储：点一下即可下载，并让它为每位示例用户推荐。各部分的音量是为本页的学生模型设定的，因此其他几个并非处于最佳状态。没有 float32 版本：这种格式最精细的是 8 位编码加 16 位尺度。',
  untaught:
    '“未经蒸馏”是另一次单独的训练，形状和字节数相同：它只从用户的喜欢中学习，从未见过教师模型，并采用对它最有利的训练方式。',
  caption: '同一形状的学生模型与教师模型的对比',
  columns: {
    student: '学生模型',
    bytes: '字节',
    overlap: '前 10 重合',
    rbo: 'RBO',
    ndcg: 'NDCG@20',
    meanRbo: '平均 RBO',
    meanNdcg: '平均 NDCG@20',
  },
  main: (bits) => `本页所用：每个编码 ${figures(bits)} 位`,
  name: (name, description) => VARIANTS[name] ?? description,
  note: (users) => `重合、RBO 与 NDCG 都是这位用户的，含义同上；平均值取自全部 ${count(users)} 位示例用户。`,
  leftOut: '这个单文件版没有包含最大的一个；放在网站上的应用里有。',
  loading: (name, loaded, total) => `正在下载“${name}”：${loaded} / ${total}……`,
  asking: (name) => `正在打开“${name}”……`,
  ready: (name) => `下方所示：${name}。`,
  failed: '这个学生模型没能载入',
};
