/** One figure of a reader: its name, what it means, and how it is worked out. */
interface FigureText {
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
};
