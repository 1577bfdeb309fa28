import type { ModelName } from '../models.ts';
import type { ActionContext } from './context.ts';
import { opened, toAttarError } from './context.ts';
import { createLatest } from './latest.ts';
import type { Shelf } from './shelf.ts';
import { dislikeItem, EMPTY_SHELF, isEmptyShelf, likeItem, parseShelf, removeItem } from './shelf.ts';

/** Recommendations asked for and shown. */
export const LIST_LENGTH = 20;

/** What a reader can do with the shelf. Every change ranks again at once and is kept on the device. */
export interface ShelfActions {
  like(id: string): void;
  dislike(id: string): void;
  remove(id: string): void;
  clearShelf(): void;
  undo(): void;
  dismissUndo(): void;
  /** Asks for the list again, such as after a fault. */
  rank(): Promise<void>;
  /** Takes over the kept shelf of a model that another tab has changed, if it is the open one. */
  reloadShelf(changed: ModelName): Promise<void>;
  /** Drops the answer that is on its way. */
  forgetList(): void;
}

export function createShelfActions(context: ActionContext): ShelfActions {
  const { store, keeper, queue, otherTabs } = context;
  const latest = createLatest(queue);

  const rank = async (said = ''): Promise<void> => {
    const model = opened(context);
    if (!model) return;
    const { shelf } = store.getState();
    if (shelf.likes.length === 0) return showPopular(said);
    try {
      const answer = await latest.ask(() => model.recommender.recommend({ ...shelf, k: LIST_LENGTH }));
      if (!answer) return;
      const { items, elapsed, backend } = answer;
      const first = items[0]
        ? ` First recommendation: ${items[0].title}.`
        : ' There is nothing left to recommend.';
      store.setState({ list: { kind: 'recommended', items }, lastInference: { elapsed, backend } });
      if (said !== '') store.setState({ announcement: said + first });
    } catch (thrown) {
      store.setState({ list: { kind: 'failed', error: toAttarError(thrown, 'backend/lost') } });
    }
  };

  const showPopular = (said: string): void => {
    latest.forget();
    const { shelf } = store.getState();
    const items = opened(context)?.library.popular(LIST_LENGTH, new Set(shelf.dislikes)) ?? [];
    store.setState({ list: { kind: 'popular', items } });
    if (said !== '') store.setState({ announcement: `${said} Showing what most readers liked.` });
  };

  const save = async (model: ModelName, shelf: Shelf): Promise<void> => {
    await keeper.save(model, shelf);
    store.setState({ storageBlocked: keeper.isBlocked() });
    otherTabs.tell(model);
  };

  const reloadShelf = async (changed: ModelName): Promise<void> => {
    const model = opened(context);
    const before = store.getState();
    if (!model || before.model !== changed) return;
    const shelf = parseShelf(await keeper.load(changed), model.library.has);
    // A tap in this tab during the read is the newer word.
    if (opened(context) !== model || store.getState().shelf !== before.shelf) return;
    store.setState({ shelf, undo: null });
    await rank();
  };

  /** `takeBack` names a change that can be undone; null for one that needs no undoing. */
  const change = (shelf: Shelf, said: string, takeBack: string | null): void => {
    const before = store.getState();
    if (shelf === before.shelf) return;
    store.setState({ shelf, undo: takeBack === null ? null : { shelf: before.shelf, what: takeBack } });
    void save(before.model, shelf);
    void rank(said);
  };

  const titleOf = (id: string) => opened(context)?.library.item(id).title ?? id;
  const shelf = () => store.getState().shelf;

  return {
    like(id) {
      change(likeItem(shelf(), id), `${titleOf(id)} is on your shelf.`, null);
    },
    dislike(id) {
      change(dislikeItem(shelf(), id), `${titleOf(id)} is not for you.`, `“${titleOf(id)}” is not for you.`);
    },
    remove(id) {
      change(removeItem(shelf(), id), `${titleOf(id)} removed.`, `“${titleOf(id)}” removed.`);
    },
    clearShelf() {
      if (!isEmptyShelf(shelf())) change(EMPTY_SHELF, 'Shelf cleared.', 'Shelf cleared.');
    },
    undo() {
      const { undo } = store.getState();
      if (undo) change(undo.shelf, 'Taken back.', null);
    },
    dismissUndo: () => store.setState({ undo: null }),
    rank: () => rank(),
    reloadShelf,
    forgetList: () => latest.forget(),
  };
}
