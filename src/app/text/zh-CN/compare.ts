import type { Text } from '../text.ts';
import { nounOf, sourceOf, teacherName } from './bundle-words.ts';
import { format, spaced } from './format.ts';

const { count } = format;

export const movement: Text['movement'] = {
  same: '名次不变',
  new: '新进入',
  newSign: '新',
  up: (by) => `上升 ${by} 位`,
  down: (by) => `下降 ${by} 位`,
};

export const compare: Text['compare'] = {
  eyebrow: '放大来看',
  heading: '教师模型与学生模型',
  teacher: '教师模型',
  student: '学生模型',
  ratio: (ratio) => `1/${ratio < 10 ? format.figures(ratio) : count(ratio)}`,
  smaller: (ratio, teacher, items, noun) => [
    '这台设备上的学生模型由教师模型（',
    `${teacher}）蒸馏而来，体积只有它的 `,
    ratio,
    `，能为 ${count(items)} ${nounOf(noun).measure}${nounOf(noun).name}打分。`,
  ],
  teacherName,
  answer: (time, backend, inWorker, there) => [
    '上次推荐用时 ',
    time,
    spaced(
      `，由${backend}${inWorker ? '在 Worker 中' : ''}完成${there === null ? '' : `，页面在 ${there} 后收到`}。`,
    ),
  ],
  backends: { webgl: 'WebGL', wasm: 'WebAssembly', plain: '纯 JavaScript' },
  loading: '正在获取示例用户……',
  failed: '没能获取示例用户',
  none: '这个模型没有示例用户。',
  pick: '示例用户',
  next: '下一位',
  user: (id, likes, noun) => `${id} 号，${count(likes)} ${nounOf(noun).measure}${nounOf(noun).name}`,
  source: (source) => `来源：${sourceOf(source)}。`,
  history: '两个模型都知道的历史',
  more: (hidden) => `再显示 ${count(hidden)} 个`,
  heldOut: '留出项',
  legend:
    '留出项：这位用户确实喜欢，但两个模型都不知道。▲ ▼：比教师模型的名次高或低几位；新：不在教师模型的前十名中。',
  overlap: '前 10 名重合度',
  rankBiasedOverlap: '排名加权重合度（RBO）',
  rankBiasedOverlapNote: (depth, persistence) =>
    `Webber 等，2010，由前 ${count(depth)} 名外推，p = ${format.figures(persistence)}`,
  hits: (heldOut) => `${count(heldOut)} 个留出项中的命中数`,
  spokenHits: (teacher, student) => `教师模型 ${count(teacher)}，学生模型 ${count(student)}`,
  quality: '不同历史长度下的质量',
  qualityNote: (users) => `${count(users)} 位测试用户的 NDCG@10，他们不在任何训练数据中。`,
  prunedNote: '剪枝：把 EASE 的线性表削减到与学生模型相同的字节数。',
  columns: { history: '历史', teacher: '教师', pruned: '剪枝', student: '学生', share: '与教师之比' },
  lengths: { '5': '5 个喜欢', '10': '10 个喜欢', '20': '20 个喜欢', '80%': '全部的 80%' },
};

export const explorerDoor: Text['explorerDoor'] = {
  open: '打开探索器',
  openNote: '看每位示例用户、教师教了什么、质量与大小的取舍，以及这台设备有多快。',
  heading: '探索器',
  close: '关闭',
  views: '探索器的各部分',
  readers: '用户',
  curve: '曲线',
  device: '这台设备',
  loading: '正在打开……',
  missing: '探索器没能下载。请检查网络连接，然后重新加载页面。',
};
