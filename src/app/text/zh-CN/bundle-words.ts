import type { ItemNoun } from '../../types.ts';

/** What an item is called, and the measure word it is counted with. */
interface Noun {
  readonly name: string;
  readonly measure: string;
}

const NOUNS: Readonly<Record<string, Noun>> = {
  book: { name: '书', measure: '本' },
  movie: { name: '电影', measure: '部' },
};

/** The noun of a bundle; one that is not known here keeps the bundle’s own word. */
export function nounOf({ one, many }: ItemNoun): Noun {
  return NOUNS[one] ?? { name: many, measure: '个' };
}

const TITLES: Readonly<Record<string, string>> = { Books: '图书', Movies: '电影' };

/** The title of a bundle. */
export function bundleTitle(title: string): string {
  return TITLES[title] ?? title;
}

const SOURCES: Readonly<Record<string, string>> = {
  'test users of goodbooks-10k, who are in no training data':
    'goodbooks-10k 的测试用户，他们不在任何训练数据中',
  'users of MovieLens ml-latest-small who came after MovieLens 1M was made, so are in no training data':
    'MovieLens ml-latest-small 中在 MovieLens 1M 发布之后加入的用户，因此不在任何训练数据中',
};

/** Where sample users come from. */
export function sourceOf(source: string): string {
  return SOURCES[source] ?? source;
}

/** 2 linear tables and 1 autoencoder, added → 2 个线性表与 1 个自编码器之和 */
export function teacherName(name: string): string {
  const [, tables, encoders] = /^(\d+) linear tables? and (\d+) autoencoders?, added$/.exec(name) ?? [];
  return tables === undefined ? name : `${tables} 个线性表与 ${encoders} 个自编码器之和`;
}

const MODELS: Readonly<Record<string, string>> = {
  teacher: '教师模型',
  'teacher: autoencoder': '教师模型：自编码器',
  'teacher: autoencoders': '教师模型：多个自编码器',
  'teacher: long': '教师模型：长历史部分',
  'teacher: short': '教师模型：短历史部分',
  'teacher: shortest': '教师模型：最短历史部分',
  popularity: '热门度',
  student: '学生模型',
  'student without distillation': '未经蒸馏的学生模型',
  'EASE pruned': '剪枝后的 EASE',
  'EASE low rank': '低秩 EASE',
  'item-kNN': '物品近邻（kNN）',
  'Compressed ELSA': '压缩版 ELSA',
};

/** A model of the report; the names of published methods stay. */
export function modelName(name: string): string {
  return MODELS[name] ?? name;
}
