import type { Happening, Outcome } from './announcement.ts';
import type { ActionContext } from './context.ts';
import { opened, toAttarError } from './context.ts';
import { measureFidelity } from './fidelity.ts';
import { createLatest } from './latest.ts';
import { pickStarters, POOL_FACTOR } from './starters.ts';
import type { Tuning } from './tuning.ts';
import { bentParts, changeTuning, LIST_LENGTH, NEUTRAL, requestFor } from './tuning.ts';

/** The list under the shelf: asked for, and bent by the reader. */
export interface RankActions {
  /** Asks for the list again, such as after a tap or a fault; what happened is read out with the outcome. */
  rank(happened?: Happening): Promise<void>;
  /** Bends the list; kept on the device. */
  tune(change: Partial<Tuning>): void;
  resetTuning(): void;
  /** Drops the answer that is on its way. */
  forgetList(): void;
}

export function createRankActions(context: ActionContext): RankActions {
  const { store, keeper, queue } = context;
  const latest = createLatest(queue);
  const costs = createLatest(queue);

  const announce = (happened: Happening | undefined, outcome: Outcome): void => {
    if (happened) store.setState({ announcement: { happened, outcome } });
  };

  const rank = async (happened?: Happening): Promise<void> => {
    const model = opened(context);
    if (!model) return;
    costs.forget();
    const { shelf, tuning } = store.getState();
    if (shelf.likes.length === 0) return showPopular(happened);
    try {
      const answer = await latest.ask(() => model.recommender.recommend(requestFor(shelf, tuning)));
      if (!answer) return;
      const { items, ...told } = answer;
      const fidelity = bentParts(tuning).length === 0 ? null : store.getState().fidelity;
      store.setState({
        list: { kind: 'recommended', items },
        listDue: false,
        fidelity,
        lastInference: told,
      });
      announce(happened, items[0] ? { first: items[0].title } : 'nothing');
      await weigh(items);
    } catch (thrown) {
      store.setState({
        list: { kind: 'failed', error: toAttarError(thrown, 'backend/lost') },
        listDue: false,
      });
    }
  };

  /** Asked after the list is shown, so that no tap waits for it. */
  const weigh = async (items: readonly { readonly id: string }[]): Promise<void> => {
    const model = opened(context);
    const { shelf, tuning } = store.getState();
    if (!model || bentParts(tuning).length === 0) return;
    const { recommendMany } = model.recommender;
    const fidelity = await costs.ask(() => measureFidelity(items, shelf, tuning, recommendMany));
    if (fidelity) store.setState({ fidelity });
  };

  const showPopular = (happened: Happening | undefined): void => {
    latest.forget();
    const { likes, ...out } = store.getState().shelf;
    const without = new Set([...likes, ...Object.values(out).flat()]);
    const known = opened(context)?.library.popular(POOL_FACTOR * LIST_LENGTH, without) ?? [];
    const items = pickStarters(known, LIST_LENGTH);
    store.setState({ list: { kind: 'popular', items }, listDue: false, fidelity: null });
    announce(happened, 'popular');
  };

  const setTuning = (tuning: Tuning): void => {
    const { model } = store.getState();
    store.setState({ tuning, aside: null });
    void keeper.save(`${model} tuning`, tuning);
    void rank();
  };

  return {
    rank,
    tune: (change) => setTuning(changeTuning(store.getState().tuning, change)),
    resetTuning: () => setTuning(NEUTRAL),
    forgetList() {
      latest.forget();
      costs.forget();
    },
  };
}
