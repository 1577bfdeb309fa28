import type { ModelName } from '../models.ts';
import type { Happening, ItemChange, ShelfChange } from './announcement.ts';
import type { ActionContext } from './context.ts';
import { opened } from './context.ts';
import type { RankActions } from './rank-actions.ts';
import type { Shelf } from './shelf.ts';
import { EMPTY_SHELF, isEmptyShelf, parseShelf, putItem, removeItem } from './shelf.ts';

/** What a reader can do with the shelf. Every change ranks again at once and is kept on the device. */
export interface ShelfActions {
  like(id: string): void;
  dislike(id: string): void;
  /** Left out from now on, without a word about taste. */
  hide(id: string): void;
  /** Read or seen already: left out, without a word about taste. */
  markSeen(id: string): void;
  remove(id: string): void;
  clearShelf(): void;
  /** Puts another shelf in the place of this one, such as a shared one; can be taken back. */
  replaceShelf(shelf: Shelf, how: ShelfChange): void;
  undo(): void;
  dismissUndo(): void;
  /** Takes over the kept shelf of a model that another tab has changed, if it is the open one. */
  reloadShelf(changed: ModelName): Promise<void>;
}

export function createShelfActions(context: ActionContext, { rank }: RankActions): ShelfActions {
  const { store, keeper, otherTabs } = context;

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
    store.setState({ shelf, undo: null, aside: null });
    await rank();
  };

  const change = (shelf: Shelf, happened: Happening, canBeUndone = true): void => {
    const before = store.getState();
    if (shelf === before.shelf) return;
    const undo = canBeUndone ? { shelf: before.shelf, what: happened } : null;
    // A preview of another shelf is out of date; what is like an item stays so.
    const aside = before.aside?.kind === 'similar' ? before.aside : null;
    store.setState({ shelf, undo, aside, listDue: opened(context) !== null });
    void save(before.model, shelf);
    void rank(happened);
  };

  const shelf = () => store.getState().shelf;
  const changeItem = (changed: Shelf, id: string, item: ItemChange) => {
    const title = opened(context)?.library.item(id).title ?? id;
    change(changed, { item, title });
  };

  return {
    like: (id) => changeItem(putItem(shelf(), 'likes', id), id, 'liked'),
    dislike: (id) => changeItem(putItem(shelf(), 'dislikes', id), id, 'disliked'),
    hide: (id) => changeItem(putItem(shelf(), 'hidden', id), id, 'hidden'),
    markSeen: (id) => changeItem(putItem(shelf(), 'seen', id), id, 'seen'),
    remove: (id) => changeItem(removeItem(shelf(), id), id, 'removed'),
    clearShelf() {
      if (!isEmptyShelf(shelf())) change(EMPTY_SHELF, { shelf: 'cleared' });
    },
    replaceShelf: (other, how) => change(other, { shelf: how }),
    undo() {
      const { undo } = store.getState();
      if (undo) change(undo.shelf, { shelf: 'undone' }, false);
    },
    dismissUndo: () => store.setState({ undo: null }),
    reloadShelf,
  };
}
