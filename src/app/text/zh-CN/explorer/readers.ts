import type { ExplorerText } from '../../text.ts';
import { format } from '../format.ts';

const { count, agreement, score } = format;

export const readers: ExplorerText['readers'] = {
  fetching: '正在获取示例用户……',
  asking: (done, total) => `正在让学生模型为 ${count(total)} 位示例用户推荐，已完成 ${count(done)} 位……`,
  failed: '没能获取示例用户',
  none: '这个模型没有示例用户。',
  heading: (users) => `${count(users)} 位示例用户`,
  order: '排序',
  orders: {
    divergent: '分歧最大者在前（RBO）',
    alike: '最相似者在前（RBO）',
    student: '学生模型领先最多者在前',
    teacher: '教师模型领先最多者在前',
    short: '历史最短者在前',
    long: '历史最长者在前',
  },
  length: '历史长度',
  lengths: {
    all: () => '不限长度',
    short: (upTo) => `短（不超过 ${count(upTo)} 个）`,
    long: (upTo) => `长（超过 ${count(upTo)} 个）`,
  },
  taste: '口味',
  tastes: { all: '不限口味', mainstream: '大众', tail: '小众' },
  genre: '类型',
  anyGenre: '不限类型',
  genreOption: (name, users) => `${name}（${count(users)}）`,
  sliceTitle: '分组依据',
  sliceNote: (leaning) =>
    `长与短、大众与小众都以这些用户的中位数为界：前者看历史长度，后者看历史中的作品平均被多少训练用户喜欢。某个类型在一位用户的历史中出现的比例达到平均水平的 ${format.figures(leaning)} 倍，这位用户就归入该类型。`,
  means: (users, { rankBiasedOverlap, teacherNdcg, studentNdcg, ahead, behind }) =>
    `${count(users)} 位用户：RBO 平均 ${agreement(rankBiasedOverlap)}；NDCG@20 教师模型 ${score(teacherNdcg)}，学生模型 ${score(studentNdcg)}。学生模型领先 ${count(ahead)} 位，落后 ${count(behind)} 位，持平 ${count(users - ahead - behind)} 位。`,
  nobody: '没有示例用户属于这一组。',
  scatter: (users) =>
    `${count(users)} 位示例用户的散点图：横轴是教师模型在留出项上的 NDCG@20，纵轴是学生模型的。用户表格里有相同的数据。`,
  scatterNote: '在斜线上方，学生模型对这位用户更好；在下方，教师模型更好。点按圆点查看该用户。',
  acrossAxis: '教师模型的 NDCG@20',
  upAxis: '学生模型的 NDCG@20',
  tip: (id, likes, rankBiasedOverlap) =>
    `${id} 号：${count(likes)} 个喜欢，RBO ${agreement(rankBiasedOverlap)}`,
  caption: '示例用户，以及两个模型在各自留出项上的 NDCG@20',
  columns: { user: '用户', likes: '喜欢', rbo: 'RBO', teacher: '教师', student: '学生' },
  name: (id) => `${id} 号`,
};
