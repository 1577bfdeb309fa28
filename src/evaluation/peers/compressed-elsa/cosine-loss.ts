import type { HistoryBatch } from '../../../training/students/history-batch.ts';

/**
 * The loss of ELSA: Σ over users of 1 − cos(max(0, scores − x), x), where x is a user's history (Vančura et al.,
 * RecSys 2022). scores[items, users] are overwritten by the gradient of that sum's mean.
 */
export function cosineLoss(scores: Float32Array, histories: HistoryBatch): number {
  const { rows: users, items } = histories;
  const squares = new Float64Array(users);
  const found = new Float64Array(users);
  eachLike(histories, (user, item) => {
    scores[item * users + user]! -= 1;
  });
  for (let item = 0, at = 0; item < items; item++) {
    for (let user = 0; user < users; user++, at++) {
      const score = Math.max(0, scores[at]!);
      scores[at] = score;
      squares[user]! += score * score;
    }
  }
  eachLike(histories, (user, item) => {
    found[user]! += scores[item * users + user]!;
  });
  let loss = 0;
  // d(1 − cos) / d y = (y · cos / |y| − x / |x|) / |y|, where y > 0.
  const shrink = new Float64Array(users);
  const hit = new Float64Array(users);
  for (let user = 0; user < users; user++) {
    const norm = Math.sqrt(squares[user]!);
    const likes = Math.sqrt(histories.row(user).length);
    const cosine = norm > 0 ? found[user]! / (norm * likes) : 0;
    loss += 1 - cosine;
    shrink[user] = norm > 0 ? cosine / squares[user]! / users : 0;
    hit[user] = norm > 0 ? 1 / (norm * likes) / users : 0;
  }
  const positive: number[] = [];
  eachLike(histories, (user, item) => {
    const at = item * users + user;
    if (scores[at]! > 0) positive.push(at);
  });
  for (let item = 0, at = 0; item < items; item++) {
    for (let user = 0; user < users; user++, at++) scores[at]! *= shrink[user]!;
  }
  for (const at of positive) scores[at]! -= hit[at % users]!;
  return loss;
}

function eachLike(histories: HistoryBatch, visit: (user: number, item: number) => void): void {
  for (let user = 0; user < histories.rows; user++) {
    for (const item of histories.row(user)) visit(user, item);
  }
}
