import type { ActionContext } from './context.ts';
import { opened, toAttarError } from './context.ts';
import { createLatest } from './latest.ts';
import type { AsideState } from './state.ts';
import { removeItem } from './shelf.ts';
import { requestFor } from './tuning.ts';
import { previewOf } from './what-if.ts';

/** What opens in place below a card. */
export interface AsideActions {
  /** Items most like one of the list. */
  showSimilar(card: string): Promise<void>;
  /** The list as it were without a like that `card` owes its place to. */
  showWithout(card: string, removed: string): Promise<void>;
  closeAside(): void;
}

/** Similar items shown. */
const SIMILAR = 6;

export function createAsideActions(context: ActionContext): AsideActions {
  const { store, queue } = context;
  const latest = createLatest(queue);

  const show = async (ask: () => Promise<AsideState>): Promise<void> => {
    const { shelf, model } = store.getState();
    try {
      const aside = await latest.ask(ask);
      const now = store.getState();
      if (aside && now.shelf === shelf && now.model === model) store.setState({ aside });
    } catch (thrown) {
      store.setState({ list: { kind: 'failed', error: toAttarError(thrown, 'backend/lost') } });
    }
  };

  return {
    async showSimilar(card) {
      const model = opened(context);
      if (!model) return;
      await show(async () => {
        const { items } = await model.recommender.similar(card, SIMILAR);
        return { kind: 'similar', card, items: items.map(({ id }) => model.library.item(id)) };
      });
    },
    async showWithout(card, removed) {
      const model = opened(context);
      const { shelf, tuning, list } = store.getState();
      if (!model || list.kind !== 'recommended') return;
      await show(async () => {
        const request = requestFor(removeItem(shelf, removed), tuning);
        // Taken off the shelf it could itself be recommended, which would say nothing.
        const exclude = [...(request.exclude ?? []), removed];
        const { items } = await model.recommender.recommend({ ...request, exclude });
        return { kind: 'without', card, removed, preview: previewOf(list.items, items) };
      });
    },
    closeAside() {
      latest.forget();
      store.setState({ aside: null });
    },
  };
}
