/** One figure of a reader: its name, what it means, and how it is worked out. */
export interface FigureText {
  readonly name: string;
  readonly meaning: string;
  readonly method: string;
}

/** How far both models agree on a reader, and what each list is worth. */
export const figures = {
  label: 'Teacher and student for this user',
  method: 'How every figure is worked out',
  bytes: (teacher: string, student: string) => `${teacher} → ${student}`,
  spokenBytes: (teacher: string, student: string) => `teacher ${teacher}, student ${student}`,
  /** In the order shown. */
  each: {
    overlap: {
      name: 'Overlap@10',
      meaning: 'How many of the teacher’s first ten are among the student’s first ten, in any order.',
      method: '|first ten of both| / 10.',
    },
    rankBiasedOverlap: {
      name: 'RBO',
      meaning: 'How alike both lists are, the head counting most: 1 is the same list, 0 shares nothing.',
      method:
        'Rank-biased overlap of both top 20s, extrapolated, p = 0.9. Webber, Moffat & Zobel 2010, eq. 32.',
    },
    kendall: {
      name: 'Kendall τ',
      meaning: 'Whether pairs of items stand in the same order in both lists: 1 always, −1 never.',
      method:
        'τ-b over all items of both top 20s; what a list lacks stands, tied, behind its end. Fagin, Kumar & Sivakumar 2003.',
    },
    divergence: {
      name: 'KL',
      meaning:
        'How surprised one would be to expect the student’s probabilities and meet the teacher’s, in nats; 0 is the same.',
      method:
        'KL(teacher ‖ student) over the items of both top 20s, the probabilities of each renormalised over them. The teacher publishes its own 20 only: items beyond those count as 0 for it.',
    },
    teacherNdcg: {
      name: 'NDCG@20, teacher',
      meaning:
        'How well the teacher’s list finds, high up, what this user liked and no model was told: 1 is perfect.',
      method:
        'Σ 1 / log₂(place + 1) over the hits, divided by the best possible. Järvelin & Kekäläinen 2002.',
    },
    studentNdcg: {
      name: 'NDCG@20, student',
      meaning: 'The same for the student’s list. It may be above the teacher’s.',
      method: 'As for the teacher, on the same held-out items.',
    },
    bytes: {
      name: 'Bytes',
      meaning:
        'What each model takes to store: the teacher’s tables and weights, and the one file of the student.',
      method: 'Teacher: its arrays at 4 bytes a number. Student: student.safetensors as it is downloaded.',
    },
    milliseconds: {
      name: 'Time of an answer',
      meaning: 'Median time of the student’s answers to all sample users, just now, on this device.',
      method: 'Wall time inside the engine. The teacher is not on this device, so it has none here.',
    },
  } satisfies Record<string, FigureText>,
  /** Over all sample users. */
  means: {
    meanRbo: {
      name: 'Mean RBO',
      meaning: 'RBO of this student’s lists and the teacher’s, on average over all sample users.',
      method: 'The plain mean; every sample user counts the same.',
    },
    meanNdcg: {
      name: 'Mean NDCG@20',
      meaning: 'NDCG@20 of this student’s lists on what each sample user held out, on average.',
      method: 'The plain mean over the sample users. They are not the test users of the curve.',
    },
  } satisfies Record<string, FigureText>,
  /** Of the curve. */
  curve: {
    modelBytes: {
      name: 'Bytes',
      meaning: 'What the model takes to store.',
      method:
        'Students: the file that is downloaded. Pruned tables: 3 bytes an entry. Teachers: 4 bytes a number.',
    },
    ndcg10: {
      name: 'NDCG@10',
      meaning:
        'How well the first ten find, high up, what test users liked and no model was told: 1 is perfect.',
      method:
        'Σ 1 / log₂(place + 1) over the hits, divided by the best possible; mean over test users who are in no training data. All items are ranked.',
    },
    share: {
      name: 'Of the teacher',
      meaning: 'The model’s NDCG@10 divided by its teacher’s.',
      method: 'Both on the same test users with histories of the same length.',
    },
    interval: {
      name: '95% interval',
      meaning: 'Where the share would lie for other test users, 95 times in 100.',
      method:
        'Bootstrap over test users, paired: model and teacher on the same users. Efron & Tibshirani 1993.',
    },
  } satisfies Record<string, FigureText>,
  /** Of this device. */
  device: {
    start: {
      name: 'Start',
      meaning: 'From opening the model to its first answer; its files are on this device already.',
      method: 'Wall time on the page: reading, checking, unpacking and starting the backend.',
    },
    answers: {
      name: 'Time of an answer',
      meaning: 'What the page waits for one list, the way to a worker and back included.',
      method: 'Wall time of one request after another; those that warm up are left out.',
    },
    p95: {
      name: '95% within',
      meaning: '95 of 100 answers took at most so long.',
      method: 'Nearest rank.',
    },
    memory: {
      name: 'Memory',
      meaning: 'JavaScript memory of the page, where the browser tells it.',
      method: 'Chromium’s own figure, rounded by it. A worker’s memory is not in it.',
    },
  } satisfies Record<string, FigureText>,
};
