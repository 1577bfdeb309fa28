import type { Recommendations, Recommender } from '../../inference/index.ts';
import type { Samples } from '../types.ts';
import { compareLists } from './comparison.ts';
import type { ActionContext } from './context.ts';
import { opened, toAttarError } from './context.ts';
import { createLatest } from './latest.ts';
import type { Library } from './library.ts';
import type { ComparedUser } from './state.ts';

export interface CompareActions {
  /** Fetches the sample users of the opened model, once, and compares the first. */
  openSamples(): Promise<void>;
  /** Compares the sample user at a position. */
  pickSample(position: number): Promise<void>;
  /** Drops the answer that is on its way. */
  forgetComparison(): void;
}

export function createCompareActions(context: ActionContext): CompareActions {
  const { store, queue } = context;
  const latest = createLatest(queue);

  const compare = async (samples: Samples, position: number): Promise<void> => {
    const model = opened(context);
    if (!model || !samples.users[position]) return;
    const before = store.getState().comparison;
    const compared = before.phase === 'ready' ? before.compared : null;
    store.setState({ comparison: { phase: 'ready', samples, picked: position, compared } });
    const answer = await latest.ask(() => askStudent(model.recommender, model.library, samples, position));
    if (!answer) return;
    store.setState({
      comparison: { phase: 'ready', samples, picked: position, compared: answer.compared },
      lastInference: answer.inference,
    });
  };

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    const model = opened(context);
    try {
      await work();
    } catch (thrown) {
      if (opened(context) !== model) return;
      store.setState({ comparison: { phase: 'failed', error: toAttarError(thrown, 'backend/lost') } });
    }
  };

  return {
    openSamples: () =>
      guarded(async () => {
        const model = opened(context);
        const { phase } = store.getState().comparison;
        if (!model || phase === 'loading' || phase === 'ready') return;
        store.setState({ comparison: { phase: 'loading' } });
        const samples = await model.recommender.samples();
        if (opened(context) === model) await compare(samples, 0);
      }),
    pickSample: (position) =>
      guarded(async () => {
        const { comparison } = store.getState();
        if (comparison.phase === 'ready') await compare(comparison.samples, position);
      }),
    forgetComparison() {
      latest.forget();
      store.setState({ comparison: { phase: 'idle' } });
    },
  };
}

interface StudentAnswer {
  readonly compared: ComparedUser;
  readonly inference: Omit<Recommendations, 'items'>;
}

/** The student's list for a sample user, as long as the teacher's, beside the teacher's. */
async function askStudent(
  recommender: Recommender,
  library: Library,
  samples: Samples,
  position: number,
): Promise<StudentAnswer> {
  const user = samples.users[position];
  const history = user.history.map(library.at);
  const { items, ...inference } = await recommender.recommend({
    likes: history.map(({ id }) => id),
    k: Math.max(1, user.teacher.items.length),
  });
  const ids = (indices: readonly number[]) => indices.map((index) => library.at(index).id);
  const comparison = compareLists(
    ids(user.teacher.items),
    items.map(({ id }) => id),
    new Set(ids(user.heldOut)),
  );
  return { compared: { user, history, comparison }, inference };
}
