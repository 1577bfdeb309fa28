import type { ExplorerText } from '../../text.ts';

export const figures: ExplorerText['figures'] = {
  label: '教师模型与学生模型对这位用户的表现',
  method: '每个指标如何计算',
  bytes: (teacher, student) => `${teacher} → ${student}`,
  spokenBytes: (teacher, student) => `教师模型 ${teacher}，学生模型 ${student}`,
  each: {
    overlap: {
      name: '前 10 名重合度',
      meaning: '教师模型的前十名中，有多少也在学生模型的前十名里，不论顺序。',
      method: '|两个前十名的交集| / 10。',
    },
    rankBiasedOverlap: {
      name: 'RBO',
      meaning: '两个列表有多相似，越靠前权重越大：1 为完全相同，0 为毫无交集。',
      method: '两个前 20 名的排名加权重合度，经外推，p = 0.9。Webber、Moffat 与 Zobel，2010，式 32。',
    },
    kendall: {
      name: 'Kendall τ',
      meaning: '任取两项，它们在两个列表中的先后是否一致：1 为总是一致，−1 为总是相反。',
      method:
        '对两个前 20 名的所有项计算 τ-b；某个列表没有的项并列排在其末尾之后。Fagin、Kumar 与 Sivakumar，2003。',
    },
    divergence: {
      name: 'KL',
      meaning: '预期学生模型的概率却遇到教师模型的概率时，会有多意外，单位为奈特；0 为完全相同。',
      method:
        '在两个前 20 名的所有项上计算 KL（教师 ‖ 学生），两者的概率都在这些项上重新归一化。教师模型只公布自己的前 20 名，其余项的概率按 0 计。',
    },
    teacherNdcg: {
      name: 'NDCG@20，教师',
      meaning: '教师模型的列表能否把这位用户喜欢、而模型不知道的内容排到前面：1 为完美。',
      method: '对命中项求和 Σ 1 / log₂(r + 1)，r 为名次，再除以可能的最大值。Järvelin 与 Kekäläinen，2002。',
    },
    studentNdcg: {
      name: 'NDCG@20，学生',
      meaning: '同样的指标，针对学生模型的列表。它有可能高于教师模型。',
      method: '与教师模型相同，使用同样的留出项。',
    },
    bytes: {
      name: '字节数',
      meaning: '存储每个模型所需的大小：教师模型的表和权重，以及学生模型的那一个文件。',
      method: '教师模型：所有数组，每个数 4 字节。学生模型：下载的 student.safetensors 文件本身。',
    },
    milliseconds: {
      name: '推荐用时',
      meaning: '刚才在这台设备上，学生模型为所有示例用户推荐的用时中位数。',
      method: '引擎内的实际用时。教师模型不在这台设备上，所以没有用时。',
    },
  },
  means: {
    meanRbo: {
      name: '平均 RBO',
      meaning: '这个学生模型的列表与教师模型的列表的 RBO，对全部示例用户取平均。',
      method: '简单平均，每位示例用户权重相同。',
    },
    meanNdcg: {
      name: '平均 NDCG@20',
      meaning: '这个学生模型的列表在每位示例用户的留出项上的 NDCG@20 的平均值。',
      method: '对示例用户的简单平均。他们不是曲线中的测试用户。',
    },
  },
  curve: {
    modelBytes: {
      name: '字节数',
      meaning: '存储该模型所需的大小。',
      method: '学生模型：下载的文件。剪枝后的表：每项 3 字节。教师模型：每个数 4 字节。',
    },
    ndcg10: {
      name: 'NDCG@10',
      meaning: '前十名能否把测试用户喜欢、而模型不知道的项排在前面：1 为完美。',
      method:
        '对命中项求 Σ 1 / log₂（名次 + 1），除以可能的最佳值；对不在任何训练数据中的测试用户取平均，所有项都参与排序。',
    },
    share: {
      name: '与教师之比',
      meaning: '该模型的 NDCG@10 与其教师模型之比。',
      method: '两者使用相同的测试用户、相同长度的历史。',
    },
    interval: {
      name: '95% 置信区间',
      meaning: '换一批测试用户，100 次中有 95 次会落在这个范围内。',
      method: '对测试用户做自助法，成对比较：模型与教师模型使用相同的用户。Efron & Tibshirani 1993。',
    },
  },
  device: {
    start: {
      name: '启动',
      meaning: '从打开模型到第一次推荐；模型文件已在这台设备上。',
      method: '页面上的实际用时：读取、校验、解包并启动后端。',
    },
    answers: {
      name: '推荐用时',
      meaning: '页面为一个列表等待的时间，包括往返 Worker 的时间。',
      method: '逐个请求的实际用时；预热的请求不计入。',
    },
    p95: {
      name: '95% 以内',
      meaning: '100 次推荐中有 95 次不超过这个时间。',
      method: '最近秩法。',
    },
    memory: {
      name: '内存',
      meaning: '页面的 JavaScript 内存，仅在浏览器提供时显示。',
      method: 'Chromium 自己给出的数值，经其取整；不含 Worker 的内存。',
    },
  },
};
