import type { ActionContext } from './context.ts';
import type { ModelActions } from './model-actions.ts';
import type { ShelfActions } from './shelf-actions.ts';
import type { UncheckedShelf } from './shelf-link.ts';
import { readShelfDocument, readShelfFragment } from './shelf-link.ts';
import { isEmptyShelf, joinShelves, parseShelf } from './shelf.ts';
import type { AppState } from './state.ts';

/** Shelves from elsewhere: shown first, and put in the reader's shelf only on their word. */
export interface OfferActions {
  /** Opens the model of a shared link and offers its shelf; false where the fragment holds none. */
  offerLink(fragment: string): boolean;
  /** Offers the shelf of an exported document. */
  offerDocument(text: string): void;
  takeOffer(how: 'add' | 'replace'): void;
  declineOffer(): void;
}

export function createOfferActions(
  { store }: ActionContext,
  { replaceShelf }: ShelfActions,
  { openModel }: ModelActions,
): OfferActions {
  let forget = () => {};

  /** Waits for the model and offers what it knows; a reader who turns to another model is not asked. */
  const offer = ({ model, lists }: UncheckedShelf): void => {
    forget();
    store.setState({ offered: null, offerFault: null });
    if (store.getState().model !== model) void openModel(model);
    const check = (state: AppState) => {
      if (state.model !== model) return forget();
      if (state.load.phase !== 'ready') return;
      forget();
      const shelf = parseShelf(lists, state.load.library.has);
      store.setState(isEmptyShelf(shelf) ? { offerFault: 'empty' } : { offered: { model, shelf } });
    };
    forget = store.subscribe(check);
    check(store.getState());
  };

  return {
    offerLink(fragment) {
      const found = readShelfFragment(fragment);
      if (found) offer(found);
      return found !== null;
    },
    offerDocument(text) {
      const found = readShelfDocument(text);
      if (found) offer(found);
      else store.setState({ offered: null, offerFault: 'unreadable' });
    },
    takeOffer(how) {
      const { offered, model, shelf } = store.getState();
      store.setState({ offered: null });
      if (offered?.model !== model) return;
      if (how === 'add') replaceShelf(joinShelves(shelf, offered.shelf), 'added');
      else replaceShelf(offered.shelf, 'replaced');
    },
    declineOffer: () => store.setState({ offered: null, offerFault: null }),
  };
}
