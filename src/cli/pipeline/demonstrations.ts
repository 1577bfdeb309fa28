import type { Catalogue } from '../../core/catalogue.ts';
import type { HybridStudent } from '../../core/hybrid.ts';
import { matrixOf } from '../../core/interactions.ts';
import { maskScores } from '../../core/mask-scores.ts';
import { topK } from '../../core/topk.ts';
import type { ScoreUsers } from '../../evaluation/protocol.ts';
import { type Golden, goldenCase, type Samples } from '../../format/index.ts';

export interface SampleHistory {
  readonly id: string;
  readonly history: readonly number[];
  readonly heldOut: readonly number[];
}

/** Length of the lists that the app and the self-test compare. */
const LIST = 20;
/** Scores are float32 sums of magnitude 1 to 100; backends may add in another order. */
const GOLDEN_TOLERANCE = 1e-4;

/** samples.json: users in no training data with the teacher's list and its probabilities. */
export async function sampleUsers(
  source: string,
  users: readonly SampleHistory[],
  catalogue: Catalogue,
  teacher: ScoreUsers,
  temperature: number,
): Promise<Samples> {
  const items = catalogue.ids.length;
  const histories = matrixOf(
    users.map((user) => user.history),
    items,
  );
  const scores = new Float32Array(users.length * items);
  await teacher(histories, 0, users.length, scores);
  return {
    source,
    users: users.map((user, row) => {
      const logits = scores.subarray(row * items, (row + 1) * items).map((logit) => logit / temperature);
      return {
        id: user.id,
        history: [...user.history],
        heldOut: [...user.heldOut],
        teacher: rankedList(logits, user.history, catalogue),
      };
    }),
  };
}

/** golden.json: histories of 0, 1, 2, 5, 10, 20 and all items, some with dislikes, and the exact list of each. */
export function goldenCases(
  student: HybridStudent,
  users: readonly SampleHistory[],
  catalogue: Catalogue,
): Golden {
  const lengths = [0, 1, 2, 5, 10, 20, Number.POSITIVE_INFINITY];
  const cases = users.map((user, position) => {
    const likes = user.history.slice(0, lengths[position % lengths.length]);
    // Every third case dislikes two of the user's other items.
    const others = [...user.history.slice(likes.length), ...user.heldOut];
    const dislikes = position % 3 === 2 ? others.slice(0, 2) : [];
    return goldenCase(student, (item) => catalogue.titles[item] !== null, { likes, dislikes }, LIST);
  });
  return { tolerance: GOLDEN_TOLERANCE, cases };
}

function rankedList(
  logits: Float32Array,
  history: readonly number[],
  catalogue: Catalogue,
): Samples['users'][number]['teacher'] {
  const masked = maskScores(logits, history, catalogue);
  const items = [...topK(masked, LIST)];
  const largest = masked[items[0]!]!;
  let sum = 0;
  for (const logit of masked) sum += Math.exp(logit - largest);
  const probabilities = items.map((item) => Number((Math.exp(masked[item]! - largest) / sum).toPrecision(6)));
  return { items, probabilities };
}
